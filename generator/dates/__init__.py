"""Time phrases of English news: where they stand in a text, and which days they denote.

Day granularity and coarser; a time of day stays in the phrase and is not resolved. Nothing is
guessed: a phrase that leaves its days open denotes an open period, and an impossible date nothing.

The periods follow the conventions of the project's guidelines for events: weeks run Monday to
Sunday, deadlines from the day of publication to the end of what they name, early, mid and late are
thirds of a month.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.dates.expressions import Expression
from generator.dates.period import Moment, Period, Tense, real_date
from generator.dates.phrases import Phrases
from generator.dates.words import tokenize

__all__ = ["Moment", "Period", "Tense", "TimePhrase", "candidate_years", "find", "resolve"]


_LEAD = 8  # tokens; more than any phrase has before the first that tells of a time


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time phrase in a text: ``text`` stands at code points ``start`` to ``end``.

    Prepositions that change the meaning ("by", "until", "in two weeks") belong to it, others do not.
    """

    start: int
    end: int
    text: str
    expression: Expression = field(compare=False, repr=False)

    def resolve(
        self, reference: date | None, tense: Tense | None = None, *, antecedent: Period | None = None,
        said: date | None = None,
    ) -> Period | None:  # fmt: skip
        """As :func:`resolve`, without reading the phrase again."""
        return _denoted(self.expression, Moment(reference, tense, antecedent, said))


def find(text: str) -> list[TimePhrase]:
    """Every time phrase of a text, in its order, none within another.

    Past, present and future alike; habits ("every Monday", "on Mondays") and bare lengths of time
    ("for three years") are none. Takes linear time.
    """
    tokens = tokenize(text)
    reader = Phrases(tokens)
    near, openers = _near(reader), reader.words.openers
    found, i = [], 0
    while i < len(tokens):
        word = tokens[i].low
        opens = near[i] and (word in openers or word.isdecimal())
        read = reader.phrase(i) if opens and reader.low(i - 1) not in ("every", "each") else None
        if read is None:
            i += 1
            continue
        start, end = tokens[i].start, tokens[read[1] - 1].end
        found.append(TimePhrase(start, end, text[start:end], read[0]))
        i = read[1]
    return found


def _near(reader: Phrases) -> list[bool]:
    """For each token, whether one that tells of a time stands there or not far behind it.

    Most words that a time phrase can begin with ("the", "in") begin something else, and cost much to try.
    """
    near, telling = [False] * len(reader.tokens), reader.words.telling
    for i, token in enumerate(reader.tokens):
        if token.low in telling or token.low.isdecimal():
            first = max(0, i - _LEAD)
            near[first : i + 1] = [True] * (i + 1 - first)
    return near


def resolve(
    phrase: str, reference: date | None, tense: Tense | None = None, *, antecedent: Period | None = None,
    said: date | None = None,
) -> Period | None:  # fmt: skip
    """The period that a time phrase denotes.

    Args:
        phrase: the phrase alone, with or without its preposition.
        reference: the day of publication, or None; without it only full dates resolve.
        tense: which way a phrase that recurs looks (a day without a year, a bare weekday): "future"
            the next occurrence, the reference day among them; "past" the last; None the nearest.
        antecedent: the period that "the same day", "that week" or "two days later" goes back to.
        said: the day on which the words were spoken, where that is another than ``reference``:
            "tomorrow" and "in two days" count from it; deadlines still begin with ``reference``.

    Returns:
        None where this is no time phrase, the calendar has no such day or the context does not tell;
        a period with no days and granularity "unspecified" where the words leave them open.
    """
    tokens = tokenize(phrase)
    while tokens and tokens[-1].low in (".", ",", ";", ":") and tokens[-2:-1] != ["m"]:
        tokens.pop()
    reader = Phrases(tokens)
    reader.strict = False
    for start in (0, 1):
        if start and not reader.among(0, "neutral"):
            break
        read = reader.phrase(start) if start < len(tokens) else None
        if read and (read[1] == len(tokens)):
            return _denoted(read[0], Moment(reference, tense, antecedent, said))
    return None


def _denoted(expression: Expression, moment: Moment) -> Period | None:
    try:
        return expression.resolve(moment)
    except (OverflowError, ValueError):  # beyond the years that a date can hold
        return None


def candidate_years(weekday: int, day: int, month: int, first: int = 1990, last: int = 2050) -> list[int]:
    """The years, ``first`` to ``last``, in which a day of a month falls on a weekday (Monday is 0).

    It works out the year of "Monday 19 May" where nothing else tells it.
    """
    dates = (real_date(year, month, day) for year in range(first, last + 1))
    return [found.year for found in dates if found and found.weekday() == weekday]
