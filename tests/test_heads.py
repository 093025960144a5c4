"""What a page's head says to those who share it, follow it or read it by machine."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import publishing
import pytest
from lxml import html

from generator import publish
from generator.model import Briefing, ScheduledEvent
from generator.publish import heads, linked_data

HOSTILE = "</script></head><script>window.hacked=1</script><!-- \" ' & ]]>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> publish.Site:
    folder = tmp_path_factory.mktemp("heads")
    found = publishing.load_briefings()
    base = next(b for b in found if b.id == "harbour-bridge")
    about: dict[str, Any] = {"title": HOSTILE, "source": HOSTILE, "topics": (HOSTILE,), "licence": HOSTILE}
    bad = replace(base, article=replace(base.article, id="bad", **about), summary=(HOSTILE,))
    bad = replace(bad, actors=tuple(replace(a, name=HOSTILE, role=HOSTILE) for a in bad.actors))
    return publishing.build(publishing.generate(folder / "docs", [*found, bad]), folder / "site")


class Head:
    """A page's head, parsed."""

    def __init__(self, site: publish.Site, page: str) -> None:
        self.address = urljoin(publishing.ADDRESS, page)
        tree = html.fromstring((site.folder / page / "index.html").read_bytes())
        self.tree = tree.find("head")

    def meta(self, name: str) -> list[str]:
        return [str(v) for v in self.tree.xpath(f'meta[@name="{name}" or @property="{name}"]/@content')]

    def links(self, rel: str) -> dict[str, str]:
        found = self.tree.xpath(f'link[@rel="{rel}"]')
        return {link.get("type", ""): urljoin(self.address, link.get("href")) for link in found}

    def data(self) -> dict[str, Any]:
        (found,) = self.tree.xpath('script[@type="application/ld+json"]')
        value: dict[str, Any] = json.loads(found.text)
        assert value["@context"] == "https://schema.org"
        return value


def briefing(site: publish.Site, ident: str = "harbour-bridge") -> Briefing:
    return next(b for b in site.index.briefings if b.id == ident)


def test_a_briefing_shows_itself_when_it_is_shared(site: publish.Site) -> None:
    about, head = briefing(site), Head(site, "harbour-bridge/")
    card = f"{publishing.ADDRESS}cards/harbour-bridge.png"
    assert head.links("canonical") == {"": f"{publishing.ADDRESS}harbour-bridge/"}
    for name, value in {
        "og:type": "article",
        "og:title": about.article.title,
        "og:description": about.summary[0],
        "og:url": f"{publishing.ADDRESS}harbour-bridge/",
        "og:image": card,
        "og:image:width": "1200",
        "og:image:height": "630",
        "article:published_time": "2031-03-04",
        "twitter:card": "summary_large_image",
        "twitter:title": about.article.title,
        "twitter:description": about.summary[0],
        "twitter:image": card,
        "description": about.summary[0],
    }.items():
        assert head.meta(name) == [value], name
    assert head.meta("article:tag") == [topic.name for topic in site.index.topics_of["harbour-bridge"]]


def test_every_page_can_be_shared(site: publish.Site) -> None:
    for path in site.sources():
        head = Head(site, site.served(path).removesuffix("index.html"))
        for name in ("og:type", "og:title", "og:description", "og:image", "twitter:card"):
            assert len(head.meta(name)) == 1 and head.meta(name)[0], (path, name)
        (image,) = head.meta("og:image")
        assert (site.folder / image.removeprefix(publishing.ADDRESS)).is_file(), path


def test_a_page_names_its_other_forms(site: publish.Site) -> None:
    at = publishing.ADDRESS
    assert Head(site, "harbour-bridge/").links("alternate") == {
        "application/json": f"{at}harbour-bridge.json",
        "text/markdown": f"{at}harbour-bridge.md",
    }
    topic = f"topics/{site.index.topics[-1].slug}"
    calendars = {
        "": {"text/calendar": f"{at}calendar.ics"},
        "actors/ada-brook/": {},  # takes part in no event
        f"{topic}/": {"text/calendar": f"{at}{topic}.ics"},
    }
    for page in calendars:
        assert Head(site, page).links("alternate") == {
            "application/atom+xml": f"{at}{page}feed.xml",
            "application/feed+json": f"{at}{page}feed.json",
            **calendars[page],
        }, page
    for path in site.sources():
        for address in Head(site, site.served(path).removesuffix("index.html")).links("alternate").values():
            assert (site.folder / address.removeprefix(at)).is_file(), (path, address)


