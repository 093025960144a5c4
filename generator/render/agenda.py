"""The calendar's pages: events in date order, by month, cut by year where there are many."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date

from generator.crossindex import SiteIndex, calendar_day
from generator.model import Briefing, ScheduledEvent
from generator.render.paging import Part, by_year

Dated = tuple[Briefing, ScheduledEvent]
ROWS = 40  # events on a page, so that it stays under 60 KB

# A period of these is marked on its days; a longer one, such as a quarter, belongs to none of them.
_ON_DAYS = ("day", "week")


def pages(index: SiteIndex) -> tuple[Part[Dated], ...]:
    """The calendar cut by year; the page that opens holds the month of the newest article."""
    since = newest_month(index)
    return by_year(
        index.events,
        lambda pair: calendar_day(*pair),
        ROWS,
        opens_with=lambda pair: not is_over(pair, since),
    )


def has_dates(index: SiteIndex) -> bool:
    """Whether any event has a date, and so there is a calendar to subscribe to."""
    return any(event.end for _, event in index.events)


def newest_month(index: SiteIndex) -> date:
    """The first day of the month of the newest article, which stands for today: a page has no clock."""
    newest = index.briefings[0].article.published if index.briefings else None
    return newest.replace(day=1) if newest else date.min


def is_over(pair: Dated, since: date) -> bool:
    """Whether an event had ended before a day."""
    return bool(pair[1].end and pair[1].end < since)


def folded(events: Iterable[Dated], since: date) -> tuple[list[Dated], list[Dated]]:
    """Those over before a day, to be folded away, and the others; none folded where all of them would be."""
    events = list(events)
    over = [is_over(pair, since) for pair in events]
    if all(over):
        return [], events
    earlier = [pair for pair, past in zip(events, over, strict=True) if past]
    return earlier, [pair for pair, past in zip(events, over, strict=True) if not past]


def by_month(events: Iterable[Dated]) -> list[tuple[date | None, list[Dated]]]:
    """Events in date order by the month of their calendar day; those without one come last, under None."""

    def month(pair: Dated) -> date | None:
        day = calendar_day(*pair)
        return day.replace(day=1) if day else None

    return [(first, list(group)) for first, group in itertools.groupby(events, key=month)]


def marked_on(briefing: Briefing, event: ScheduledEvent) -> str:
    """Where a month's grid marks an event.

    Returns:
        ``2031-03-07``, or ``2031-03-07/2031-03-09`` for each of these days; ``2031-03`` for a time
        within that month that no day stands for; empty where it has no date.
    """
    day = calendar_day(briefing, event)
    if day is None or event.end is None:
        return ""
    if event.granularity not in _ON_DAYS:
        return f"{day:%Y-%m}"
    return day.isoformat() if day == event.end else f"{day.isoformat()}/{event.end.isoformat()}"
