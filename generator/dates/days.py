"""The grammar of days: calendar dates, weekdays, today and tomorrow.

Every rule of the grammar is a method that begins at a token and returns the expression with the place
behind it, or None.
"""

from __future__ import annotations

from generator.dates.expressions import CalendarDay, Day, Expression, Unit, Weekday
from generator.dates.reader import Reader

Found = tuple[Expression, int] | None


class Days(Reader):
    """Rules that read a single day."""

    strict = True  # in running text a bare year or month needs a sign that it is one

    def numeric(self, i: int) -> Found:
        """2019-10-14, 2019/10/14; 14/10/2019 and 10/14/2019 where only one reading is a date."""
        parts = [self.low(i), self.low(i + 2), self.low(i + 4)]
        marks = {self.low(i + 1), self.low(i + 3)}
        if not (all(part.isdecimal() for part in parts) and all(self.glued(i + k) for k in range(1, 5))):
            return None
        if len(marks) > 1 or not marks <= {"-", "/", "."} or any(len(part) > 4 for part in parts):
            return None
        first, second, third = map(int, parts)
        if len(parts[0]) == 4:
            return (CalendarDay(second, third, first), i + 5) if 1 <= second <= 12 else None
        if len(parts[2]) != 4 or ((first <= 12) == (second <= 12) and first != second):
            return None
        day_first = first > 12 or first == second
        return CalendarDay(second if day_first else first, first if day_first else second, third), i + 5

    def calendar_day(self, i: int) -> Found:
        """[Monday,] [the] 14[th] [of] October[,] [2019]; [Monday,] October [the] 14[th][,] [2019]."""
        named = self.weekday(i)
        weekday, j = named or (None, i)
        j = self.take(self.take(j, ",") if named else j, "the")
        found = self._month_first(j) or self._day_first(j)
        if not found:
            return None
        number, day, j = found
        k = self.take(j, ",")
        year = self.year(k)
        if year and not (k > j and self.glued(k)):
            return CalendarDay(number, day, year[0], weekday), year[1]
        return CalendarDay(number, day, None, weekday), j

    def _month_first(self, j: int) -> tuple[int, int, int] | None:
        found = self.month(j)
        day = self.month_day(self.take(found[1], "the")) if found else None
        return (found[0], day[0], day[1]) if found and day and not self._counts(day[1]) else None

    def _day_first(self, j: int) -> tuple[int, int, int] | None:
        day = self.month_day(j)
        found = self.month(self.take(day[1], "of")) if day else None
        return (found[0], day[0], found[1]) if found and day else None

    def _counts(self, j: int) -> bool:
        """Whether the number before counts something: "in May 12 percent", "March 5 million"."""
        return self.low(j) in ("percent", "per", "million", "billion", "thousand", "%")

    def relative_day(self, i: int) -> Found:
        """today, tomorrow, the day after tomorrow; not the Today of a newspaper."""
        j = self.take(i, "the")
        if self.low(j) == "day" and (self.low(j + 1), self.low(j + 2)) in (
            ("after", "tomorrow"),
            ("before", "yesterday"),
        ):
            return Day(2 if self.low(j + 1) == "after" else -2), j + 3
        if self.low(i) == "this" and self.low(i + 1) in ("morning", "afternoon", "evening"):
            return Day(0), i + 2
        if self.low(i) not in self.words.days:
            return None
        named = (
            self.strict and self.tokens[i].text[0].isupper() and i and self.tokens[i - 1].text[0].isupper()
        )
        return None if named else (Day(self.words.days[self.low(i)]), i + 1)

    def named_weekday(self, i: int) -> Found:
        """Monday, next Monday, this coming Monday; not the Sunday Times."""
        which, j = self.which(i)
        found = self.weekday(j)
        if not found or (not which and j > i):
            return None
        title = self.strict and self.among(found[1], "not_before") and self.tokens[found[1]].text[0].isupper()
        return None if title else (Weekday(found[0], which), found[1])

    def which(self, i: int) -> tuple[str, int]:
        """this, next, the coming, this past: how an instance of something that recurs is picked."""
        j = self.take(i, "the", "this")
        words = self.words.which
        if self.low(j) in words and (self.low(j) != "current" or j > i or not self.strict):
            return words[self.low(j)], j + 1
        return ("this", j) if j > i and self.low(i) == "this" else ("", i)

    def bare_unit(self, i: int) -> Found:
        """The unit of "end of year"."""
        unit = self.words.units.get(self.low(i), "")
        return (Unit(unit), i + 1) if unit in ("week", "month", "quarter", "year", "decade") else None
