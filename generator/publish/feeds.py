"""Atom and JSON Feed: one of each for all briefings, for each actor with a page and for each topic.

An entry's id is the briefing's first address; where the site's address is not known, a UUID made of the
site's name and that address. Either stays the same in every build. Days come from the articles, never from
the clock; a briefing without a day stands in no feed, since a feed is a list by date.

Forms: RFC 4287 (Atom) and https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from typing import Any

from feedgen.feed import FeedGenerator

from generator.model import Briefing
from generator.publish import wording
from generator.publish.disk import File
from generator.publish.site import Site
from generator.render import paths
from generator.render.escape import visible, web_address

LENGTH = 30  # entries; a reader's program asks often, and remembers the older ones
ATOM, JSON = "feed.xml", "feed.json"


@dataclass(frozen=True, slots=True)
class Feed:
    """One subject's briefings.

    Attributes:
        page: the generated file of the page that it belongs to.
        folder: where its two files stand in the site; empty, or with a slash at its end.
        briefings: those that have a day, newest first.
    """

    page: str
    folder: str
    title: str
    briefings: tuple[Briefing, ...]

    @property
    def updated(self) -> date:
        """The day of its latest entry or change."""
        return max(_changed(briefing) for briefing in self.briefings)


def files(site: Site) -> Iterator[File]:
    """Both forms of every feed that has an entry."""
    for feed in feeds(site):
        yield feed.folder + ATOM, _atom(site, feed)
        yield feed.folder + JSON, _json(site, feed)


def feeds(site: Site) -> Iterator[Feed]:
    """Every feed that has an entry; that of all briefings comes first."""
    index = site.index
    yield from _feed("index.md", "", site.name, index.briefings)
    for actor in index.actors:
        if actor.has_page(site.settings.page_from):
            page = paths.actor(actor.slug)
            named_in = (seen.briefing for seen in actor.appearances)
            yield from _feed(page, f"{page.removesuffix('.md')}/", f"{actor.name} – {site.name}", named_in)
    for topic in index.topics:
        page = paths.topic(topic.slug)
        yield from _feed(page, f"{page.removesuffix('.md')}/", f"{topic.name} – {site.name}", topic.briefings)


def _feed(page: str, folder: str, title: str, briefings: Iterable[Briefing]) -> Iterator[Feed]:
    dated = [briefing for briefing in briefings if briefing.article.published]
    if dated:
        yield Feed(page, folder, visible(title).strip(), tuple(dated[:LENGTH]))


def _atom(site: Site, feed: Feed) -> bytes:
    here = feed.folder + ATOM
    out = FeedGenerator()
    out.id(_ident(site, here))
    out.title(feed.title)
    out.link(href=site.address(here, seen_from=here), rel="self", type="application/atom+xml")
    out.link(href=site.address(feed.page, seen_from=here), rel="alternate", type="text/html")
    out.author(name=visible(site.name))
    out.language(site.language)
    out.updated(_moment(feed.updated))
    out.generator("Briefings")
    for briefing in feed.briefings:
        _entry(out.add_entry(order="append"), site, here, briefing)
    return bytes(out.atom_str(pretty=True))


def _entry(entry: Any, site: Site, here: str, briefing: Briefing) -> None:
    page = paths.briefing(briefing.id)
    entry.id(_entry_ident(site, briefing))
    entry.title(wording.title(briefing))
    entry.link(href=site.address(page, seen_from=here))
    entry.published(_moment(_day(briefing)))
    entry.updated(_moment(_changed(briefing)))
    entry.summary(wording.description(briefing))
    entry.content(_content(briefing), type="html")
    entry.category(
        [{"term": visible(topic.name).strip()} for topic in site.index.topics_of.get(briefing.id, ())]
    )
    if briefing.article.licence:
        entry.rights(visible(briefing.article.licence))


def _json(site: Site, feed: Feed) -> bytes:
    here = feed.folder + JSON
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.address(feed.page, seen_from=here),
        "feed_url": site.address(here, seen_from=here),
        "language": site.language,
        "authors": [{"name": visible(site.name)}],
        "items": [_item(site, here, briefing) for briefing in feed.briefings],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _item(site: Site, here: str, briefing: Briefing) -> dict[str, Any]:
    page = paths.briefing(briefing.id)
    source = web_address(briefing.article.url)
    return {
        "id": _entry_ident(site, briefing),
        "url": site.address(page, seen_from=here),
        **({"external_url": source} if source else {}),
        "title": wording.title(briefing),
        "summary": wording.description(briefing),
        "content_html": _content(briefing),
        "date_published": _moment(_day(briefing)).isoformat(),
        "date_modified": _moment(_changed(briefing)).isoformat(),
        "tags": [visible(topic.name).strip() for topic in site.index.topics_of.get(briefing.id, ())],
    }


def _content(briefing: Briefing) -> str:
    """HTML: what the briefing says in brief, and where its article stands."""
    points = "".join(f"<li>{escape(line)}</li>" for line in wording.lines(briefing))
    source = web_address(briefing.article.url)
    name = escape(visible(briefing.article.source or "the article"))
    link = f'<p>Source: <a href="{escape(source)}">{name}</a></p>' if source else ""
    return f"<ul>{points}</ul>{link}"


def _ident(site: Site, path: str) -> str:
    if site.url:
        return site.address(path)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.name}/{path}").urn


def _entry_ident(site: Site, briefing: Briefing) -> str:
    """Made of the briefing's first address, so that one that moved is no news to a reader's program."""
    return _ident(site, paths.briefing(site.history.past(briefing.id).origin or briefing.id))


def _changed(briefing: Briefing) -> date:
    return briefing.article.changed or _day(briefing)


def _day(briefing: Briefing) -> date:
    assert briefing.article.published is not None
    return briefing.article.published


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
