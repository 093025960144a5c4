"""Expressions counted out of another time or away from one: early May, in two days."""

from __future__ import annotations

from dataclasses import dataclass

from generator.dates import period as cal
from generator.dates.expressions import Expression, Unit, Weekday
from generator.dates.period import DAY, Moment, Period


@dataclass(frozen=True, slots=True)
class Part:
    """early, mid, late, the start or end of a month, year, …; of other things the part is left open."""

    which: str  # early, mid, late, start, end, whole
    inner: Expression

    @property
    def unit(self) -> str:
        """That of the whole, whose words set the precision."""
        return self.inner.unit

    def resolve(self, moment: Moment) -> Period | None:
        """Thirds of a month; the first or last month of a quarter or year; else the whole."""
        whole = self.inner.resolve(moment)
        if whole is None or whole.start is None or whole.end is None:
            return whole
        if whole.granularity == "month" and (whole.end - whole.start).days < 31:
            first, last = {
                "early": (1, 10),
                "start": (1, 10),
                "mid": (11, 20),
                "late": (21, 31),
                "end": (21, 31),
            }.get(self.which, (1, 31))
            return Period(
                whole.start.replace(day=first), whole.start.replace(day=min(last, whole.end.day)), "month"
            )
        if whole.granularity in ("quarter", "year") and self.which == "end":
            return cal.unit_period("month", whole.end)
        if whole.granularity in ("quarter", "year") and self.which == "start":
            return cal.unit_period("month", whole.start)
        return whole


@dataclass(frozen=True, slots=True)
class Nth:
    """the second Tuesday of November, the first week of May, the last three days of June."""

    nth: int  # -1: the last
    step: Weekday | Unit
    outer: Expression
    count: int = 1

    @property
    def unit(self) -> str:
        """That of what is counted."""
        return self.step.unit

    def resolve(self, moment: Moment) -> Period | None:
        """Weeks belong to the month that holds their Thursday, as in ISO 8601."""
        outer = self.outer.resolve(moment)
        if outer is None or outer.start is None or outer.end is None:
            return None
        if isinstance(self.step, Weekday):
            gap = (self.step.weekday - outer.start.weekday()) % 7
            back = (outer.end.weekday() - self.step.weekday) % 7
            found = outer.end - back * DAY if self.nth < 0 else outer.start + (gap + 7 * (self.nth - 1)) * DAY
            return cal.day(found) if outer.start <= found <= outer.end else None
        return self._units(self.step.unit, outer.start, outer.end)

    def _units(self, unit: str, start: cal.date, end: cal.date) -> Period | None:
        if unit == "week":
            start, end = start + (3 - start.weekday()) % 7 * DAY, end - (end.weekday() - 3) % 7 * DAY
        first = cal.shift(
            end if self.nth < 0 else start, -(self.count - 1) if self.nth < 0 else self.nth - 1, unit
        )
        last = cal.shift(first, self.count - 1, unit)
        if not start <= first <= last <= end:
            return None
        head, tail = cal.unit_period(unit, first), cal.unit_period(unit, last)
        return Period(head.start, tail.end, head.granularity)


@dataclass(frozen=True, slots=True)
class Away:
    """in two weeks, three days ago, a month after the vote: a count of units from now or from another time.

    Away from a day by days it is a day; by weeks, months or years it is the week, month or year, as no
    more was said. Counted from a named day ("two weeks from Monday") it is a day.
    """

    count: int
    length: str
    origin: Expression | None = None
    from_antecedent: bool = False

    @property
    def unit(self) -> str:
        """The unit counted in."""
        return "day" if self.origin or self.length in ("hour", "business day") else self.length

    def resolve(self, moment: Moment) -> Period | None:
        """The moved day, or the calendar unit that holds it."""
        base = moment.now
        if self.origin:
            origin = self.origin.resolve(moment)
            base = (origin.end if self.count > 0 else origin.start) if origin else None
        elif self.from_antecedent:
            base = moment.antecedent.start if moment.antecedent else None
        if base is None:
            return None
        moved = cal.shift(base, self.count, self.length)
        unit = "week" if self.unit == "fortnight" else self.unit
        return cal.unit_period(unit, moved)


@dataclass(frozen=True, slots=True)
class Stretch:
    """within 60 days, over the next month, in the coming week; the past three days: a negative count."""

    count: int
    length: str
    inclusive: bool = False  # "the coming week" is seven days beginning with today

    @property
    def unit(self) -> str:
        """The unit counted in."""
        return "day" if self.length in ("hour", "business day", "weekend") else self.length

    def resolve(self, moment: Moment) -> Period | None:
        """From the day of publication to so many units after it was said, or back."""
        if not moment.now or not moment.reference:
            return None
        edge = cal.shift(moment.now, self.count, self.length) - (DAY if self.inclusive else 0 * DAY)
        granularity = cal.unit_period("week" if self.unit == "fortnight" else self.unit, edge).granularity
        if self.count < 0:
            return Period(edge, moment.now, granularity)
        return Period(min(moment.reference, edge), edge, granularity)