def test_a_briefing_tells_machines_what_it_is_made_from(site: publish.Site) -> None:
    about = briefing(site)
    article, *events = Head(site, "harbour-bridge/").data()["@graph"]
    assert article["@type"] == "NewsArticle" and article["headline"] == about.article.title
    assert article["datePublished"] == "2031-03-04"
    assert article["isBasedOn"]["url"] == about.article.url
    assert article["isBasedOn"]["publisher"]["name"] == about.article.source
    main = [actor.name for actor in about.actors if actor.salience == "main"]
    assert [one["name"] for one in article["mentions"]] == main
    brook = next(one for one in article["mentions"] if one["name"] == "Ada Brook")
    assert brook == {
        "@type": "Person",
        "name": "Ada Brook",
        "url": f"{publishing.ADDRESS}actors/ada-brook/",
    }
    assert events and all(event["@type"] == "Event" and event["startDate"] for event in events)
    ids = {event["@id"] for event in events}
    assert ids <= {f"{publishing.ADDRESS}harbour-bridge/#{event.id}" for event in about.events}


def test_an_actor_is_a_person_or_an_organisation(site: publish.Site) -> None:
    brook = Head(site, "actors/ada-brook/").data()
    assert (brook["@type"], brook["name"]) == ("Person", "Ada Brook")
    assert brook["mainEntityOfPage"] == f"{publishing.ADDRESS}actors/ada-brook/"
    union = next(a for a in site.index.actors if a.kind == "organization" and a.has_page(3))
    assert Head(site, f"actors/{union.slug}/").data()["@type"] == "Organization"
    assert Head(site, "").data()["@type"] == "WebSite"


@pytest.mark.parametrize(
    ("granularity", "start", "end", "expected"),
    [
        ("day", "2031-03-07", "2031-03-07", {"startDate": "2031-03-07", "endDate": "2031-03-07"}),
        ("day", "2031-03-07", "2031-03-09", {"startDate": "2031-03-07", "endDate": "2031-03-09"}),
        ("month", "2032-02-01", "2032-02-29", {"startDate": "2032-02"}),
        ("year", "2032-01-01", "2032-12-31", {"startDate": "2032"}),
        ("week", "2031-03-10", "2031-03-16", None),
        ("month", "2031-03-04", "2031-03-31", None),
        ("unspecified", None, None, None),
    ],
)
def test_no_period_is_said_more_exactly_than_it_is_known(
    granularity: Any, start: str | None, end: str | None, expected: dict[str, str] | None
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    event = ScheduledEvent("e-1", "a vote", "soon", "s", *days, granularity, "scheduled", (), ())
    assert linked_data.period(event) == expected


def test_hostile_text_neither_ends_an_element_nor_an_attribute(site: publish.Site) -> None:
    head = Head(site, "bad/")
    assert head.meta("og:title") == [HOSTILE] and head.meta("twitter:description") == [HOSTILE]
    article = head.data()["@graph"][0]
    assert article["headline"] == HOSTILE and article["isBasedOn"]["publisher"]["name"] == HOSTILE
    for path in sorted(site.folder.rglob("*.html")):
        tree = html.fromstring(path.read_bytes())
        assert not [s for s in tree.iter("script") if "hacked" in (s.text or "") and not s.get("type")]


def test_script_text_has_nothing_that_ends_a_script() -> None:
    written = heads.script({"a": "</script><!--\u2028&"})
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == {"a": "</script><!--\u2028&"}


def test_without_an_address_pictures_are_relative(site: publish.Site, tmp_path: Path) -> None:
    built = publishing.build(site.docs, tmp_path / "site", url="")
    head = Head(built, "docks/2031/strike/")
    assert head.meta("og:image") == ["../../../cards/docks/2031/strike.png"]
    assert head.meta("og:url") == [] and head.links("canonical") == {}
    assert head.data()["@graph"][0]["@id"] == "./"
