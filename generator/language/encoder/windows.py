"""A document → windows that the encoder reads one at a time.

A window is filled with whole paragraphs; a paragraph that is too long is cut where a sentence seems to end,
at worst anywhere. Where windows are cut depends on the document alone, and each is run by itself: what else
is analysed, in which order and on how many threads, never shows in the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from generator.language.encoder.pieces import BREAK, START, case_of

MOST = 160  # word pieces, without the marks at both ends; training windows are 60 to 230 long
_ENDS = frozenset(".!?")
_CLOSING = frozenset("\"'”’)]»")


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` of a document as the network takes them.

    Attributes:
        ids, case: of each word piece.
        pool: (words, pieces) the share of each piece in each word's vector.
    """

    start: int
    end: int
    ids: np.ndarray
    case: np.ndarray
    pool: np.ndarray


def windows(words: Sequence[str], pieces: Sequence[Sequence[int]]) -> Iterator[Window]:
    """Cut a document into windows that together hold every word once."""
    begin = used = 0
    for start, end in _segments(words, pieces):
        size = sum(map(len, pieces[start:end]))
        if used and used + size > MOST:
            yield _window(words, pieces, begin, start)
            begin, used = start, 0
        used += size
    if begin < len(words):
        yield _window(words, pieces, begin, len(words))


def _segments(words: Sequence[str], pieces: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Paragraphs with the break behind them, and pieces of at most ``MOST`` of those that are too long."""
    start = 0
    for i, word in enumerate(words):
        if "\n" in word and word.isspace():
            yield from _cut(words, pieces, start, i + 1)
            start = i + 1
    if start < len(words):
        yield from _cut(words, pieces, start, len(words))


def _cut(
    words: Sequence[str], pieces: Sequence[Sequence[int]], start: int, end: int
) -> Iterator[tuple[int, int]]:
    used, possible = 0, start
    i = start
    while i < end:
        if used + len(pieces[i]) > MOST:
            stop = possible if possible > start else i
            yield start, stop
            start = possible = i = stop
            used = 0
            continue
        used += len(pieces[i])
        i += 1
        if _ends_sentence(words, start, i) and not (i < end and words[i] in _CLOSING):
            possible = i
    if start < end:
        yield start, end


def _ends_sentence(words: Sequence[str], start: int, i: int) -> bool:
    """Whether a sentence seems to end before word ``i``, with or without a closing mark."""
    last = i - 2 if words[i - 1] in _CLOSING and i - 2 >= start else i - 1
    return words[last] in _ENDS


def _window(words: Sequence[str], pieces: Sequence[Sequence[int]], start: int, end: int) -> Window:
    lengths = np.array([len(one) for one in pieces[start:end]])
    ids = np.array([START, *chain.from_iterable(pieces[start:end]), BREAK])
    case = np.zeros(len(ids), dtype=np.int64)
    case[1:-1] = np.repeat(list(map(case_of, words[start:end])), lengths)
    pool = np.zeros((end - start, len(ids)), dtype=np.float32)
    owners = np.repeat(np.arange(end - start), lengths)
    pool[owners, np.arange(1, len(ids) - 1)] = 1 / lengths[owners]
    return Window(start, end, ids, case, pool)
