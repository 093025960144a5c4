"""The grammar of single times: those of a day or unit, and those that hold another or count from it.

Rules nest a fixed number of times, so a text is read in linear time.
"""

from __future__ import annotations

from generator.dates.counted import Away, Nth, Part, Stretch
from generator.dates.days import Found
from generator.dates.expressions import Around, Unit, Unknown, Weekday
from generator.dates.ranges import Rest, Until
from generator.dates.units import Units
from generator.dates.words import Token

DEEPEST = 3


class Points(Units):
    """Rules for single times, each tried at a place; the longest reading wins."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._cores: dict[tuple[int, int], Found] = {}
        self._flats: dict[int, list[Found]] = {}

    def core(self, i: int, depth: int = 0) -> Found:
        """The longest single time that begins at token ``i``."""
        if depth > DEEPEST or i >= len(self.tokens):
            return None
        if (i, depth) not in self._cores:  # a phrase is tried as a range, an edge and a point, all from here
            self._cores[i, depth] = self._core(i, depth)
        return self._cores[i, depth]

    def _core(self, i: int, depth: int) -> Found:
        if i not in self._flats:
            self._flats[i] = self._flat(i)
        nesting = (self.part, self.nth, self.around, self.away, self.stretch, self.rest)
        readings = self._flats[i] + [rule(i, depth) for rule in nesting]
        return max((found for found in readings if found), key=lambda found: found[1], default=None)

    def _flat(self, i: int) -> list[Found]:
        """What is read without another time inside it."""
        rules = (
            self.numeric, self.calendar_day, self.month_year, self.named_weekday, self.relative_day,
            self.unit, self.quarter_or_half, self.season, self.feast, self.years, self.month_day_alone,
            self.anchored, self.counted_vaguely, self.unspecified,
        )  # fmt: skip
        return [rule(i) for rule in rules]

    def point(self, i: int, depth: int = 0) -> Found:
        """A single time with what the full grammar lets stand around it."""
        return self.core(i, depth)

    def span(self, i: int) -> Found:
        """Two times joined; a matter of the full grammar."""
        return None

    def part(self, i: int, depth: int) -> Found:
        """early September, mid-2026, later this month, the end of the year, year-end."""
        i = self.take(i, "the") if self.low(i + 1) in self.words.parts else i
        word, j = self.low(i), i + 1
        unit = self.words.units.get(word, "")
        if unit in ("week", "month", "quarter", "year", "decade"):
            k = self.take(self.take(i + 1, "-"), "'")
            k = self.take(k, "s") if self.low(k - 1) == "'" else k
            return (Part("end", Unit(unit)), k + 1) if self.low(k) == "end" else None
        if word in self.words.parts:
            which = self.words.parts[word]
            j = self.take(self.take(j, "-"), "in", "on") if which in ("mid", "whole", "early", "late") else j
            inner = self.point(j, depth + 1)
            return (
                (Part(which, inner[0]), inner[1])
                if inner and not isinstance(inner[0], (Unknown, Away))
                else None
            )
        j = self.take(i, "the")
        j = self.take(j, "very")
        which = self.words.named_parts.get(self.low(j), "")
        if not which:
            return None
        j += 1
        if self.low(j) == "of":
            j += 1
        elif self.low(i) != "end":
            return None
        for inner in (self.point(j, depth + 1), self.core(j, depth + 1), self.bare_unit(j)):
            if inner and inner[0].unit in ("week", "weekend", "month", "quarter", "year"):
                return Part(which, inner[0]), inner[1]
        return None

    def nth(self, i: int, depth: int) -> Found:
        """the second Tuesday of November, the first week of May, the last three days of the year."""
        found = self.ordinal(self.take(i, "the"))
        if not found or not (found[0] == -1 or 1 <= found[0] <= 31):
            return None
        nth, j = found
        several = self.number(j)
        count, j = several if several and self.low(j) not in ("a", "an") else (1, j)
        day, unit = self.weekday(j), self.words.units.get(self.low(j), "")
        step: Weekday | Unit
        if day:
            step, j = Weekday(day[0]), day[1]
        elif unit in ("day", "week", "weekend", "month", "quarter"):
            step, j = Unit(unit), j + 1
        else:
            return None
        outer = self.point(j + 1, depth + 1) if self.low(j) in ("of", "in") else self.unit(j)
        return (Nth(nth, step, outer[0], count), outer[1]) if outer and outer[0].unit != "day" else None

    def around(self, i: int, depth: int) -> Found:
        """the week of May 5, the week beginning 12 June, the weekend of June 7."""
        j = self.take(i, "the", "a")
        unit = self.low(j)
        if unit not in ("week", "weekend") or self.low(j + 1) not in (
            "of", "starting", "beginning", "ending", "commencing"):  # fmt: skip
            return None
        k = self.take(j + 2, "on")
        inner = self.point(k, depth + 1)
        return (Around(unit, inner[0]), inner[1]) if inner and inner[0].unit == "day" else None

    def length(self, i: int) -> tuple[int, str, int] | None:
        """three weeks, 60 days, twenty working days, a month."""
        found = self.number(i)
        if not found:
            return None
        count, j = found
        j = self.take(j, "-")
        business = self.among(j, "business")
        unit = self.words.units.get(self.low(j + business), "")
        if not unit or (business and unit != "day") or unit == "weekend":
            return None
        return count, "business day" if business else unit, j + business + 1

    def away(self, i: int, depth: int) -> Found:
        """in two weeks, three days ago, a month from now, two days after the 15th, a week later."""
        opened = self.low(i) == "in"
        start = self.take(i, "in")
        start = self.take(start, "about", "around", "roughly", "exactly", "just") if opened else start
        found = self.length(start)
        if not found:
            return None
        count, unit, j = found
        word = self.low(j)
        if word in ("earlier", "later") and self.low(j + 1) == "than":
            return None
        if word in ("ago", "earlier", "later", "hence"):
            return Away(
                -count if word in ("ago", "earlier") else count,
                unit,
                from_antecedent=word in ("earlier", "later"),
            ), j + 1
        if word in ("from", "after", "before"):
            if word == "from" and self.low(j + 1) == "now":
                return Away(count, unit), j + 2
            origin = self.point(j + 1, depth + 1)
            return (
                (Away(-count if word == "before" else count, unit, origin[0]), origin[1]) if origin else None
            )
        if not opened or self.low(start - 1) == "the":
            return None
        j = self.take(j, "'", "s")
        j = self.take(j, "s") if self.low(j - 1) == "'" else j
        return Away(count, unit), self.take(j, "time") if self.low(j) == "time" else j - (
            self.low(j - 1) == "'"
        )

    def stretch(self, i: int, depth: int) -> Found:
        """within 60 days, over the next two months, in the coming week, the past three years."""
        opener = self.low(i) if self.among(i, "stretch_openers") else ""
        j = i + bool(opener)
        j = self.take(j, "as") if opener else j
        article = self.take(j, "the")
        which = self.words.which.get(self.low(article), "")
        if not which:
            if opener != "within":
                return None
            whole = self.unit(j)
            found = self.length(j)
            return (
                (Stretch(found[0], found[1]), found[2])
                if found
                else (Until(whole[0]), whole[1])
                if whole
                else None
            )
        if which == "this" or (
            article == j
            and self.low(article + 1) != "fortnight"
            and not opener
            and self.low(article + 1) not in self.words.numbers
            and self.digits(article + 1) is None
        ):
            return None
        sign = -1 if which in ("last", "past") else 1
        if self.low(article + 1) == "fortnight":
            return Stretch(sign, "fortnight"), article + 2
        found = self.length(article + 1)
        if found:
            return Stretch(sign * found[0], found[1]), found[2]
        unit = self.words.units.get(self.low(article + 1), "")
        if article == j or unit in ("", "weekend") or self.low(article + 1).endswith("s"):
            return None
        if not opener and which not in ("coming", "past", "last"):
            return None
        return Stretch(sign, unit, which == "coming"), article + 2

    def counted_vaguely(self, i: int) -> Found:
        """in the coming weeks, in a few days, within weeks, over the next several months."""
        opener = self.among(i, "stretch_openers")
        j = self.take(i + opener, "the")
        which = self.words.which.get(self.low(j), "")
        j += bool(which and which != "this")
        j = self.take(j, "a")
        if self.among(j, "vague_counts"):
            j = self.take(j + 1, "of", "more")
        elif not opener or (not which and self.low(i) != "within"):
            return None
        unit = self.words.units.get(self.low(j), "")
        if not unit or not self.low(j).endswith("s") or not (opener or which):
            return None
        return Unknown(), self.take(self.take(j + 1, "'"), "time")

    def unspecified(self, i: int) -> Found:
        """soon, shortly, in the near future."""
        found = self.words.vague.match(self.tokens, i)
        return (
            (Unknown(), found[1]) if found and self.low(found[1]) not in ("after", "before", "as") else None
        )

    def rest(self, i: int, depth: int) -> Found:
        """the rest of the year; parts of September and the like are the whole, more is not said."""
        j = self.take(i, "the")
        word = self.low(j)
        if (
            word not in ("rest", "remainder", "part", "parts", "much", "most", "all")
            or self.low(j + 1) != "of"
        ):
            return None
        inner = self.span(j + 2) if depth == 0 and word not in ("rest", "remainder") else None
        inner = inner or self.point(j + 2, depth + 1)
        if not inner:
            return None
        return (Rest(inner[0]) if word in ("rest", "remainder") else Part("whole", inner[0])), inner[1]
