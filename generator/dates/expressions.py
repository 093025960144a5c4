"""What the grammar builds: time expressions that, given a moment, denote a period or nothing.

Each class is one way of naming time; ``resolve`` returns None where the moment does not tell enough
(no reference date, no antecedent) or the calendar has no such day. ``unit`` is the size of what is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from generator.dates import period as cal
from generator.dates.period import DAY, OPEN, Moment, Period


class Expression(Protocol):
    """A parsed time phrase."""

    @property
    def unit(self) -> str:
        """The unit that it speaks in: day, week, month, quarter, year."""

    def resolve(self, moment: Moment) -> Period | None:
        """The period that it denotes, seen from a moment."""


@dataclass(frozen=True, slots=True)
class Day:
    """today, tomorrow, the day after tomorrow: days from now."""

    offset: int
    unit: str = "day"

    def resolve(self, moment: Moment) -> Period | None:
        """That one day."""
        return cal.day(moment.now + self.offset * DAY) if moment.now else None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """14 October, Monday 19 May, 2019-10-14."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    unit: str = "day"

    def resolve(self, moment: Moment) -> Period | None:
        """The day; where the year is missing, the weekday helps to find it unless it fits none nearby."""
        if self.year is not None:
            return self._in(self.year)
        if self.weekday is not None and moment.now:
            near = [moment.now.year + step for step in (-1, 0, 1)]
            dates = (cal.real_date(year, self.month, self.day) for year in near)
            fitting = [cal.day(found) for found in dates if found and found.weekday() == self.weekday]
            if fitting:
                return cal.nearest(fitting, Moment(moment.now))
        return cal.yearly(self._in, moment)

    def _in(self, year: int) -> Period | None:
        found = cal.real_date(year, self.month, self.day)
        return cal.day(found) if found else None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """the 15th; with a weekday: Monday the 13th."""

    day: int
    weekday: int | None = None
    unit: str = "day"

    def resolve(self, moment: Moment) -> Period | None:
        """That day of the month before, this or one of the next months (with a weekday: where it fits)."""
        if not moment.now:
            return None
        reach = 14 if self.weekday is not None else 2
        first = moment.now.year * 12 + moment.now.month - 1
        found = [
            cal.real_date(m // 12, m % 12 + 1, self.day) for m in range(first - reach, first + reach + 1)
        ]
        return cal.nearest([cal.day(d) for d in found if d and self.weekday in (None, d.weekday())], moment)


@dataclass(frozen=True, slots=True)
class Weekday:
    """Thursday, this/next/last/coming/past/following Thursday."""

    weekday: int
    which: str = ""
    unit: str = "day"

    def resolve(self, moment: Moment) -> Period | None:
        """Weeks run from Monday: "next Thursday" is the Thursday of the week after this one."""
        if self.which == "following":
            base = moment.antecedent.end if moment.antecedent else None
            return self._after(base) if base else None
        now = moment.now
        if not now:
            return None
        ahead = (self.weekday - now.weekday()) % 7
        if self.which == "coming":
            return cal.day(now + (ahead or 7) * DAY)
        if self.which == "past":
            return cal.day(now - (-ahead % 7 or 7) * DAY)
        if self.which:
            weeks = {"this": 0, "next": 1, "last": -1}[self.which]
            if self.which == "this" and moment.tense == "future" and self.weekday < now.weekday():
                weeks = 1  # on a Sunday "will meet this Thursday" looks into the week that begins
            return cal.day(now + (self.weekday - now.weekday() + 7 * weeks) * DAY)
        return cal.nearest(
            [cal.day(now + (ahead - 7) * DAY), cal.day(now + ahead * DAY)] if ahead else [cal.day(now)],
            moment,
        )

    def _after(self, base: cal.date) -> Period:
        return cal.day(base + ((self.weekday - base.weekday()) % 7 or 7) * DAY)


@dataclass(frozen=True, slots=True)
class Unit:
    """this week, next month, the year, the coming weekend."""

    unit: str
    which: str = "this"

    def resolve(self, moment: Moment) -> Period | None:
        """The calendar unit; "following" needs an antecedent."""
        if self.which == "following":
            base = moment.antecedent.start if moment.antecedent else None
        else:
            base = moment.now
        if not base:
            return None
        if self.unit == "weekend":
            return self._weekend(base, moment.tense)
        steps = {"this": 0, "next": 1, "coming": 1, "following": 1, "last": -1, "past": -1}[self.which]
        return cal.unit_period(
            self.unit, cal.shift(cal.unit_period(self.unit, base).start or base, steps, self.unit)
        )

    def _weekend(self, base: cal.date, tense: cal.Tense | None) -> Period:
        weekend = cal.weekend(base)
        assert weekend.start and weekend.end
        steps = {"next": 1, "following": 1, "last": -1}.get(self.which, 0)
        if self.which == "past":  # on a Sunday evening the past weekend is still this one
            steps = -1 if base < weekend.start else 0
        if self.which == "this" and tense == "past" and base < weekend.start:
            steps = -1  # "won the cup at the weekend", told on a Monday
        return cal.weekend(base + 7 * steps * DAY)


@dataclass(frozen=True, slots=True)
class Yearly:
    """What comes once a year: a month, season, holiday, quarter or half; bare or with this/next/last."""

    occurrence: Callable[[int], Period | None]
    unit: str
    which: str = ""

    def resolve(self, moment: Moment) -> Period | None:
        """Bare: as the tense points. this: in this year. next/last: the first after, the last before now."""
        now = moment.now
        if not now:
            return None
        if self.which == "this":
            return self.occurrence(now.year)
        if self.which in ("next", "coming", "following"):
            later = (self.occurrence(now.year + step) for step in (0, 1, 2))
            return next((found for found in later if found and found.start and found.start > now), None)
        if self.which in ("last", "past"):
            earlier = (self.occurrence(now.year + step) for step in (0, -1, -2))
            return next((found for found in earlier if found and found.end and found.end < now), None)
        return cal.yearly(self.occurrence, moment)


@dataclass(frozen=True, slots=True)
class Years:
    """2026, the 2030s."""

    first: int
    count: int = 1
    unit: str = "year"

    def resolve(self, moment: Moment) -> Period | None:
        """Needs no moment."""
        return cal.years(self.first, self.count)


@dataclass(frozen=True, slots=True)
class Within:
    """The finer in the coarser: Monday of next week, March 2026, the first quarter of next year."""

    inner: Expression
    outer: Expression

    @property
    def unit(self) -> str:
        """The finer one's."""
        return self.inner.unit

    def resolve(self, moment: Moment) -> Period | None:
        """The first occurrence of the inner that begins within the outer."""
        outer = self.outer.resolve(moment)
        if outer is None or outer.start is None or outer.end is None:
            return None
        found = self.inner.resolve(moment.at(outer.start, "future"))
        if found and found.start and found.end and found.start < outer.start:  # winter lies across New Year
            found = self.inner.resolve(moment.at(found.end + DAY, "future"))
        return found if found and found.start and found.start <= outer.end else None


@dataclass(frozen=True, slots=True)
class Either:
    """Two names of one time, "next Wednesday, July 31": the calendar day is the more certain."""

    first: Expression
    second: Expression

    @property
    def unit(self) -> str:
        """The finer one's."""
        return self.second.unit

    def resolve(self, moment: Moment) -> Period | None:
        """The second, where it resolves; else the first."""
        return self.second.resolve(moment) or self.first.resolve(moment)


@dataclass(frozen=True, slots=True)
class Around:
    """the week of May 5, the weekend of 7 June."""

    unit: str
    inner: Expression

    def resolve(self, moment: Moment) -> Period | None:
        """The calendar unit that holds the first day of the inner."""
        found = self.inner.resolve(moment)
        return cal.unit_period(self.unit, found.start) if found and found.start else None


@dataclass(frozen=True, slots=True)
class Anchored:
    """the same day, that week: what was spoken of before."""

    unit: str
    shift: int = 0

    def resolve(self, moment: Moment) -> Period | None:
        """The unit around the antecedent."""
        if moment.antecedent is None or moment.antecedent.start is None:
            return None
        return cal.unit_period(self.unit, cal.shift(moment.antecedent.start, self.shift, self.unit))


@dataclass(frozen=True, slots=True)
class Unknown:
    """soon, in the coming weeks: a time, but no days."""

    unit: str = "unspecified"

    def resolve(self, moment: Moment) -> Period | None:
        """Always open."""
        return OPEN
