"""Names of persons made whole: initials joined to the name behind them, two persons parted.

The network says of each word by itself whether a name goes on; where nothing stands between the names of two
persons, as in signatures and captions, or a name is written unusually, it is often mistaken.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import numpy as np

from generator import lexicon
from generator.language.encoder.decode import spans

_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}")
_NO_END = frozenset(',;:"“”')  # a full stop can be an abbreviation's, an exclamation mark a firm's
_QUOTES = frozenset('"“”')


def whole(words: Sequence[str], numbers: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    """The numbers of BIO labels, so that each span of a person is one whole name.

    Args:
        words: of the whole document.
        numbers: (words,) each word's label, as its place in ``labels``.
        labels: "O", "B-…", "I-…"; "PERSON" is the label of persons.
    """
    out = numbers.copy()
    outside, begin, inside = (labels.index(label) for label in ("O", "B-PERSON", "I-PERSON"))
    ended = -1  # where the name before ended that is only initials
    for start, end, label in spans(numbers, labels):
        while end > start and words[end - 1] in _NO_END:
            end -= 1
            out[end] = outside
        if label != "PERSON":
            continue
        if start == ended:
            out[start] = inside
        for place in _second(words[start:end]):
            out[start + place] = begin
        ended = end if all(_INITIALS.fullmatch(word) for word in words[start:end]) else -1
    for comma in _inverted(words, out, begin):
        out[comma : comma + 2] = inside
    return out


def _second(name: Sequence[str]) -> list[int]:
    """Where another person's name begins: "Ada Brook | Bill Hale", "Ada | Ada Brook"."""
    given = _given()
    if len(name) == 4 and name[0] in given and name[2] in given and name[1] not in given:
        return [2]
    return [1] if len(name) > 1 and name[0] == name[1] else []


def _inverted(words: Sequence[str], numbers: np.ndarray, begin: int) -> list[int]:
    """The commas of names in quotation marks with the surname first, as mail programs write them."""
    return [
        i
        for i in range(2, len(words) - 2)
        if words[i] == "," and words[i - 2] in _QUOTES and words[i + 2] in _QUOTES
        if numbers[i - 1] == numbers[i + 1] == begin
    ]


@functools.cache
def _given() -> frozenset[str]:
    names = lexicon.load("given_names")
    return frozenset([*names["male"], *names["female"], *names["either"]])
