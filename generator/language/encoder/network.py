"""The trained network: windows → scores. ONNX, run on one thread, one window at a time.

Its activations are quantised by a scale taken from each run's own input, so that a window must never share a
run with another document's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from generator.language.encoder.windows import Window

# An addition and the norm behind it, fused, take several times as long as apart: a tenth of all.
SLOWER = ("SkipLayerNormFusion",)
HEADS = ("tag", "morph", "lemma", "sent", "ner", "attribution")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window of n words.

    Attributes:
        labels: head's name → (n, labels) scores.
        arc: (n, n) how well each word (column) governs each word (row).
        link: (n, n) how well each word (column) is the cue of each word (row).
        dependent: (n, relations, width), and governor: (n, width), whose product scores the relation of a
            dependent to its head.
    """

    labels: dict[str, np.ndarray]
    arc: np.ndarray
    link: np.ndarray
    dependent: np.ndarray
    governor: np.ndarray


class Network:
    """The ONNX file at ``path``, loaded."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        options = onnxruntime.SessionOptions()
        # The cores go to whole articles; and one thread adds up in one order.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            self.data, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )

    def __call__(self, window: Window) -> Scores:
        """Run one window."""
        *labels, arc, link, dependent, governor = self._session.run(
            None, {"ids": window.ids, "case": window.case, "pool": window.pool}
        )
        named = dict(zip(HEADS, labels, strict=True))
        return Scores(named, arc, link, dependent.reshape(len(arc), -1, governor.shape[-1]), governor)
