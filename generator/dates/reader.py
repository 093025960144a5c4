"""Small readers over tokens: numbers, ordinals, years, names of months and weekdays, times of day.

Every reader takes a place and returns what it read with the place behind it, or None. None looks
further than a fixed number of tokens, so that reading a text takes linear time.
"""

from __future__ import annotations

from generator.dates.words import Token, Vocabulary, vocabulary

_YEARS = range(1000, 3000)


class Reader:
    """The tokens of one text, with lookups."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._low = [token.low for token in tokens]
        self.words: Vocabulary = vocabulary()

    def low(self, i: int) -> str:
        """The case-folded word at a place; empty outside the text."""
        return self._low[i] if 0 <= i < len(self._low) else ""

    def glued(self, i: int) -> bool:
        """Whether the token at a place touches the one before it."""
        return 0 <= i < len(self.tokens) and self.tokens[i].glued

    def among(self, i: int, name: str) -> bool:
        """Whether the word at a place is in a list of the lexicon."""
        return self.low(i) in self.words.lists[name]

    def take(self, i: int, *options: str) -> int:
        """The place behind a word, if it is one of these; else the same place."""
        return i + 1 if self.low(i) in options else i

    def digits(self, i: int, longest: int = 4) -> int | None:
        """A plain run of digits: no decimals, thousands or money around it."""
        word = self.low(i)
        if not (word.isdecimal() and len(word) <= longest):
            return None
        if self.glued(i) and self.low(i - 1) in ("$", "€", "£", "#", "."):
            return None
        following = self.glued(i + 1) and self.low(i + 1)
        if following == "%" or (
            following in (".", ",") and self.glued(i + 2) and self.low(i + 2).isdecimal()
        ):
            return None
        return int(word)

    def number(self, i: int) -> tuple[int, int] | None:
        """12, twelve, twenty-one, a."""
        count = self.digits(i)
        if count is not None:
            return count, i + 1
        word = self.low(i)
        if word in self.words.tens:
            j = i + 2 if self.low(i + 1) == "-" else i + 1
            ones = self.words.numbers.get(self.low(j), 0)
            return (
                (self.words.tens[word] + ones, j + 1)
                if 0 < ones < 10 and len(self.low(j)) > 2
                else (self.words.tens[word], i + 1)
            )
        return (self.words.numbers[word], i + 1) if word in self.words.numbers else None

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """15th, fifteenth, twenty-first, last (-1)."""
        count = self.digits(i, 2)
        if count is not None and self.glued(i + 1) and self.among(i + 1, "ordinal_suffixes"):
            return count, i + 2
        word = self.low(i)
        if (
            word in self.words.tens
            and self.low(i + 1) == "-"
            and 0 < self.words.ordinals.get(self.low(i + 2), 0) < 10
        ):
            return self.words.tens[word] + self.words.ordinals[self.low(i + 2)], i + 3
        return (self.words.ordinals[word], i + 1) if word in self.words.ordinals else None

    def month_day(self, i: int) -> tuple[int, int] | None:
        """A day of the month: 14, 14th, fourteenth."""
        found = self.ordinal(i)
        if found is None:
            count = self.digits(i, 2)
            if count is None or (self.low(i + 1) == ":" and self.glued(i + 1)):
                return None
            found = count, i + 1
        return found if 1 <= found[0] <= 31 else None

    def year(self, i: int) -> tuple[int, int] | None:
        """A year of four digits that is not a decade (1990s)."""
        count = self.digits(i)
        if (
            count is None
            or count not in _YEARS
            or len(self.low(i)) != 4
            or (self.glued(i + 1) and self.low(i + 1) == "s")
        ):
            return None
        return count, i + 1

    def month(self, i: int) -> tuple[int, int] | None:
        """October, Oct., Oct; a word that also means something else only with its capital."""
        return self._name(i, self.words.months)

    def weekday(self, i: int) -> tuple[int, int] | None:
        """Monday, Mon.; Mondays, a habit, is none."""
        return self._name(i, self.words.weekdays)

    def _name(self, i: int, names: dict[str, int]) -> tuple[int, int] | None:
        word = self.low(i)
        if word not in names or (self.among(i, "only_capitalised") and not self.tokens[i].text[0].isupper()):
            return None
        # the full stop belongs to an abbreviation only where more follows in the same sentence
        dot = word in self.words.abbreviations and self.low(i + 1) == "." and self.glued(i + 1)
        more = self.low(i + 2) == "," or self.low(i + 2).isdecimal() or self.low(i + 2) in self.words.months
        return names[word], i + 2 if dot and more else i + 1

    def clock(self, i: int) -> int | None:
        """The place behind a time of day: 5 p.m. local time, 17:30 GMT, noon, (2100 UTC)."""
        if self.low(i) == "(":
            inner = self.clock(i + 1)
            return inner + 1 if inner and self.low(inner) == ")" else None
        if self.among(i, "clock_words"):
            return self._zone(i + 1) or i + 1
        if self.digits(i) is None and not (self.low(i).isdecimal() and self.low(i + 1) == "."):
            return None
        j = i + 1
        exact = (
            self.low(j) in (":", ".") and self.glued(j) and self.glued(j + 1) and self.low(j + 1).isdecimal()
        )
        if exact:
            j += 2
        marked = self._meridiem(j)
        zone = self._zone(marked or j)
        if marked or zone or (exact and self.low(i + 1) == ":"):
            return zone or marked or j
        return j + 2 if self.low(j) == "o" and self.low(j + 1) == "'" and self.low(j + 2) == "clock" else None

    def _meridiem(self, j: int) -> int | None:
        if self.among(j, "clock_marks"):
            return j + 1
        if self.low(j) in ("a", "p") and self.low(j + 1) == "." and self.low(j + 2) == "m":
            return j + 4 if self.low(j + 3) == "." and self.glued(j + 3) else j + 3
        return None

    def _zone(self, i: int) -> int | None:
        found = self.words.zones.match(self.tokens, i)
        if found and len(self.low(i)) <= 4 and not self.tokens[i].text.isupper():
            return None
        return found[1] if found else None

    def day_time(self, i: int) -> int:
        """The place behind a time of day that follows a day ("morning", ", at 5 p.m."), or the same place."""
        if self.among(i, "day_parts"):
            return i + 1
        j = self.take(i, ",")
        k = self.take(j, "at", "around", "about", "from")
        if k > j and self.among(k, "day_parts"):
            return k + 1
        behind = self.clock(k)
        if behind is None:
            return i
        return self.clock(behind) or behind if self.low(behind) == "(" else behind
