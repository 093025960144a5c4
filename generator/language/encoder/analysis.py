"""What the network says of a document, decoded: a place for each word, and how sure it is of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(slots=True)
class Analysis:
    """How sure the network was of what it says of each word, as probabilities; and the links of spans.

    Attributes:
        arc, name, attribution: (words,) of the head, the name's label, the attribution's label.
        cue_of: first word of a SOURCE or CONTENT span → first word of the CUE it belongs to.
        link: first word of a SOURCE or CONTENT span → how sure that is.
    """

    arc: np.ndarray
    name: np.ndarray
    attribution: np.ndarray
    cue_of: dict[int, int]
    link: dict[int, float]


@dataclass(slots=True)
class Read:
    """What has been decoded so far, a place for each word."""

    tag: np.ndarray
    morph: np.ndarray
    lemma: np.ndarray
    head: np.ndarray
    dep: np.ndarray
    name: np.ndarray
    spans: list[tuple[int, int, str]]
    analysis: Analysis

    @classmethod
    def of(cls, size: int) -> Read:
        """Room for ``size`` words."""
        tag, morph, head, dep, name = (np.zeros(size, dtype=np.int64) for _ in range(5))
        analysis = Analysis(np.ones(size), np.ones(size), np.ones(size), {}, {})
        return cls(tag, morph, np.zeros(size, dtype=np.uint64), head, dep, name, [], analysis)
