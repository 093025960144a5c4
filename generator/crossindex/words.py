"""Texts → the words by which two of them can be found to be about one matter."""

from __future__ import annotations

import functools
import re

from generator.lexicon import load
from generator.names import folded

_WORD = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")


def content_words(text: str) -> frozenset[str]:
    """The stems of a text's words; small words, common reporting words and bare numbers are left out."""
    found = set(_WORD.findall(folded(text))) - _small()
    return frozenset(stem(word) for word in found if len(word) > 2 and not word.isdigit())


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its commonest endings: "delays" and "delayed" are both "delay".

    Light on purpose: two words that share a stem must mean much the same.
    """
    word = re.sub(r"['\u2019]s?$", "", word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = re.sub(r"([bdgmnprt])\1$", r"\1", word[: -len(ending)])
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@functools.cache
def _small() -> frozenset[str]:
    lists = load("small_words")
    return frozenset(folded(word) for key in ("grammar", "reporting", "time") for word in lists[key])
