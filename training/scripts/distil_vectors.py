"""Word vectors for the pipeline: what a sentence encoder makes of single words, reduced to a few dimensions.

The most frequent words of the corpora keep a row each; rarer words and the names of the lists share the row
of the nearest frequent word. Keys are lower-cased.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import spacy
from encoder import Encoder
from gazetteer import read as read_gazetteer
from spacy.tokens import DocBin
from spacy.vectors import Vectors

PARTS = ("syntax_train", "names_train", "attribution_train")
NAME_LISTS = ("first_us.txt", "first_all.txt", "surnames_us.txt")


def frequencies(data: Path) -> Counter[str]:
    """How often each lower-cased word occurs in the training parts."""
    vocab, counts = spacy.blank("en").vocab, Counter()
    for part in PARTS:
        for doc in DocBin().from_disk(data / f"{part}.spacy").get_docs(vocab):
            counts.update(
                token.lower_ for token in doc if any(c.isalpha() for c in token.text) and len(token) < 30
            )
    return counts


def listed_names(corpora: Path) -> list[str]:
    """Lower-cased single words of the name and place lists, in a fixed order."""
    gazetteer = read_gazetteer(corpora)
    words = {word for name in gazetteer.gpe | gazetteer.norp for word in name.split()}
    for name in NAME_LISTS:
        words |= set((corpora / "lists/gaz_names_smashew" / name).read_text(encoding="utf-8-sig").split())
    return sorted({word.lower() for word in words if word.isalpha() and len(word) > 2})


def reduce(matrix: np.ndarray, fitted_on: int, width: int) -> np.ndarray:
    """Principal components of the first rows, applied to all, every component scaled to unit variance."""
    mean = matrix[:fitted_on].mean(axis=0)
    _, _, axes = np.linalg.svd(matrix[:fitted_on] - mean, full_matrices=False)
    small = (matrix - mean) @ axes[:width].T
    return small / small[:fitted_on].std(axis=0)


def nearest(small: np.ndarray, rows: int) -> np.ndarray:
    """For every vector behind the first ``rows`` the index of the most similar among them."""
    unit = small / np.linalg.norm(small, axis=1, keepdims=True)
    out = np.arange(len(small))
    for start in range(rows, len(small), 2000):
        out[start : start + 2000] = (unit[start : start + 2000] @ unit[:rows].T).argmax(axis=1)
    return out


def distil(corpora: Path, data: Path, wheel: Path, out: Path, rows: int, keys: int, width: int) -> None:
    """Write a blank pipeline with the vectors to ``out``, for ``initialize.vectors``."""
    counts = frequencies(data)
    words = [word for word, count in counts.most_common(keys) if count > 1]
    known = set(words)
    words += [word for word in listed_names(corpora) if word not in known][: max(0, keys - len(words))]
    small = reduce(Encoder(wheel).encode(words), min(rows, len(words)), width)
    index = nearest(small, rows)
    nlp = spacy.blank("en")
    vectors = Vectors(strings=nlp.vocab.strings, shape=(rows, width), name="distilled", attr="LOWER")
    vectors.data = small[:rows].astype("f")
    for word, row in zip(words, index, strict=True):
        vectors.add(word, row=int(row))
    nlp.vocab.vectors = vectors
    nlp.to_disk(out)
