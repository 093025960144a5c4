"""An actor's pages: what it holds and takes part in, cut by year of publication where there is much."""

from __future__ import annotations

from dataclasses import replace

from generator.crossindex import Appearance, SiteActor, calendar_day
from generator.render import pictures, views
from generator.render.paging import Part, by_year

PICTURED = 3  # from so many briefings on, a picture tells more than the list

# What items take in a page, in bytes, and what there is for them, so that a page stays under 60 KB.
ROOM = 36_000
_POSITION, _EVENT, _BRIEFING = 1100, 650, 250


def pages(actor: SiteActor) -> tuple[Part[Appearance], ...]:
    """An actor's appearances, newest first, cut by year."""
    return by_year(actor.appearances, lambda seen: seen.briefing.article.published, ROOM, size=_size)


def within(actor: SiteActor, part: Part[Appearance]) -> SiteActor:
    """The actor as these briefings alone have it."""
    return replace(actor, appearances=part.items)


def timeline(actor: SiteActor) -> pictures.Timeline | None:
    """The days of the articles that name an actor, and of the events in which it takes part."""
    if len(actor.appearances) < PICTURED:
        return None
    days = (calendar_day(*pair) for pair in views.events_of(actor))
    published = (seen.briefing.article.published for seen in actor.appearances)
    return pictures.timeline([day for day in published if day], [day for day in days if day])


def has_feed(actor: SiteActor) -> bool:
    """Whether it has a feed, which lists by date what has one."""
    return any(seen.briefing.article.published for seen in actor.appearances)


def has_calendar(actor: SiteActor) -> bool:
    """Whether any event in which it takes part has a date."""
    return any(event.end for _, event in views.events_of(actor))


def _size(seen: Appearance) -> int:
    return _BRIEFING + _POSITION * seen.held + _EVENT * seen.events
