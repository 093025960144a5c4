"""Words → lemmas: as seen in training, else by the edit tree that the network finds best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore

from generator.language.encoder.pieces import plain

MOST_KNOWN = 200_000  # lemmas kept in memory
TRIED = 3  # trees, from the best on, until one fits the word


class Lemmas:
    """Lemmatises the words of a window.

    Args:
        store: the vocabulary's strings; lemmas are numbers in it.
        trees: the edit trees, as spaCy writes them.
        strings: what the trees put in or take out.
        seen: part of speech → form in lower case → lemma, as seen in training.
        numbers: the network's label → its tree's number.
        parts: the network's morphological label → its part of speech.
    """

    def __init__(
        self,
        store: StringStore,
        *,
        trees: bytes,
        strings: Sequence[str],
        seen: Mapping[str, Mapping[str, str]],
        numbers: Sequence[int],
        parts: Sequence[str],
    ) -> None:
        self.strings, self.seen = strings, seen
        for string in strings:
            store.add(string)
        self.trees = EditTrees(store).from_bytes(trees)
        self._store, self._numbers, self._parts = store, numbers, parts
        self._known: dict[tuple[str, int, int], int] = {}  # (word, best label, morphological label) → lemma

    def __call__(
        self, words: Sequence[str], scores: np.ndarray, morph: np.ndarray, gap: np.ndarray
    ) -> np.ndarray:
        """The number of each word's lemma.

        Args:
            words, gap: the words, and which of them are white space.
            scores: (words, labels) how well each tree fits each word.
            morph: (words,) the morphological labels.
        """
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        best = scores.argmax(-1).tolist()
        out = np.zeros(len(words), dtype=np.uint64)
        for i, key in enumerate(zip(words, best, morph.tolist(), strict=True)):
            if key not in self._known:
                self._known[key] = self._told(*key, gap=bool(gap[i]))
            # Which tree comes second is no part of the key.
            out[i] = self._known[key] or self._store.add(self._fitting(words[i], scores[i]))
        return out

    def _told(self, word: str, label: int, morph: int, *, gap: bool) -> int:
        """The lemma that the best labels tell; 0 where the tree does not fit the word."""
        seen = self.seen.get(self._parts[morph], {}).get(plain(word))
        lemma = word if gap else seen or self.trees.apply(self._numbers[label], word)
        return int(self._store.add(lemma)) if lemma else 0

    def _fitting(self, word: str, scores: np.ndarray) -> str:
        """By the best tree that fits the word; the word itself where none does."""
        best = np.argsort(-scores, kind="stable")[:TRIED]
        found = (self.trees.apply(self._numbers[label], word) for label in best)
        return next((str(lemma) for lemma in found if lemma), word)
