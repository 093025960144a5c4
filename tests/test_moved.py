"""Former addresses: what stands there, and that it leads to where things are now."""

from __future__ import annotations

import json
import posixpath
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import publishing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import publish
from generator.history import pages
from generator.model import Briefing
from generator.publish import moved


class Found(HTMLParser):
    """What a page says and where it leads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.refresh = self.canonical = self.link = None
        self.scripts: list[str | None] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "refresh":
            self.refresh = (given["content"] or "").removeprefix("0; url=")
        if given.get("rel") == "canonical":
            self.canonical = given["href"]
        if given.get("id") == "moved-to":
            self.link = given["href"]
        if tag == "script":
            self.scripts.append(given.get("src"))

    def handle_data(self, data: str) -> None:
        self.text += data


def about(briefing: Briefing, **change: object) -> Briefing:
    return replace(briefing, article=replace(briefing.article, **change))  # type: ignore[arg-type]


def states() -> list[list[Briefing]]:
    """Three states of a site: an article, an actor and a topic get other names, then an article goes."""
    first = publishing.load_briefings()
    ids = {"harbour-bridge": "2031/march/bridge"}
    topics = {"Harbour": "The port"}
    names = {"Ada Brook": "Ada Brook Hill"}
    second = []
    for b in first:
        article = replace(
            b.article,
            id=ids.get(b.id, b.id),
            topics=tuple(topics.get(topic, topic) for topic in b.article.topics),
        )
        actors = tuple(replace(a, name=names.get(a.name, a.name)) for a in b.actors)
        second.append(replace(b, article=article, actors=actors))
    return [first, second, [b for b in second if b.id != "ferry"]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> publish.Site:
    folder = tmp_path_factory.mktemp("moved")
    for state in states():
        docs = publishing.generate(folder / "docs", state)
    return publishing.build(docs, folder / "site")


def leads_to(site: publish.Site, old: str) -> str:
    """Where the page at a former address leads, as a file of the site."""
    found = Found(site.folder / old / "index.html")
    assert found.refresh and found.refresh == found.link
    target = posixpath.normpath(posixpath.join(old, found.refresh, "index.html"))
    assert (site.folder / target).is_file()
    assert found.canonical == publishing.ADDRESS + target.removesuffix("index.html")
    for script in found.scripts:
        assert script and (site.folder / posixpath.normpath(posixpath.join(old, script))).is_file()
    return target


def test_the_states_are_what_they_are_meant_to_be(site: publish.Site) -> None:
    assert set(moved.moves(site)) >= {"harbour-bridge.md", "actors/ada-brook.md", "topics/harbour.md"}
    assert "ferry.md" in moved.notes(site)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("harbour-bridge", "2031/march/bridge/index.html"),
        ("actors/ada-brook", "actors/ada-brook-hill/index.html"),
        ("topics/harbour", "topics/the-port/index.html"),
    ],
)
def test_a_former_address_leads_on(site: publish.Site, old: str, new: str) -> None:
    assert leads_to(site, old) == new


def test_programs_find_the_same_at_a_former_address(site: publish.Site) -> None:
    for path in ("harbour-bridge.json", "harbour-bridge.md"):
        suffix = path.rpartition(".")[2]
        assert (site.folder / path).read_bytes() == (site.folder / f"2031/march/bridge.{suffix}").read_bytes()
    calendars = [(site.folder / f"topics/{name}.ics").read_bytes() for name in ("harbour", "the-port")]
    assert calendars[0] == calendars[1]
    assert (site.folder / "topics/harbour/feed.xml").read_bytes()
    event = next(e for b, e in site.index.events if b.id == "2031/march/bridge" and e.start)
    assert (site.folder / f"harbour-bridge/{event.id}.ics").is_file()


def test_a_briefing_that_moved_is_no_news_in_feeds(site: publish.Site) -> None:
    feed = json.loads((site.folder / "feed.json").read_text(encoding="utf-8"))
    moved_to = f"{publishing.ADDRESS}2031/march/bridge/"
    assert [item["id"] for item in feed["items"] if item["url"] == moved_to] == [
        f"{publishing.ADDRESS}harbour-bridge/"
    ]


def test_a_deleted_article_leaves_a_note_without_names(site: publish.Site) -> None:
    page = Found(site.folder / "ferry" / "index.html")
    assert "No longer here" in page.text and page.refresh is None and not page.scripts
    ferry = next(b for b in publishing.load_briefings() if b.id == "ferry")
    for words in [ferry.article.title, *(actor.name for actor in ferry.actors)]:
        assert words not in page.text
    for path in site.folder.rglob("*"):
        if path.suffix in (".xml", ".ics", ".json", ".md") and path.is_file():
            assert ferry.article.title not in path.read_text(encoding="utf-8"), path
    assert not (site.folder / "ferry.json").exists()
    assert "/ferry/" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_former_pages_stay_out_of_search_and_lists(site: publish.Site) -> None:
    for old in ("harbour-bridge", "ferry", "actors/ada-brook"):
        page = (site.folder / old / "index.html").read_text(encoding="utf-8")
        assert 'content="noindex"' in page and 'data-pagefind-ignore="all"' in page


def test_a_page_that_is_there_goes_before_a_former_one(tmp_path: Path) -> None:
    first = publishing.load_briefings()
    bridge = next(b for b in first if b.id == "harbour-bridge")
    ferry = next(b for b in first if b.id == "ferry")
    publishing.generate(tmp_path / "docs", [bridge])
    publishing.generate(tmp_path / "docs", [about(bridge, id="bridge")])
    newcomer = about(ferry, id="harbour-bridge")
    site = publishing.build(
        publishing.generate(tmp_path / "docs", [about(bridge, id="bridge"), newcomer]), tmp_path / "site"
    )
    page = (site.folder / "harbour-bridge" / "index.html").read_text(encoding="utf-8")
    assert ferry.article.title in page and "This page has moved" not in page


def test_addresses_without_folders(tmp_path: Path) -> None:
    first, second, _ = states()
    publishing.generate(tmp_path / "docs", first)
    site = publishing.build(publishing.generate(tmp_path / "docs", second), tmp_path / "site")
    flat = replace(site, settings=replace(site.settings, use_directory_urls=False))
    written = dict(moved.files(flat))
    assert b'href="2031/march/bridge.html"' in (written["harbour-bridge.html"] or b"")


def test_nothing_moved_nothing_written(tmp_path: Path) -> None:
    docs = publishing.generate(tmp_path / "docs", publishing.load_briefings())
    site = publishing.build(docs, tmp_path / "site")
    assert not dict(moved.files(site))


def test_a_name_that_changes_twice_is_followed() -> None:
    log = ""
    for address in ("brook", "ada-brook", "adelaide-brook"):
        log += pages.news(pages.read(log, "log"), {address: ["bridge#b"]}, {}, spread=False)
    known = pages.read(log, "log")
    assert known.now("brook") == known.now("ada-brook") == "adelaide-brook"
    log += pages.news(known, {}, {}, spread=False)
    assert pages.read(log, "log").now("brook") is None
    log += pages.news(pages.read(log, "log"), {"brook": ["bridge#b"]}, {}, spread=False)
    assert pages.read(log, "log").now("brook") == "brook" and "brook" not in pages.read(log, "log").moved


def test_a_topic_that_is_given_up_is_no_other_topic() -> None:
    log = pages.news(pages.Pages(), {"port": ["a", "b"], "news": ["a", "b", "c"]}, {}, spread=True)
    log += pages.news(pages.read(log, "log"), {"news": ["a", "b", "c"]}, {}, spread=True)
    assert pages.read(log, "log").gone == {"port"}


ADDRESSES = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.sampled_from("uvwxyz"), min_size=1, unique=True)
)


@given(st.lists(ADDRESSES, max_size=6), st.booleans())
def test_the_log_always_knows_the_pages_that_are_there(
    turns: list[dict[str, list[str]]], spread: bool
) -> None:
    log, ever = "", set()
    for there in turns:
        log += pages.news(pages.read(log, "log"), there, {}, spread=spread)
        known = pages.read(log, "log")
        ever |= set(there)
        assert set(known.there) == set(there)
        assert pages.news(known, there, {}, spread=spread) == "", "a second run adds nothing"
        assert pages.ours(log)
        for address in ever - set(there):
            assert address in known.gone or address in known.moved
            assert known.now(address) is None or known.now(address) in there
