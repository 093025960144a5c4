"""In which order briefings and events stand."""

from __future__ import annotations

from datetime import date

from generator.model import Briefing, ScheduledEvent


def newest_first(briefing: Briefing) -> tuple[int, str]:
    """Sort key: by day of publication, newest first, those without one last; then by id."""
    return -(briefing.article.published or date.min).toordinal(), briefing.id


def calendar_day(briefing: Briefing, event: ScheduledEvent) -> date | None:
    """The day under which a calendar lists an event: its first, or the last of a period already running.

    "By Friday" and "this year" begin before or with the publication; what a reader waits for is their end.
    """
    published = briefing.article.published
    running = published and event.start and event.start <= published
    return event.end if running else event.start


def date_order(pair: tuple[Briefing, ScheduledEvent]) -> tuple[date, date, str, str]:
    """Sort key for events: by calendar day, those without one last."""
    briefing, event = pair
    return calendar_day(briefing, event) or date.max, event.end or date.max, briefing.id, event.id
