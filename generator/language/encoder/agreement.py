"""One name, one kind in one text: "Larkin" is no company in one sentence and a person in the next.

Each mention is read from its own sentence; where mentions of the same words differ in their kind, they take
the kind that is surest in sum, as one document seldom uses a name in two senses (Gale, Church and Yarowsky
1992; for names Finkel, Grenager and Manning 2005).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.language.encoder.decode import spans


def agree(words: Sequence[str], numbers: np.ndarray, labels: Sequence[str], sure: np.ndarray) -> np.ndarray:
    """The numbers of BIO labels with one label for all mentions of the same words.

    Args:
        words: of the whole document.
        numbers: (words,) each word's label, as its place in ``labels``.
        labels: "O", "B-…", "I-…".
        sure: (words,) how probable each word's label is.
    """
    found = [(start, end, label, tuple(words[start:end])) for start, end, label in spans(numbers, labels)]
    votes: dict[tuple[str, ...], dict[str, float]] = {}
    for start, end, label, name in found:
        given = votes.setdefault(name, {})
        given[label] = given.get(label, 0.0) + float(sure[start:end].min())
    out = numbers.copy()
    for start, end, label, name in found:
        best = max(votes[name].items(), key=lambda item: (item[1], item[0]))[0]
        if best != label:
            out[start:end] = labels.index(f"I-{best}")
            out[start] = labels.index(f"B-{best}")
    return out
