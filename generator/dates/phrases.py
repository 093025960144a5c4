"""The grammar of whole time phrases: single times joined, with their edges and times of day."""

from __future__ import annotations

from generator.dates.counted import Nth, Part
from generator.dates.days import Found
from generator.dates.expressions import (
    CalendarDay,
    Day,
    Either,
    Expression,
    MonthDay,
    Unit,
    Unknown,
    Weekday,
    Within,
    Yearly,
    Years,
)
from generator.dates.points import DEEPEST, Points
from generator.dates.ranges import Range, Since, Until
from generator.dates.words import Token

_SIZE = {"day": 0, "weekend": 1, "week": 1, "fortnight": 1, "month": 2, "quarter": 3, "year": 4, "decade": 5}
_TO = ("to", "until", "till", "through", "-", "–", "—", "and")
_JUST = (
    "shortly",
    "just",
    "right",
    "immediately",
    "hours",
    "minutes",
    "day",
    "days",
    "weeks",
    "months",
    "years",
)
_AND = ("and", "or", "&", "/")


class Phrases(Points):
    """Rules for what an article calls a time, from the bare day to "from … to …"."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._points: dict[tuple[int, int], Found] = {}

    def phrase(self, i: int) -> Found:
        """The longest time phrase that begins at token ``i``, with its telling prepositions."""
        if self.strict and self.low(i - 1) in ("fiscal", "financial", "tax"):
            return None  # years that begin elsewhere
        readings = (self.span_of_days(i), self.span(i), self.bound(i), self.point(i))
        return max((found for found in readings if found), key=lambda found: found[1], default=None)

    def point(self, i: int, depth: int = 0) -> Found:
        """A single time, its time of day before or behind it, and a second naming of it."""
        if depth > DEEPEST:
            return None
        if (i, depth) not in self._points:
            self._points[i, depth] = self._point(i, depth)
        return self._points[i, depth]

    def _point(self, i: int, depth: int) -> Found:
        start = self._clock_before(i)
        found = self.core(start, depth)
        if found is None:
            return None
        node, j = found
        for _ in range(2):
            j = self.day_time(j) if node.unit == "day" else j
            joined = self._joined(node, j, depth)
            if joined is None:
                break
            node, j = joined
        return node, (self.day_time(j) if node.unit == "day" else j)

    def _clock_before(self, i: int) -> int:
        """The place behind "5 p.m. on", "the morning of", "midnight"."""
        behind = self.clock(i)
        if behind is None:
            j = self.take(i, "the")
            if not self.among(j, "day_parts") or self.low(j + 1) not in ("of", "on"):
                return i
            behind = j + 1
        return self.take(behind, "on", "of", ",")

    def _joined(self, node: Expression, j: int, depth: int) -> Found:
        """``node`` together with the time that follows it, where both name one time."""
        link = self.low(j) if self.low(j) in (",", "of", "in", "on", "(", "'") else ""
        k = j + bool(link)
        if link == "'":
            k = self.take(k, "s")
        second = self.core(k, depth + 1)
        if second is None or isinstance(second[0], Unknown):
            return None
        other, end = second
        both = self._same_time(node, other, link)
        if both is None:
            return None
        if link == "(":
            if self.low(end) != ")":
                return None
            end += 1
        return both, end

    def _same_time(self, node: Expression, other: Expression, link: str) -> Expression | None:
        finer = _SIZE.get(node.unit, 9) < _SIZE.get(other.unit, 9)
        floating = isinstance(node, (Weekday, MonthDay, Nth, Yearly)) and not getattr(node, "which", "")
        floating = floating or (isinstance(node, CalendarDay) and node.year is None)
        if link == "'":
            return Within(other, node) if isinstance(node, Unit) and isinstance(other, Yearly) else None
        if finer and floating and isinstance(other, (Unit, Years)) and other.unit != "weekend":
            named = isinstance(other, Years) or other.which != "following"
            return (
                Within(node, other)
                if named and link in ("", "of", "in" if isinstance(other, Years) else "")
                else None
            )
        if finer and isinstance(node, MonthDay) and isinstance(other, Yearly) and link == "of":
            return Within(node, other)
        if isinstance(node, Unit) and isinstance(other, Weekday) and not other.which and link in ("", "on"):
            return Within(other, node) if node.unit == "week" else None
        if (
            isinstance(other, CalendarDay)
            and link in (",", "on", "(", "")
            and isinstance(node, (Unit, Weekday, Day, Part))
        ):
            return Either(node, other)
        return None

    # -- ranges

    def span_of_days(self, i: int) -> Found:
        """September 12–14, May 3 to 7, (from) 12 to 14 September, 3 and 4 May 2026."""
        start = self.take(i, "from", "between")
        named = self.month(start)
        first = self.month_day(named[1] if named else self.take(start, "the"))
        if not first or self.low(first[1]) not in (*_TO, *_AND):
            return None
        last = self.month_day(self.take(first[1] + 1, "the"))
        if not last:
            return None
        number, j = named or (0, 0), last[1]
        if named:
            if self._counts(j) or self.month(self.take(j, "of")) or self.low(j) in self.words.units:
                return None
            number = named
        else:
            behind = self.month(self.take(j, "of"))
            if not behind:
                return None
            number, j = behind, behind[1]
        year = self.year(self.take(j, ","))
        value = year[0] if year else None
        days = (CalendarDay(number[0], day, value) for day in (first[0], last[0]))
        return Range(next(days), next(days)), year[1] if year else j

    def span(self, i: int) -> Found:
        """from X to Y, between X and Y, X–Y; X and Y where they are neighbours of one kind."""
        opener = self.low(i) if self.low(i) in ("from", "between") else ""
        first = self.point(i + bool(opener))
        if not first:
            return None
        node, j = first
        link = self.low(j)
        if link not in (*_TO, *_AND) or (opener == "from" and link in _AND):
            return None
        k = self.take(j + 1, "to") if link == "through" else j + 1
        second = self.point(k)
        if not second or isinstance(second[0], Unknown) or isinstance(node, Unknown):
            return None
        if not opener and not (
            self._alike(node, second[0]) and (link not in _AND or self._neighbours(node, second[0]))
        ):
            return None
        return Range(node, second[0]), second[1]

    def _alike(self, first: Expression, last: Expression) -> bool:
        whole = (first, last) if not isinstance(last, Within) else (first, last.inner)
        return type(whole[0]) is type(whole[1]) and first.unit == last.unit

    def _neighbours(self, first: Expression, last: Expression) -> bool:
        if isinstance(last, Within):
            last = last.inner
        if isinstance(first, CalendarDay) and isinstance(last, CalendarDay):
            return False
        return isinstance(first, (Weekday, Day, Years, Yearly)) and first.unit in (
            "day",
            "year",
            "month",
            "quarter",
        )

    # -- edges

    def bound(self, i: int) -> Found:
        """by, until, through, before, since, starting, from … onwards."""
        edge = self.words.bounds.match(self.tokens, i)
        if edge and not (self.strict and edge[0] and self.low(i - 1) in _JUST):
            before, j = edge
            found = self.point(j)
            if found and self.strict and self.low(found[1]) == "'" and self.low(found[1] + 1) == "s":
                return None  # "ahead of Thursday's vote": ahead of the vote
            return (
                (Until(found[0], before), found[1]) if found and not isinstance(found[0], Unknown) else None
            )
        if self.among(i, "since"):
            found = self.point(i + 1)
            return (Since(found[0]), found[1]) if found and not isinstance(found[0], Unknown) else None
        opened = self.words.starts.match(self.tokens, i)
        if opened and (not self.strict or self.low(i) == "from"):
            found = self.point(opened[1])
            if found:
                return found[0], self.take(found[1], "onward", "onwards", "on")
        return None
