"""Dates as editors write them: ``2031-03-07``, ``2031-03-07/2031-03-09``, ``2031-03``, ``2031-Q1`` …"""

from __future__ import annotations

import re
from datetime import date

import yaml

from generator.dates.period import OPEN, Period, day, months, years
from generator.editorial import nodes
from generator.editorial.nodes import Fault

_FORMS = (
    "a day (2031-03-07), days (2031-03-07/2031-03-09), a month (2031-03), quarter (2031-Q1), year or 'open'"
)


def days(node: yaml.Node) -> Period:
    """A reader of such a date; ``open`` says that the article names none.

    Raises:
        Fault: where it is none of these, or no day of the calendar.
    """
    period = parse(nodes.text(node))
    if period is None:
        raise Fault(node, f"found {nodes.short(node)}; write {_FORMS}")
    return period


def parse(text: str) -> Period | None:
    """A date as a period, None where it is none."""
    if text == "open":
        return OPEN
    try:
        return _whole(text) or _days(text)
    except ValueError:
        return None


def written(start: date | None, end: date | None) -> str:
    """A period's days in one of these forms; the unit that they make is not looked for."""
    if start is None or end is None:
        return "open"
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def _whole(text: str) -> Period | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)|-Q([1-4]))?", text, re.ASCII)
    if not match:
        return None
    year, month, quarter = int(match[1]), match[2], match[3]
    if quarter:
        return months(year, int(quarter) * 3 - 2, 3, "quarter")
    if not month:
        return years(year)
    return months(year, date(year, int(month), 1).month)


def _days(text: str) -> Period | None:
    first, _, last = text.partition("/")
    if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", part, re.ASCII) for part in (first, last or first)):
        return None
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return day(start, end) if start <= end else None
