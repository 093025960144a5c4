"""Windows cut from training documents, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import torch
from documents import Document
from torch import Tensor

from generator.language.encoder.pieces import BREAK, START, case_of

MOST, LEAST = 230, 60  # word pieces in a training window; at run time windows lie between
FULL = 500  # no window is longer than the encoder's positions allow
Window = dict[str, list[int]]


def windows(document: Document, rng: random.Random) -> Iterator[Window]:
    """Cut a document into windows of varying length at its ``starts``."""
    bounds = [*document.starts, len(document.words)]
    begin, used, limit = 0, 0, rng.randint(LEAST, MOST)
    for start, end in pairwise(bounds):
        size = sum(map(len, document.pieces[start:end]))
        if used and used + size > limit:
            yield _window(document, begin, start)
            begin, used, limit = start, 0, rng.randint(LEAST, MOST)
        used += size
    if begin < len(document.words):
        yield _window(document, begin, len(document.words))


def _window(document: Document, begin: int, end: int) -> Window:
    ids, case, word = [START], [0], [-1]
    for i in range(begin, end):
        pieces = document.pieces[i]
        if len(ids) + len(pieces) > FULL:
            end = i
            break
        ids += pieces
        case += [case_of(document.words[i])] * len(pieces)
        word += [i - begin] * len(pieces)
    out: Window = {"ids": [*ids, BREAK], "case": [*case, 0], "word": [*word, -1], "size": [end - begin]}
    for name, column in document.columns.items():
        values = column[begin:end]
        if name in ("head", "link"):
            values = [value - begin if begin <= value < end else -1 for value in values]
        out[name] = values
    return out


def batches(found: Sequence[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, at most ``size`` word pieces with the padding, in random order."""
    order = sorted(found, key=lambda window: len(window["ids"]) // 24 + rng.random())
    out: list[list[Window]] = []
    batch: list[Window] = []
    longest = 0
    for window in order:
        longest = max(longest, len(window["ids"]))
        if batch and (len(batch) + 1) * longest > size:
            out.append(batch)
            batch, longest = [], len(window["ids"])
        batch.append(window)
    if batch:
        out.append(batch)
    rng.shuffle(out)
    return out


def collate(batch: Sequence[Window]) -> dict[str, Tensor]:
    """Pad the windows of a batch to tensors."""
    pieces, words = max(len(w["ids"]) for w in batch), max(w["size"][0] for w in batch)

    def padded(name: str, width: int, filler: int) -> Tensor:
        return torch.tensor([w[name] + [filler] * (width - len(w[name])) for w in batch])

    out = {"ids": padded("ids", pieces, 0), "case": padded("case", pieces, 0)}
    out["mask"] = torch.tensor([[i < len(w["ids"]) for i in range(pieces)] for w in batch])
    owner = padded("word", pieces, -1)
    member = (owner[:, None, :] == torch.arange(words)[None, :, None]).float()
    out["pool"] = member / member.sum(-1, keepdim=True).clamp(min=1)
    for name in _names(batch):
        rows = [w.get(name, []) for w in batch]
        out[name] = torch.tensor([row + [-1] * (words - len(row)) for row in rows])
    return out


def _names(batch: Sequence[Mapping[str, list[int]]]) -> list[str]:
    found = {name for window in batch for name in window}
    return sorted(found - {"ids", "case", "word", "size"})
