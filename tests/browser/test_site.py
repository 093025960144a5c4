"""The built site in headless Chromium: search, links, arrival, phone width, and a hostile article."""

from __future__ import annotations

import functools
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import crossindex, render, settings, store
from generator.model import Briefing

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "render"
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


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site under a sub-path, with good and hostile articles."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp("site")
    briefings = [*load_briefings(), *hostile()]
    chosen = settings.read(ROOT / "mkdocs.yml")
    stale = {"bad-0": "<script>window.hacked=1</script>"}
    store.write(folder / "docs", render.pages(crossindex.build(briefings), briefings, chosen, stale=stale))
    # Everything that makes attributes and markup live, as a host site may have it switched on.
    more = [
        "attr_list",
        "md_in_html",
        "admonition",
        "abbr",
        "footnotes",
        "def_list",
        "tables",
        "pymdownx.snippets",
    ]
    more += [
        "pymdownx.superfences",
        "pymdownx.magiclink",
        "pymdownx.tabbed",
        "pymdownx.details",
        "pymdownx.emoji",
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        config = load_config(
            str(ROOT / "mkdocs.yml"),
            docs_dir=str(folder / "docs"),
            site_dir=str(folder / "www" / "some" / "repo"),
        )
        config.markdown_extensions += more
        build(config)
    handler = functools.partial(_Quiet, directory=str(folder / "www"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/repo/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
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


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """A page that fails the test where anything outside the site is asked for, or an error is thrown."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    # blob: is the search engine's worker, made by a script of the site itself.
    opened.on(
        "request", lambda r: None if r.url.startswith((site, "data:", "blob:")) else outside.append(r.url)
    )
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("dialog", lambda dialog: (errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield opened
    context.close()
    assert not [url for url in outside if not url.endswith("/favicon.ico")], "requests that leave the site"
    assert not errors


def test_search_an_actor_and_follow_a_link_to_a_briefing(page: Any, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("Ada Brook", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    hits = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.pathname)")
    assert any("/actors/ada-brook/" in hit for hit in hits)
    page.goto(site + "actors/ada-brook/")
    assert page.locator("h1").inner_text().startswith("Ada Brook")
    page.get_by_role("link", name="Council weighs harbour bridge").first.click()
    page.wait_for_url("**/harbour-bridge/**")
    assert page.locator("h1").inner_text().startswith("Council weighs harbour bridge")


def test_the_sentence_is_one_click_away_and_a_link_unfolds_its_item(page: Any, site: str) -> None:
    page.goto(site + "harbour-bridge/")
    evidence = page.locator("details.br-evidence").first
    assert not evidence.locator("p").is_visible()
    evidence.locator("summary").click()
    assert "Mayor Ada Brook said on Tuesday" in evidence.locator("p").inner_text()
    folded = page.locator("details.br-more li.br-item").first
    assert not folded.is_visible()
    page.goto(f"{site}harbour-bridge/#{folded.get_attribute('id')}")
    page.locator("details.br-more li.br-item").first.wait_for(state="visible")


def test_what_is_coming_up_follows_the_readers_day(page: Any, site: str) -> None:
    coming = page.locator("[data-upcoming] li:visible .br-event__title")
    page.clock.set_fixed_time("2031-03-08T12:00:00")
    page.goto(site)
    titles = " ".join(coming.all_inner_texts())
    assert "strike" in titles.lower() and "vote on the plan" not in titles.lower()
    assert not page.locator("[data-upcoming-none]").is_visible()
    page.clock.set_fixed_time("2040-01-01T12:00:00")
    page.goto(site)
    assert coming.count() == 0 and page.locator("[data-upcoming-none]").is_visible()


@pytest.mark.parametrize(
    "address",
    ["", "harbour-bridge/", "actors/ada-brook/", "actors/", "calendar/", "questions/", "bad-0/", "bad-3/"],
)
def test_a_phone_scrolls_one_way_only(page: Any, site: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_runs_from_a_hostile_article(page: Any, site: str) -> None:
    articles = hostile()
    shown = [f"bad-{number}/" for number in range(len(articles))]
    page.goto(site + "actors/")
    actors = page.locator("a[href]").evaluate_all("links => links.map(a => a.href)")
    shown += [
        url.removeprefix(site)
        for url in actors
        if "/actors/" in url and "#" not in url and url != site + "actors/"
    ]
    for address in [
        "",
        "actors/",
        "calendar/",
        "questions/",
        "topics/",
        "archive/2031-03/",
        *dict.fromkeys(shown),
    ]:
        page.goto(site + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.mouse.move(300, 300)
        assert page.evaluate("window.hacked") is None, address
        assert (
            page.locator("article :is(script, img, iframe, style, base, object, embed, form)").count() == 0
        ), address
        assert (
            page.locator("article [onerror], article [onload], article [onclick], article [ontoggle]").count()
            == 0
        )
        assert page.evaluate(
            "[...document.querySelectorAll('article a')].every(a => /^https?:$/.test(a.protocol))"
        )
        assert not page.locator("article a[href*='evil.example']").count(), address
    page.goto(site + "bad-0/")
    assert articles[0].article.title in page.locator("h1").inner_text(), "the text is shown as text"
    page.keyboard.press("/")
    page.keyboard.type("script", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    assert page.evaluate("window.hacked") is None, "a search result ran"
