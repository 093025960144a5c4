"""Articles and editors' files full of payloads, built by the project's own steps and opened: nothing acts.

Two sites are built: with our settings, and with those of a host that has every extension switched on
that makes attributes, files, templates and markup live. Each is opened without its content security
policy, so that escaping alone is shown to hold, and ours with it, so that no page of ours breaks it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import feedparser
import icalendar
import payloads
import pytest
import serving

from generator import build, editorial, publish, settings
from generator.render import escape

ROOT = Path(__file__).parents[2]
PATH = "/some/repo/"
# Opening a page takes a third of a second: how many are passed over, unless OPEN_EVERY_PAGE is set.
STEP = {("ours", "without"): 1, ("ours", "with"): 6, ("host", "without"): 2, ("host", "with"): 12}
HOST_EXTENSIONS = """\
  - attr_list
  - md_in_html
  - admonition
  - abbr
  - footnotes
  - def_list
  - tables
  - pymdownx.superfences
  - pymdownx.tabbed
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.magiclink
  - pymdownx.snippets:
      base_path: [/]
      check_paths: true
"""
HOST_PLUGINS = "plugins:\n  - macros:\n      on_undefined: strict\n      on_error_fail: true\n"
# The theme looks for a site map beside every alternate form of a page, as it would for another language.
THEMES_OWN = ("/sitemap.xml", "/favicon.ico")
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')

# What no article may bring into a page: elements, attributes and addresses, wherever they stand.
FOUND = """() => {
  const inside = [...document.querySelectorAll("main *, .md-content *, header *")];
  const bad = ["script", "iframe", "frame", "object", "embed", "base", "meta", "style", "form", "input",
    "link", "template", "math", "portal"];
  const own = e => e.closest("[role=search], .md-header, .br-find, .br-filter, .br-pages") !== null;
  const local = [location.hostname, "news.example"];
  return {
    hit: window.__hit ?? null,
    frames: window.length,
    elements: inside.filter(e => e.closest("article") && bad.includes(e.localName) && !own(e))
      .map(e => e.outerHTML.slice(0, 200)),
    handlers: [...document.querySelectorAll("*")].flatMap(e => [...e.attributes])
      .filter(a => /^(on|x-|hx-|v-)/i.test(a.name)).map(a => a.name + "=" + a.value),
    addresses: [...document.querySelectorAll("[href], [src], [action], [data]")]
      .map(e => e.getAttribute("href") ?? e.getAttribute("src") ?? e.getAttribute("action") ?? "")
      .map(a => new URL(a, document.baseURI))
      .filter(a => !/^https?:$/.test(a.protocol) || !local.includes(a.hostname)).map(String),
    text: document.body.textContent.replace(/\\s+/g, " "),
  };
}"""


@dataclass(frozen=True, slots=True)
class Built:
    """A built site: whose settings, its pages and files, where it is served with and without its policy."""

    settings: str
    docs: Path
    folder: Path
    guarded: str
    bare: str

    def addresses(self, kind: str = "html") -> list[str]:
        """Its files of a kind, as addresses below the site's own."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob(f"*.{kind}"))


class _WithPolicy(serving.Files):
    protocol_version = "HTTP/1.1"  # one connection for all that a page asks for


class _WithoutPolicy(_WithPolicy):
    def send_head(self) -> BytesIO | BinaryIO | None:
        """The file, without its policy where it is a page."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix != ".html" or not path.is_file():
            return super().send_head()
        page = POLICY.sub(b"", path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return BytesIO(page)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, actors, topics and corrections with every payload in every place."""
    folder = tmp_path_factory.mktemp("payloads") / "content"
    payloads.write(folder)
    return folder


@pytest.fixture(scope="module")
def docs(content: Path) -> Path:
    """The pages that the generator makes of them."""
    folder = content.parent / "docs"
    chosen = settings.read(ROOT / "mkdocs.yml")
    result = build.generate(content, folder, chosen, workers=1, progress=lambda done, of: None)
    assert not result.errors
    corrected = [one for one in result.briefings if one.id.startswith("desk/")]
    assert corrected and not [warning for one in corrected for warning in one.warnings], "all were taken up"
    return folder


