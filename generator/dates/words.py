"""Tokens of a text, and the lexicon's words for time, as lookups over tokens."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator import lexicon

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
Words = tuple[str, ...]


class Token(NamedTuple):
    """A run of digits, a run of letters or one mark.

    ``low`` is its case-folded text, with straight apostrophes; ``glued``: no space stands before it.
    """

    text: str
    low: str
    start: int
    end: int
    glued: bool


def tokenize(text: str) -> list[Token]:
    """Split a text; every token knows its place in it."""
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        word, (start, end) = match[0], match.span()
        low = "'" if word in "’ʼ" else word.casefold()
        tokens.append(Token(word, low, start, end, start == last))
        last = end
    return tokens


def words_of(phrase: str) -> Words:
    """A lexicon entry as the tokens that it will meet in a text."""
    return tuple(token.low for token in tokenize(phrase))


class Table:
    """Phrases with their values, found at a place by their longest match."""

    def __init__(self, entries: dict[str, Any]) -> None:
        self._values = {words_of(phrase): value for phrase, value in entries.items()}
        self._longest: dict[str, int] = {}
        for phrase in self._values:
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))
        self.first_words = frozenset(self._longest)

    def match(self, tokens: list[Token], i: int) -> tuple[Any, int] | None:
        """The value of the longest phrase that begins at token ``i``, and the place behind it."""
        if i >= len(tokens):
            return None
        for length in range(self._longest.get(tokens[i].low, 0), 0, -1):
            words = tuple(token.low for token in tokens[i : i + length])
            if len(words) == length and words in self._values:
                return self._values[words], i + length
        return None


@dataclass(frozen=True)
class Vocabulary:
    """The lists of ``lexicon/time.yml``, ready for lookup."""

    months: dict[str, int]
    weekdays: dict[str, int]
    abbreviations: frozenset[str]
    seasons: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    tens: dict[str, int]
    ordinals: dict[str, int]
    days: dict[str, int]
    decades: dict[str, int]
    which: dict[str, str]
    parts: dict[str, str]
    named_parts: dict[str, str]
    lists: dict[str, frozenset[str]]
    bounds: Table
    starts: Table
    vague: Table
    holidays: Table
    zones: Table
    openers: frozenset[str]  # every word that a time phrase can begin with, digits apart
    telling: frozenset[str]  # words of which every time phrase has one, digits apart


_OPENERS = {
    "the",
    "a",
    "an",
    "this",
    "that",
    "from",
    "between",
    "'",
    "q",
    "not",
    "at",
    "very",
    "rest",
    "part",
    "parts",
}
_OPENERS |= {"remainder", "much", "most", "all", "same"}
_WORDS = (
    "months", "month_abbreviations", "weekdays", "weekday_abbreviations", "seasons", "units", "numbers",
    "tens", "ordinals", "days", "decades", "which", "parts", "named_parts", "vague_counts", "since",
    "stretch_openers", "clock_words", "day_parts",
)  # fmt: skip
_PHRASES = (
    "bounds",
    "bounds_before",
    "starts",
    "vague_phrases",
    "fixed_holidays",
    "weekday_holidays",
    "easter_holidays",
)
_TELLING = (
    "months", "month_abbreviations", "weekdays", "weekday_abbreviations", "seasons", "units", "days",
    "decades", "day_parts",
)  # fmt: skip
_TELLING_PHRASES = ("vague_phrases", "fixed_holidays", "weekday_holidays", "easter_holidays")
_LISTS = (
    "only_capitalised", "doubtful_alone", "month_signals", "season_signals", "business", "ordinal_suffixes",
    "vague_counts", "since", "stretch_openers", "neutral", "clock_words", "clock_marks", "day_parts",
    "not_before",
)  # fmt: skip


@functools.cache
def vocabulary() -> Vocabulary:
    """The word lists, built once."""
    data = lexicon.load("time")
    return Vocabulary(
        months={**data["months"], **data["month_abbreviations"]},
        weekdays={**data["weekdays"], **data["weekday_abbreviations"]},
        abbreviations=frozenset((*data["month_abbreviations"], *data["weekday_abbreviations"])),
        seasons=data["seasons"],
        units=data["units"],
        numbers=data["numbers"],
        tens=data["tens"],
        ordinals=data["ordinals"],
        days=data["days"],
        decades=data["decades"],
        which=data["which"],
        parts=data["parts"],
        named_parts=data["named_parts"],
        lists={name: frozenset(data[name]) for name in _LISTS},
        bounds=Table(dict.fromkeys(data["bounds"], False) | dict.fromkeys(data["bounds_before"], True)),
        starts=Table(dict.fromkeys(data["starts"], True)),
        vague=Table(dict.fromkeys(data["vague_phrases"], True)),
        holidays=Table(_holidays(data)),
        zones=Table(dict.fromkeys((*data["time_zones"], *data["time_zone_phrases"]), True)),
        openers=_openers(data),
        telling=_telling(data),
    )


def _openers(data: dict[str, Any]) -> frozenset[str]:
    """The first words of the phrases that the grammar knows."""
    singles = {word for name in _WORDS for word in data[name]}
    return frozenset(_OPENERS | singles | {words_of(phrase)[0] for name in _PHRASES for phrase in data[name]})


def _telling(data: dict[str, Any]) -> frozenset[str]:
    """Names of times, and the last words of phrases that are one: what is left is only what leads to them."""
    singles = {word for name in _TELLING for word in data[name]}
    phrases = (words_of(phrase)[-1] for name in _TELLING_PHRASES for phrase in data[name])
    return frozenset(singles.union(phrases))


def _holidays(data: dict[str, Any]) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Holiday → (how it is reckoned, its numbers)."""
    fixed = {
        name: ("fixed", tuple(map(int, when.split("-")))) for name, when in data["fixed_holidays"].items()
    }
    moving = {name: ("weekday", tuple(rule)) for name, rule in data["weekday_holidays"].items()}
    easter = {name: ("easter", (offset,)) for name, offset in data["easter_holidays"].items()}
    return fixed | moving | easter
