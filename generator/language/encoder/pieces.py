"""Words → word pieces and case marks, as the encoder reads them; the same in training and at run time.

The encoder is uncased. What capitals tell about names comes back through a second embedding: the case
of the word, one of four (as Huang, Xu and Yu 2015 feed a tagger).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

UNKNOWN, START, BREAK = 100, 101, 102  # BREAK stands between paragraphs and at a window's end
LONGEST_WORD = 12  # pieces; what is longer is an address or noise, and its start tells enough
MOST_KNOWN = 100_000  # words whose pieces are kept in memory
LONGEST_TEXT = 100  # characters of a word that the tokenizer gets to see
LOWER, TITLE, UPPER, MIXED = range(4)


@functools.lru_cache(maxsize=MOST_KNOWN)
def case_of(word: str) -> int:
    """LOWER (also without letters), TITLE ("Paris", "A"), UPPER ("NATO") or MIXED ("McKay")."""
    if word.islower() or not any(letter.isalpha() for letter in word):
        return LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return TITLE
    return UPPER if word.isupper() else MIXED


def plain(word: str) -> str:
    """A word as the table of lemmas has it: in lower case, its apostrophes straight."""
    return word.lower().replace("’", "'")


class Pieces:
    """Turns words into word pieces, each word by itself, so that a word's pieces never depend on others.

    Args:
        vocabulary: the tokenizer's JSON file, as text.
    """

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary
        self._tokenizer = Tokenizer.from_str(vocabulary)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}

    @classmethod
    def read(cls, path: Path) -> Pieces:
        """From the tokenizer's JSON file."""
        return cls(path.read_text(encoding="utf-8"))

    def __call__(self, words: Sequence[str]) -> list[list[int]]:
        """A list of ids for each word: a break for a line break, none for other white space, else some."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        self._learn([word for word in dict.fromkeys(words) if word not in self._known])
        return [self._known[word] for word in words]

    def _learn(self, words: Sequence[str]) -> None:
        shown = [word[:LONGEST_TEXT] for word in words]
        encoded = self._tokenizer.encode_batch_fast(shown, add_special_tokens=False)
        for word, one in zip(words, encoded, strict=True):
            gap = [BREAK] if "\n" in word else []
            self._known[word] = gap if word.isspace() else one.ids[:LONGEST_WORD] or [UNKNOWN]
