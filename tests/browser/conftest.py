"""A built site in headless Chromium, with good and hostile articles: what the browser tests share."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import publishing
import pytest
import serving
import yaml

from generator import crossindex, render, settings, store
from generator.crossindex import SiteIndex
from generator.model import Briefing
from generator.render import directory

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "render"
EXTENSIONS = (
    *("attr_list", "md_in_html", "admonition", "abbr", "footnotes", "def_list", "tables"),
    *(f"pymdownx.{name}" for name in ("snippets", "superfences", "magiclink", "tabbed", "details", "emoji")),
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def load_briefings() -> list[Briefing]:
    files = sorted((CASES / "briefings").glob("*.json"))
    return [render.from_json(json.loads(path.read_text(encoding="utf-8"))) for path in files]


def hostile() -> list[Briefing]:
    """The strike article with a payload in every piece of text, one article for each eight payloads."""
    payloads = yaml.safe_load((CASES / "payloads.yml").read_text(encoding="utf-8"))["payloads"]
    base = next(b for b in load_briefings() if b.id == "harbour-bridge")
    out = []
    for number, chunk in enumerate(payloads[i : i + 8] for i in range(0, len(payloads), 8)):
        bad = functools.partial(_pick, chunk)
        about = {"title": f"{bad(0)} {bad(1)}", "source": bad(1), "url": bad(2), "licence": bad(3)}
        article = replace(base.article, id=f"bad-{number}", topics=(bad(4),), **about)
        out.append(
            replace(
                base,
                article=article,
                summary=tuple(chunk),
                actors=tuple(replace(a, name=bad(i), role=bad(i + 1)) for i, a in enumerate(base.actors)),
                positions=tuple(
                    replace(p, statement=bad(i), sentence=bad(i)) for i, p in enumerate(base.positions)
                ),
                open_questions=tuple(
                    replace(q, question=f"{bad(0)}?", sentences=(bad(1),)) for q in base.open_questions
                ),
                events=tuple(
                    replace(e, what=bad(i), when=bad(i + 1), sentence=bad(2))
                    for i, e in enumerate(base.events)
                ),
            )
        )
    return out


def _pick(chunk: list[str], number: int) -> str:
    return chunk[number % len(chunk)]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site under a sub-path, with good and hostile articles."""
    folder = tmp_path_factory.mktemp("site")
    briefings = [*load_briefings(), *hostile()]
    chosen = settings.read(ROOT / "mkdocs.yml")
    stale = {"bad-0": "<script>window.hacked=1</script>"}
    index = crossindex.build(briefings)
    made = render.pages(index, briefings, chosen, stale=stale)
    store.write(folder / "docs", made | _letters(index, briefings, chosen))
    with serving.answering(serving.files(folder / "www")) as server:
        address = f"{server}/some/repo/"
        site = folder / "www" / "some" / "repo"
        publishing.build(folder / "docs", site, address, _with_everything_on(folder / "mkdocs.yml"))
        yield address


def _letters(index: SiteIndex, briefings: list[Briefing], chosen: settings.Settings) -> dict[str, str]:
    """The directory of actors as a site has it that names thousands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(directory, "ROOM", 1500)
        made = render.pages(index, briefings, chosen)
    return {path: text for path, text in made.items() if path.startswith("actors/a-z/")}


def _with_everything_on(path: Path) -> Path:
    """Our settings, with all that makes attributes and markup live, as a host site may have it."""
    written = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    extensions = "".join(f"  - {name}\n" for name in EXTENSIONS)
    written = written.replace("custom_dir: ", f"custom_dir: {ROOT}/")
    path.write_text(written.replace("markdown_extensions:\n", f"markdown_extensions:\n{extensions}"))
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed (pip install playwright)"
    )
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not executable:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", name="hostile")
def hostile_briefings() -> list[Briefing]:
    """The articles that try to act, as they stand on the site."""
    return hostile()


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """A page that fails the test where anything outside the site is asked for, or an error is thrown."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda r: None if r.url.startswith((site, "data:")) else outside.append(r.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("dialog", lambda dialog: (errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    opened.on("console", lambda said: errors.append(said.text) if _is_violation(said.text) else None)
    yield opened
    context.close()
    assert not [url for url in outside if not url.endswith("/favicon.ico")], "requests that leave the site"
    assert not errors


def _is_violation(said: str) -> bool:
    """Whether the browser says that a page asked for what its policy does not allow."""
    return "Content Security Policy" in said
