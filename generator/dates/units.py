"""The grammar of weeks, months, quarters, seasons, years and holidays."""

from __future__ import annotations

from generator.dates import period as cal
from generator.dates.days import Days, Found
from generator.dates.expressions import Anchored, MonthDay, Unit, Within, Yearly, Years
from generator.dates.period import Period


def month(number: int, which: str = "") -> Yearly:
    """A month of no stated year."""
    return Yearly(lambda year: cal.months(year, number), "month", which)


def quarter(number: int, which: str = "") -> Yearly:
    """A quarter of no stated year."""
    return Yearly(lambda year: cal.months(year, 3 * number - 2, 3, "quarter"), "quarter", which)


def holiday(kind: str, rule: tuple[int, ...], which: str = "") -> Yearly:
    """A holiday from its entry in the lexicon."""

    def occurrence(year: int) -> Period | None:
        if kind == "fixed":
            found = cal.real_date(year, rule[0], rule[1])
        elif kind == "weekday":
            found = cal.nth_weekday(year, *rule)
        else:
            found = cal.easter(year) + rule[0] * cal.DAY
        return cal.day(found) if found else None

    return Yearly(occurrence, "day", which)


class Units(Days):
    """Rules that read a calendar unit or something that comes once a year or month."""

    def month_day_alone(self, i: int) -> Found:
        """the 15th; Monday the 13th."""
        named = self.weekday(i)
        weekday, j = named or (None, i)
        article = self.take(j, "the")
        day = self.ordinal(article) if self.low(article).isdecimal() or (named and article > j) else None
        if not day or not 1 <= day[0] <= 31:
            return None
        if article == j and not named:
            outer = self.unit(day[1] + 1) if self.low(day[1]) == "of" else None
            return (
                (Within(MonthDay(day[0]), outer[0]), outer[1]) if outer and outer[0].unit == "month" else None
            )
        # "the 15th anniversary", "the 19th century": in running text nothing that it could count may follow
        alone = not self.low(day[1]).isalpha() or self.low(day[1]) in (
            "of",
            "and",
            "or",
            "to",
            "at",
            "for",
            "when",
        )
        return (MonthDay(day[0], weekday), day[1]) if alone or not self.strict else None

    def unit(self, i: int) -> Found:
        """this week, next month, the weekend; inside other phrases also the year."""
        which, j = self.which(i)
        article = self.low(i) == "the"
        j = j if which else self.take(i, "the")
        unit = self.words.units.get(self.low(j), "")
        if self.low(j).endswith("s") or unit in ("", "hour", "fortnight"):
            return None
        if which and unit == "day":
            return (Anchored("day", 1), j + 1) if which == "following" or (which == "next") else None
        if article and which == "next":
            which = "following"
        if which:
            return (
                None
                if article and which in ("coming", "past", "last") and unit != "weekend"
                else (Unit(unit, which), j + 1)
            )
        if not article or unit == "day":
            return None
        sure = (
            unit == "weekend"
            or not self.strict
            or self.low(i - 1) in ("of", "by", "before", "within", "until")
        )
        return (Unit(unit), j + 1) if sure else None

    def month_year(self, i: int) -> Found:
        """March, next March, March 2026, March of 2026, 2026 March."""
        led = self.year(i)
        after = self.month(led[1]) if led else None
        if led and after and not self.month_day(after[1]):
            return Within(month(after[0]), Years(led[0])), after[1]
        which, j = self.which(i)
        found = self.month(j)
        if not found:
            return None
        number, k = found
        year = self.year(self.take(k, "of", ","))
        if year and not which:
            return Within(month(number), Years(year[0])), year[1]
        if (
            not which
            and self.strict
            and self.among(j, "doubtful_alone")
            and not self.among(i - 1, "month_signals")
            and not (self.low(i - 1) == "of" and self.low(i - 2) in self.words.named_parts)
        ):
            return None
        if self.strict and self.low(k) == "'" and self.among(j, "doubtful_alone"):
            return None
        return (month(number, which), k) if which or j == i or not self.strict else None

    def years(self, i: int) -> Found:
        """2026, the year 2026, the 2030s, the '90s."""
        j = self.take(i, "the")
        if self.low(j) == "year":
            named = self.year(self.take(j + 1, "of"))
            return (Years(named[0]), named[1]) if named else None
        k = self.take(j, "'")
        if self.low(k) in self.words.decades and (j > i or not self.strict):
            return Years(self.words.decades[self.low(k)], 10), k + 1
        end = self.take(k + 1, "'")
        if (
            self.low(k).isdecimal()
            and self.low(end) == "s"
            and self.glued(end)
            and len(self.low(k)) in (2, 4)
        ):
            first = int(self.low(k)) + (0 if len(self.low(k)) == 4 else 1900)
            return (Years(first, 10), end + 1) if first % 10 == 0 and first >= 1000 else None
        found = self.year(i)
        pair = (
            self.digits(i + 2, 2)
            if found and self.low(i + 1) in ("-", "–", "/") and self.glued(i + 2)
            else None
        )
        if found and pair is not None and self.glued(i + 1) and pair == (found[0] + 1) % 100:
            return Years(found[0], 2), i + 3  # 2026-27
        return (Years(found[0]), found[1]) if found and self._is_year(i) else None

    def _is_year(self, i: int) -> bool:
        """In running text: a number between 1900 and 2099 that counts nothing."""
        if not self.strict:
            return True
        before, after = self.low(i - 1), self.low(i + 1)
        if (
            before in ("fiscal", "financial", "tax", "about", "some", "nearly", "over", "than")
            or not 1900 <= int(self.low(i)) < 2100
        ):
            return False
        if self.glued(i) and before in ("-", "/", ".", ",", "'", "_", "@") and self.low(i - 2).isalpha():
            return False
        counted = (
            after.isalpha() and after.endswith("s") and after not in ("is", "was", "has", "as", "elections")
        )
        return before in ("in", "by", "since", "until", "of", "during") or not (
            counted or self._counts(i + 1)
        )

    def quarter_or_half(self, i: int) -> Found:
        """the third quarter, Q3, the second half of the year."""
        word = self.low(i)
        if word == "q" and self.low(i + 1) in "1234" and self.glued(i + 1) and self.low(i + 1):
            return quarter(int(self.low(i + 1))), i + 2
        j = self.take(i, "the")
        found = self.ordinal(j)
        if not found or not 1 <= abs(found[0]) <= 4:
            return None
        nth, k = found
        k = self.take(k, "-")
        if self.low(k) == "quarter" and nth > 0:
            return quarter(nth), k + 1
        if self.low(k) == "half" and self.low(k + 1) == "of" and nth in (1, 2):
            outer = self.years(k + 2) or self.unit(k + 2)
            if outer and outer[0].unit == "year":
                half = Yearly(lambda year: cal.months(year, 6 * nth - 5, 6, "quarter"), "quarter")
                return Within(half, outer[0]), outer[1]
        return None

    def season(self, i: int) -> Found:
        """the summer, next spring, autumn 2026."""
        which, j = self.which(i)
        j = j if which else self.take(i, "the")
        first = self.words.seasons.get(self.low(j))
        if first is None or (self.strict and self.tokens[j].text[0].isupper()):
            return None
        k = self.take(j + 1, "of")
        sure = (
            which
            or j > i
            or self.year(j + 1)
            or self.low(i - 1) in ("in", "by", "until", "since", "early", "late", "mid")
        )
        verb = self.strict and self.low(j) in ("fall", "spring") and not sure
        if verb or (self.strict and j == i and not self.among(i - 1, "season_signals") and not self.year(k)):
            return None
        return Yearly(lambda year: cal.months(year, first, 3, "quarter"), "quarter", which), j + 1

    def feast(self, i: int) -> Found:
        """Christmas, next Easter."""
        which, j = self.which(i)
        found = self.words.holidays.match(self.tokens, j)
        if not found or (self.strict and not self.tokens[j].text[0].isupper()) or (j > i and not which):
            return None
        (kind, rule), k = found
        return holiday(kind, rule, which), k

    def anchored(self, i: int) -> Found:
        """the same day, that week: they go back to a time that was spoken of."""
        j = self.take(i, "the", "that", "this")
        if self.low(i) == "that" or self.low(j) == "same":
            j = self.take(j, "same")
            unit = self.words.units.get(self.low(j), "")
            fits = (
                j > i
                and unit in ("day", "week", "weekend", "month", "quarter", "year")
                and not self.low(j).endswith("s")
            )
            return (Anchored(unit), j + 1) if fits else None
        return (
            (Anchored("day", 1), i + 3)
            if (self.low(i), self.low(i + 1), self.low(i + 2)) == ("the", "day", "after") and not self.strict
            else None
        )