@pytest.fixture(scope="module", params=["ours", "host"])
def built(request: pytest.FixtureRequest, content: Path, docs: Path) -> Iterator[Built]:
    """The site with our settings, and with a host's."""
    if request.param == "host":
        pytest.importorskip("mkdocs_macros", reason="pip install mkdocs-macros-plugin")
    root = content.parent / request.param
    (root / "www").mkdir(parents=True)
    config = _config(root / "mkdocs.yml", host=request.param == "host")
    folder = root / "www" / PATH.strip("/")
    with (
        serving.answering(serving.files(root / "www", _WithPolicy)) as guarded,
        serving.answering(serving.files(root / "www", _WithoutPolicy)) as bare,
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NO_MKDOCS_2_WARNING", "1")
            patch.setenv("SITE_URL", guarded + PATH)
            publish.publish(publish.build(config, docs, folder, editorial.read(content)))
        yield Built(request.param, docs, folder, guarded + PATH, bare + PATH)


def _config(path: Path, *, host: bool) -> Path:
    written = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    written = written.replace("custom_dir: ", f"custom_dir: {ROOT}/")
    if host:
        written = written.replace("markdown_extensions:\n", f"markdown_extensions:\n{HOST_EXTENSIONS}")
        written = re.sub(r"^plugins: \[\].*\n", HOST_PLUGINS, written, flags=re.M)
        assert "macros" in written and "snippets" in written
    path.write_text(written, encoding="utf-8")
    return path


class Watched:
    """A page of the browser, and everything that it did which it should not have done."""

    def __init__(self, page: Any, site: str, known: set[str]) -> None:
        self.page, self.did = page, []
        page.on("request", lambda r: self._ask(r.url, site, known))
        page.on("dialog", lambda d: (self.did.append(f"dialog {d.message}"), d.dismiss()))
        page.on("pageerror", lambda error: self.did.append(f"error {error}"))
        page.on("popup", lambda other: self.did.append(f"popup {other.url}"))
        page.on("download", lambda one: self.did.append(f"download {one.url}"))
        page.on("websocket", lambda one: self.did.append(f"socket {one.url}"))
        page.on("console", self._hear)

    def _hear(self, said: Any) -> None:
        if said.type == "error" and not said.location["url"].endswith(THEMES_OWN):
            self.did.append(f"console {said.text}")

    def _ask(self, url: str, site: str, known: set[str]) -> None:
        if url.startswith(site) and url.endswith(THEMES_OWN):
            return
        path = url.removeprefix(site).partition("?")[0].partition("#")[0]
        if not url.startswith((site, "data:image/svg+xml")) or (url.startswith(site) and path not in known):
            self.did.append(f"request {url}")


@pytest.fixture
def watched(browser: Any, built: Built) -> Iterator[Any]:
    """Open pages with or without their policy; the test fails where one did anything of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    known = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*") if path.is_file()}
    known |= {path.removesuffix("index.html") for path in known}
    opened: list[Watched] = []

    def start(site: str) -> Any:
        opened.append(Watched(context.new_page(), site, known))
        return opened[-1].page

    yield start
    context.close()
    assert [did for one in opened for did in one.did] == []


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def look_at(page: Any, address: str) -> Any:
    """Open a page and say what is on it, after trying to set off what waits for the reader."""
    page.goto(address, wait_until="load")
    page.evaluate("""() => {
        document.querySelectorAll("details").forEach(one => { one.open = true });
        document.querySelectorAll("article *").forEach(one => {
            for (const kind of ["mouseover", "focus", "pointerenter"]) one.dispatchEvent(new Event(kind));
        });
    }""")
    return page.evaluate(FOUND)


def faults(found: Any) -> dict[str, Any]:
    """What of it an article must have brought along."""
    return {key: value for key, value in found.items() if key != "text" and value}


@pytest.mark.parametrize("policy", ["without", "with"])
def test_nothing_acts_on_any_page(built: Built, watched: Any, policy: str) -> None:
    site = built.bare if policy == "without" else built.guarded
    page = watched(site)
    wrong = {}
    step = 1 if os.environ.get("OPEN_EVERY_PAGE") else STEP[built.settings, policy]
    for path in built.addresses()[::step]:
        if found := faults(look_at(page, site + path.removesuffix("index.html"))):
            wrong[path] = found
    assert not wrong


def test_the_watch_would_see_a_payload_that_acts(built: Built, browser: Any) -> None:
    page = browser.new_page()
    page.goto(built.bare)
    page.evaluate(
        "document.querySelector('article').innerHTML = '<form></form><img src=x onerror=window.__hit=1>'"
    )
    page.wait_for_function("window.__hit")
    assert {"hit", "elements", "handlers"} <= set(faults(page.evaluate(FOUND)))
    page.goto(built.guarded)
    page.evaluate("document.querySelector('article').innerHTML = '<img src=x onerror=window.__hit=1>'")
    page.wait_for_timeout(200)
    assert page.evaluate("window.__hit") is None, "the policy is a second lock"
    page.close()


def said(briefing: Any) -> Iterable[str]:
    """The texts of a briefing that its page shows."""
    yield from (
        briefing["title"],
        briefing["source"] or "",
        briefing["licence"] or "",
        briefing["author"] or "",
    )
    yield from (*briefing["topics"], *briefing["summary"])
    yield from (actor["name"] for actor in briefing["actors"])
    yield from (position["sentence"] for position in briefing["positions"])
    yield from (actor["role"] or "" for actor in briefing["actors"])
    yield from (question["question"] for question in briefing["open_questions"])
    yield from (sentence for question in briefing["open_questions"] for sentence in question["sentences"])
    yield from (event["what"] for event in briefing["events"])
    yield from (event["sentence"] for event in briefing["events"])


def test_every_text_is_shown_as_text(built: Built, watched: Any) -> None:
    page = watched(built.bare)
    missing = []
    twins = sorted(built.docs.glob("port/article-*.json"))[:: STEP[built.settings, "without"]]
    twins += sorted(built.docs.glob("desk/article-*.json"))
    for path in twins:
        briefing = json.loads(path.read_text(encoding="utf-8"))
        shown = look_at(page, f"{built.bare}{briefing['id']}/")["text"]
        missing += [
            (briefing["id"], text) for text in said(briefing) if spaced(escape.visible(text)) not in shown
        ]
    assert twins and not missing


def test_searching_for_payloads_shows_text(built: Built, watched: Any) -> None:
    page = watched(built.bare)
    for words in [
        "placard",
        *(payload.text for payload in payloads.load()[:: 4 * STEP[built.settings, "with"]]),
    ]:
        page.goto(f"{built.bare}search/?q={quote(words)}")
        page.locator(".br-find__status:not(:empty)").wait_for()
        found = page.evaluate(FOUND)
        assert not faults(found), words
    page.goto(f"{built.bare}search/?q=placard")
    page.locator(".br-hit__link").first.wait_for()
    assert "window.__hit=1" in page.locator("article").inner_text()


def test_feeds_and_calendars_parse_and_hold_the_text(built: Built) -> None:
    titles = {
        spaced(json.loads(path.read_text())["title"]) for path in built.docs.glob("port/article-*.json")
    }
    shown = {escape.visible(title) for title in titles}
    feed = json.loads((built.folder / "feed.json").read_text(encoding="utf-8"))
    entries = feedparser.parse((built.folder / "feed.xml").read_bytes())
    assert not entries.bozo and entries.entries
    assert feed["items"] and {spaced(escape.visible(item["title"])) for item in feed["items"]} & shown
    corrected = [json.loads(path.read_text())["events"] for path in built.docs.glob("desk/article-*.json")]
    named = {spaced(escape.visible(event["what"])).casefold() for events in corrected for event in events}
    calendar = icalendar.Calendar.from_ical((built.folder / "calendar.ics").read_bytes())
    summaries = {spaced(str(event["SUMMARY"])).casefold() for event in calendar.walk("VEVENT")}
    assert len(named) > 50 and all(any(one in summary for summary in summaries) for one in named)
    for path in built.addresses("ics"):
        for event in icalendar.Calendar.from_ical((built.folder / path).read_bytes()).walk():
            assert event.name in {"VCALENDAR", "VEVENT"} and "ATTACH" not in event
    for path in built.addresses("json"):
        json.loads((built.folder / path).read_text(encoding="utf-8"))
