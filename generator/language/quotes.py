"""Quotation marks: what stands between them, however they are balanced, mixed or carried over paragraphs.

One pass over the characters. A double mark opens where it stands before a word and behind a space, and
closes where it stands behind a word; curly, straight, low and angle marks may close one another, because
articles mix them. A quotation that is still open at the end of its paragraph ends there, marked as not
closed: where it runs on, print opens the next paragraph with a mark again, which starts the next one.
Single marks count only outside double ones and only as a pair within one paragraph; apostrophes are left
alone.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from generator.language.forms import text, texts
from generator.language.once import once
from generator.language.turns import turns

DOUBLE = '"“”„‟«»″'
_OPENING = "“„«"
_CLOSING = "”»"
_SINGLE_OPEN = "'‘"
_SINGLE_CLOSE = "'’"
_ELISION = re.compile(r"['‘’](?:s|t|re|ve|ll|d|m|em|til|cause|tis|twas|n|round|\d\ds?)\b", re.IGNORECASE)
_BREAK = re.compile(r"\n\s*")
_DOUBLE = re.compile(f"[{DOUBLE}]")
_SINGLE = re.compile(f"[{_SINGLE_OPEN}{_SINGLE_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation without its outer marks: half-open ranges of characters and of tokens."""

    start: int  # first character behind the opening mark
    end: int  # the closing mark, or the end of the paragraph where there is none
    first: int  # index of the first token inside
    last: int  # index behind the last token inside
    closed: bool  # whether a closing mark was found


@once
def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Find the quotations of ``doc``, in text order, none inside another.

    Linear in the length of the text; unbalanced marks never raise.
    """
    marked = ranges(text(doc))
    if not marked:
        return ()
    starts = [token.idx for token in doc]
    ends = list(map(operator.add, starts, map(len, texts(doc))))
    found = []
    for start, end, closed in marked:
        first, last = bisect_left(starts, start), bisect_right(ends, end)
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if first < last:
            found.append(Quotation(start, end, first, last, closed))
    return tuple(found)


def ranges(text: str) -> list[tuple[int, int, bool]]:
    """The quotations of a text as (start, end, closed): characters inside the marks, in order, disjoint."""
    doubles = list(_double_ranges(text))
    spoken = [(turn.start, turn.end, False) for turn in turns(text)]  # all of an answer is somebody's words
    outer: list[tuple[int, int, bool]] = []
    for found in sorted([*spoken, *doubles, *_single_ranges(text, doubles)]):
        if not outer or found[0] >= outer[-1][1]:  # double marks inside single ones are the inner ones
            outer.append(found)
    return outer


def _double_ranges(text: str) -> Iterator[tuple[int, int, bool]]:
    for start, end in _paragraphs(text):
        opened: int | None = None
        for i in _marks(text, start, end):
            if opened is None:
                if not _closes(text, i) and not _is_inch(text, i):
                    opened = i + 1
            elif _closes(text, i) or (text[i] not in _OPENING and not _opens(text, i)):
                if opened < i:
                    yield opened, i, True
                opened = None
            else:  # a second opening mark: the first was never closed
                if opened < i:
                    yield opened, i, False
                opened = i + 1
        if opened is not None and opened < end:
            yield opened, end, False


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        if start < match.start():
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _marks(text: str, start: int, end: int) -> Iterator[int]:
    return (mark.start() for mark in _DOUBLE.finditer(text, start, end))


def _opens(text: str, i: int) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-/:") and not after.isspace()


def _closes(text: str, i: int) -> bool:
    """Whether the mark at ``i`` can only close: a closing form, or one glued to what stands before it."""
    if text[i] in _CLOSING and text[i] != "»":
        return True
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return not before.isspace() and before not in "([—–" and not after.isalnum()


def _is_inch(text: str, i: int) -> bool:
    return i > 0 and text[i] in '"″' and text[i - 1].isdigit()


def _single_ranges(text: str, doubles: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    covered = iter(doubles)
    inside = next(covered, None)
    for start, end in _paragraphs(text):
        opened: int | None = None
        closer: int | None = None  # the last mark that could close, kept until a surer one is met
        for mark in _SINGLE.finditer(text, start, end):
            i = mark.start()
            while inside and inside[1] < i:
                inside = next(covered, None)
            if inside and inside[0] <= i < inside[1] + 1:
                continue
            if opened is None:
                if text[i] in _SINGLE_OPEN and _opens(text, i) and not _ELISION.match(text, i):
                    opened, closer = i + 1, None
            elif text[i] in _SINGLE_CLOSE and _single_closes(text, i):
                closer = i
                if text[i - 1] != "s":
                    if opened < i:
                        yield opened, i, True
                    opened = closer = None
        if opened is not None and closer is not None:
            yield opened, closer, True


def _single_closes(text: str, i: int) -> bool:
    after = text[i + 1] if i + 1 < len(text) else " "
    return not text[i - 1].isspace() and not after.isalnum()
