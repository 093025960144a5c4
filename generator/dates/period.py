"""Stretches of days, the moment from which they are counted, and the calendar arithmetic between."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from generator.model import Granularity

Tense = Literal["future", "past"]
DAY = timedelta(days=1)
_LEAP_REACH = 8  # 29 February comes round in at most eight years


@dataclass(frozen=True, slots=True)
class Period:
    """What a time phrase denotes.

    ``start`` and ``end`` are inclusive; both are None where the words leave the days open
    ("in the coming weeks"). ``granularity`` is the unit that the words speak in.
    """

    start: date | None
    end: date | None
    granularity: Granularity


OPEN = Period(None, None, "unspecified")


@dataclass(frozen=True, slots=True)
class Moment:
    """From where a phrase is counted."""

    reference: date | None  # the day of publication; deadlines run from it
    tense: Tense | None = None  # which way a phrase without a year looks; None: the nearest
    antecedent: Period | None = None  # what "the same day" or "a week later" goes back to
    said: date | None = None  # the day on which it was said, where that is known

    @property
    def now(self) -> date | None:
        """The day that "tomorrow" and "in two days" count from."""
        return self.said or self.reference

    def at(self, day: date, tense: Tense | None = None) -> Moment:
        """This moment moved to another day."""
        return replace(self, reference=day, said=None, tense=tense)


def day(start: date, end: date | None = None) -> Period:
    """One day, or a run of days."""
    return Period(start, end or start, "day")


def week(of: date) -> Period:
    """The week, Monday to Sunday, that holds a day."""
    monday = of - of.weekday() * DAY
    return Period(monday, monday + 6 * DAY, "week")


def weekend(of: date) -> Period:
    """Saturday and Sunday of the week that holds a day."""
    monday = of - of.weekday() * DAY
    return day(monday + 5 * DAY, monday + 6 * DAY)


def months(year: int, first: int, count: int = 1, granularity: Granularity = "month") -> Period:
    """``count`` whole months from month ``first`` (1 to 12, or beyond: the next year) of a year."""
    year, first = year + (first - 1) // 12, (first - 1) % 12 + 1
    last_year, last = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return Period(
        date(year, first, 1), date(last_year, last, calendar.monthrange(last_year, last)[1]), granularity
    )


def years(first: int, count: int = 1) -> Period:
    """Whole calendar years."""
    return Period(date(first, 1, 1), date(first + count - 1, 12, 31), "year")


def unit_period(unit: str, of: date) -> Period:
    """The calendar day, week, weekend, month, quarter, year or decade that holds a day."""
    if unit == "week":
        return week(of)
    if unit == "weekend":
        return weekend(of)
    if unit == "month":
        return months(of.year, of.month)
    if unit == "quarter":
        return months(of.year, (of.month - 1) // 3 * 3 + 1, 3, "quarter")
    if unit == "year":
        return years(of.year)
    if unit == "decade":
        return years(of.year // 10 * 10, 10)
    return day(of)


def shift(start: date, count: int, unit: str) -> date:
    """A day moved by a count of units; the end of a shorter month stands in for its missing days.

    Business days leave out Saturdays and Sundays, never holidays: those differ by country.
    """
    if unit == "business day":
        return _shift_business(start, count)
    days_per_unit = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    if unit in days_per_unit:
        return start + count * days_per_unit[unit] * DAY
    if unit == "hour":
        return start + -(-count // 24) * DAY
    month = (
        start.year * 12
        + start.month
        - 1
        + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    )
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _shift_business(start: date, count: int) -> date:
    weeks, rest = divmod(abs(count), 5)
    step = DAY if count >= 0 else -DAY
    moved = start + 7 * weeks * step
    while rest or moved.weekday() > 4:
        moved += step
        rest -= moved.weekday() < 5 and rest > 0
    return moved


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day_of_month = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day_of_month + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth given weekday of a month (-1: the last), or None where the month has none."""
    whole = months(year, month)
    assert whole.start and whole.end
    if nth < 0:
        return whole.end - ((whole.end.weekday() - weekday) % 7) * DAY
    found = whole.start + ((weekday - whole.start.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return found if found <= whole.end else None


def real_date(year: int, month: int, day_of_month: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def nearest(found: Iterable[Period], moment: Moment) -> Period | None:
    """Of the occurrences of something that recurs, in time order, the one that the tense points to.

    Future: the first that has not ended before now. Past: the last that has begun by now. With no
    tense the nearest, and of two equally near ones the later.
    """
    now = moment.now
    if now is None:
        return None
    periods = [period for period in found if period.start and period.end]
    if moment.tense == "future":
        return next((period for period in periods if period.end and period.end >= now), None)
    if moment.tense == "past":
        return next((period for period in reversed(periods) if period.start and period.start <= now), None)

    def distance(period: Period) -> int:
        assert period.start and period.end
        return max((period.start - now).days, (now - period.end).days, 0)

    return min(reversed(periods), key=distance, default=None)


def yearly(occurrence: Callable[[int], Period | None], moment: Moment) -> Period | None:
    """The occurrence that :func:`nearest` chooses of something that comes once a year."""
    now = moment.now
    if now is None:
        return None
    around = range(max(now.year - _LEAP_REACH, 1), min(now.year + _LEAP_REACH, 9998) + 1)
    return nearest((period for period in map(occurrence, around) if period), moment)
