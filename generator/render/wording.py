"""How pages name things: labels for every value of the model, dates and periods as a reader writes them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from generator.history import ItemKind
from generator.model import Form, Kind, PositionType, QuestionKind, ScheduledEvent, Status
from generator.render.escape import visible

KINDS: dict[Kind, str] = {
    "person": "Person",
    "organization": "Organisation",
    "country": "Country",
    "group": "Group",
    "unnamed": "Unnamed source",
}
KINDS_TOGETHER: dict[Kind, str] = {
    "person": "People",
    "organization": "Organisations",
    "country": "Countries",
    "group": "Groups",
    "unnamed": "Unnamed sources",
}
TYPES: dict[PositionType, str] = {
    "claim": "Says",
    "expectation": "Expects",
    "demand": "Demands",
    "intention": "Intends",
    "support": "Supports",
    "opposition": "Opposes",
    "concern": "Worries",
    "denial": "Denies",
}
FORMS: dict[Form, str] = {"direct": "quotation", "mixed": "partly quoted", "indirect": "paraphrase"}
QUESTIONS: dict[QuestionKind, str] = {
    "undecided": "Not decided",
    "unknown": "Not known",
    "conditional": "Depends",
    "disputed": "Disputed",
    "asked": "Asked",
}
STATUSES: dict[Status, str] = {
    "scheduled": "Scheduled",
    "expected": "Expected",
    "deadline": "Deadline",
    "proposed": "Proposed",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
}
ITEMS: dict[ItemKind, str] = {
    "actor": "Actor",
    "position": "Position",
    "question": "Open question",
    "event": "Event",
}
FOUND_KINDS = {  # what a search can be narrowed to, see generator/search/entries.py
    "briefing": "Briefings",
    "position": "Positions",
    "question": "Open questions",
    "event": "Events",
    "actor": "Actors",
}
# Of our own: the machine's locale must not show in a page.
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Dated = tuple[str, str | None]  # words, and the ISO date that they name
_FIELDS = {"published": "date", "url": "address"}  # as readers call them


def day(value: date) -> str:
    """``18 May 2025``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """``May 2025``."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def period(event: ScheduledEvent, published: date | None) -> str:
    """The time of an event as a reader would write it.

    Args:
        event: the event; both its days are inclusive.
        published: the article's date; a period that begins with it and is no whole unit reads "by ...".

    Returns:
        ``Monday 19 May 2025``, ``19–25 May 2025``, ``March 2026``, ``January–March 2026``, ``2030``,
        ``by 14 October 2025``; "No date yet" where the article lets nobody tell.
    """
    return "".join(text for text, _ in dated_period(event, published))


def dated_period(event: ScheduledEvent, published: date | None) -> list[Dated]:
    """The pieces of ``period``, each with the ISO date, month or year that it names, or None."""
    start, end = event.start, event.end
    if start is None or end is None:
        return [("No date yet", None)]
    if start == end:
        return [(f"{WEEKDAYS[start.weekday()]} {day(start)}", start.isoformat())]
    if whole := _whole(start, end):
        return whole
    last = (day(end), end.isoformat())
    if start == published:
        return [("by ", None), last]
    joiner = "–" if (start.year, start.month) == (end.year, end.month) else " – "
    return [(_first_day(start, end), start.isoformat()), (joiner, None), last]


def _whole(start: date, end: date) -> list[Dated]:
    """The period's name where it is a whole month, several, or a year; else nothing."""
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return []
    first, last = start.isoformat()[:7], (month(end), end.isoformat()[:7])
    if first == last[1]:
        return [last]
    if start.year != end.year:
        return [(month(start), first), (" – ", None), last]
    if (start.month, end.month) == (1, 12):
        return [(str(start.year), first[:4])]
    return [(MONTHS[start.month - 1], first), ("–", None), last]


def _first_day(start: date, end: date) -> str:
    """The first day of a period, without what its last day says again."""
    if start.year != end.year:
        return day(start)
    return str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 briefing``, ``2 briefings``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def inferred(fields: Sequence[str]) -> str:
    """The fields of an article that were worked out from its text: ``date and source``."""
    names = [_FIELDS.get(field, field) for field in fields]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def archive_month(key: str) -> str:
    """``May 2025`` for ``2025-05``; "Undated"."""
    return "Undated" if key == "undated" else month(date.fromisoformat(f"{key}-01"))


def shortened(text: str, limit: int) -> str:
    """A text as far as there is room for: whole, or cut behind a word where that leaves most of it."""
    text = visible(text).strip()
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[limit // 2 :] else cut} …"
