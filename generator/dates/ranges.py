"""Expressions with an edge: from … to …, by …, until …, since …, the rest of …"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.dates.counted import Part
from generator.dates.expressions import CalendarDay, Expression, Yearly
from generator.dates.period import DAY, Moment, Period


@dataclass(frozen=True, slots=True)
class Range:
    """from May 3 to May 7, September and October, between Monday and Wednesday."""

    first: Expression
    last: Expression

    @property
    def unit(self) -> str:
        """That of the end, which is usually the fuller."""
        return self.last.unit

    def resolve(self, moment: Moment) -> Period | None:
        """First to last day; the end comes after the start, the start takes the end's year where it can."""
        last = self.last.resolve(moment)
        first = self.first.resolve(moment)
        fixed = self.last.resolve(Moment(None))
        if fixed and fixed.end and isinstance(self.first, (Yearly, CalendarDay)):
            first = self.first.resolve(moment.at(fixed.end, "past"))  # "January to April 2015"
        if first is None or first.start is None or last is None or last.end is None:
            return None
        start, end = first.start, last.end
        if end < start:
            later = self.last.resolve(moment.at(start, "future"))
            end = later.end if later and later.end else end
        elif (end - start).days > 366:
            nearer = self.first.resolve(moment.at(end, "past"))
            start = nearer.start if nearer and nearer.start else start
        return Period(start, end, last.granularity) if start <= end else None


@dataclass(frozen=True, slots=True)
class Until:
    """by Friday, until the end of June, through September; before: up to the eve of it."""

    inner: Expression
    before: bool = False

    @property
    def unit(self) -> str:
        """That of the edge."""
        return self.inner.unit

    def resolve(self, moment: Moment) -> Period | None:
        """From the day of publication to the edge; an edge that lies behind is a time of its own."""
        inner = self.inner
        at_end = isinstance(inner, Part) and inner.which == "end"
        edge = inner.inner.resolve(moment) if at_end and isinstance(inner, Part) else inner.resolve(moment)
        if edge is None or edge.start is None or edge.end is None or moment.reference is None:
            return None if edge is None or edge.start else edge
        end = edge.start - DAY if self.before and not at_end else edge.end
        if end < moment.reference:
            return Period(edge.start, edge.end, edge.granularity)
        return Period(moment.reference, end, edge.granularity)


@dataclass(frozen=True, slots=True)
class Since:
    """since March: from its first day to publication."""

    inner: Expression

    @property
    def unit(self) -> str:
        """That of the edge."""
        return self.inner.unit

    def resolve(self, moment: Moment) -> Period | None:
        """None where the edge lies ahead."""
        edge = self.inner.resolve(replace(moment, tense="past"))
        if edge is None or edge.start is None or moment.reference is None or edge.start > moment.reference:
            return None
        return Period(edge.start, moment.reference, edge.granularity)


@dataclass(frozen=True, slots=True)
class Rest:
    """the rest of the year: from publication to its end."""

    inner: Expression

    @property
    def unit(self) -> str:
        """That of the whole."""
        return self.inner.unit

    def resolve(self, moment: Moment) -> Period | None:
        """None where it is over."""
        whole = self.inner.resolve(moment)
        if whole is None or whole.end is None or moment.reference is None or whole.end < moment.reference:
            return None
        return Period(max(whole.start or moment.reference, moment.reference), whole.end, whole.granularity)
