"""Atom and JSON Feed, read back by other people's libraries."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import publishing
import pytest

from generator import crossindex, publish
from generator.model import Briefing
from generator.publish import feeds


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> publish.Site:
    folder = tmp_path_factory.mktemp("feeds")
    return publishing.build(
        publishing.generate(folder / "docs", publishing.load_briefings()), folder / "site"
    )


def parsed(site: publish.Site, path: str) -> Any:
    found = feedparser.parse((site.folder / path).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def made(site: publish.Site, briefings: list[Briefing], **changes: Any) -> dict[str, bytes]:
    """The feeds of other briefings, without a build."""
    changed = replace(site, index=crossindex.build(briefings), **changes)
    return {path: content for path, content in feeds.files(changed) if content}


def dated(site: publish.Site) -> list[Briefing]:
    return [b for b in site.index.briefings if b.article.published]


def test_the_feed_of_everything_has_each_dated_briefing(site: publish.Site) -> None:
    found = parsed(site, "feed.xml")
    assert [entry.title for entry in found.entries] == [b.article.title for b in dated(site)]
    assert [entry.link for entry in found.entries] == [f"{publishing.ADDRESS}{b.id}/" for b in dated(site)]
    assert [entry.published for entry in found.entries] == [
        f"{b.article.published}T00:00:00+00:00" for b in dated(site)
    ]
    assert found.feed.updated == found.entries[0].updated, "never the clock"
    assert found.feed.link == publishing.ADDRESS
    assert [link.href for link in found.feed.links if link.rel == "self"] == [publishing.ADDRESS + "feed.xml"]
    assert found.feed.language == "en"


def test_an_entry_tells_what_the_briefing_says_and_where_it_comes_from(site: publish.Site) -> None:
    briefing = dated(site)[0]
    entry = parsed(site, "feed.xml").entries[0]
    assert briefing.summary[0] in entry.content[0].value
    assert entry.summary == briefing.summary[0]
    assert {tag.term for tag in entry.get("tags", [])} == {
        topic.name for topic in site.index.topics_of.get(briefing.id, ())
    }
    assert briefing.article.url and f'href="{briefing.article.url}"' in entry.content[0].value


def test_both_forms_say_the_same(site: publish.Site) -> None:
    value = json.loads((site.folder / "feed.json").read_bytes())
    atom = parsed(site, "feed.xml")
    assert value["version"] == "https://jsonfeed.org/version/1.1"
    assert value["home_page_url"] == publishing.ADDRESS
    assert value["feed_url"] == publishing.ADDRESS + "feed.json"
    for item, entry in zip(value["items"], atom.entries, strict=True):
        assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
        assert item["content_html"] == entry.content[0].value
        assert item["date_published"] == entry.published


def test_every_actor_with_a_page_and_every_topic_has_its_own(site: publish.Site) -> None:
    for actor in site.index.actors:
        path = f"actors/{actor.slug}/feed.xml"
        entries = [b for b in (seen.briefing for seen in actor.appearances) if b.article.published]
        if not actor.has_page(site.settings.page_from) or not entries:
            assert not (site.folder / path).exists()
            continue
        found = parsed(site, path)
        assert [entry.title for entry in found.entries] == [b.article.title for b in entries]
        assert found.feed.link == f"{publishing.ADDRESS}actors/{actor.slug}/"
        assert found.feed.title.startswith(actor.name)
    assert site.index.topics
    for topic in site.index.topics:
        found = parsed(site, f"topics/{topic.slug}/feed.xml")
        ids = [entry.id for entry in found.entries]
        assert ids == [f"{publishing.ADDRESS}{b.id}/" for b in topic.briefings if b.article.published]


def test_an_undated_briefing_is_in_no_feed(site: publish.Site) -> None:
    undated = [b for b in site.index.briefings if not b.article.published]
    assert undated
    assert made(site, undated) == {}


def test_a_feed_is_no_longer_than_a_program_needs(site: publish.Site) -> None:
    first = dated(site)[0]
    many = [replace(first, article=replace(first.article, id=f"n-{n:02}")) for n in range(feeds.LENGTH + 5)]
    assert len(json.loads(made(site, many)["feed.json"])["items"]) == feeds.LENGTH


def test_without_an_address_links_are_relative_and_ids_stay(site: publish.Site) -> None:
    files = made(site, dated(site), url="")
    found = feedparser.parse(
        files["feed.xml"], response_headers={"content-location": "http://host/x/feed.xml"}
    )
    assert [entry.link for entry in found.entries] == [f"http://host/x/{b.id}/" for b in dated(site)]
    ids = [entry.id for entry in found.entries]
    assert all(ident.startswith("urn:uuid:") for ident in ids) and len(set(ids)) == len(ids)
    of_topic = next(path for path in files if path.startswith("topics/") and path.endswith(".json"))
    assert json.loads(files[of_topic])["items"][0]["url"].startswith("../../")
    assert files == made(site, dated(site), url="")


HOSTILE = "</title><script>alert(1)</script> & ]]> \x00\x0b\u202e\ud800 ‹«"


def test_hostile_text_stays_text(site: publish.Site, tmp_path: Path) -> None:
    base = dated(site)[0]
    about = {"title": HOSTILE, "url": "javascript:alert(1)", "licence": HOSTILE, "topics": (HOSTILE,)}
    bad = replace(base, article=replace(base.article, **about), summary=(HOSTILE,))
    files = made(site, [bad])
    found = feedparser.parse(files["feed.xml"], sanitize_html=False)
    assert not found.bozo, found.get("bozo_exception")
    entry = found.entries[0]
    assert "</title><script>alert(1)</script> & ]]>" in entry.title
    assert "<script>" not in entry.content[0].value
    assert "href" not in entry.content[0].value
    item = json.loads(files["feed.json"])["items"][0]
    assert "<script>" not in item["content_html"] and "external_url" not in item
