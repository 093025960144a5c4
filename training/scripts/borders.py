"""Learn where spans begin and end (generator/language/encoder/borders.py) from texts kept out of the
fine-tuning: over those that it has seen, the network is far surer of its labels than over any other.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from polnear import training_articles
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn

from generator.language.encoder.borders import Chain, Decoder, Features, Parsed
from generator.language.encoder.decode import transitions

EPOCHS, RATE, DECAY = 12, 0.05, 4.0
BATCH = 6000  # words with the padding


@dataclass(frozen=True, slots=True)
class Example:
    """One window: what has been read of it, the network's log-probabilities, and the right labels."""

    parsed: Parsed
    logs: np.ndarray
    gold: np.ndarray


class Field(nn.Module):
    """The conditional random field over the borders' features.

    Args:
        features: of the head's labels.
        labels: these, as the network numbers them.
    """

    def __init__(self, features: Features, labels: Sequence[str]) -> None:
        super().__init__()
        *sizes, arcs = features.sizes()
        width, size = 2 * len(features.spans), len(labels)
        self.offsets = torch.tensor([0, *np.cumsum(sizes)[:-1].tolist()])
        self.columns = nn.Parameter(torch.zeros(sum(sizes), width))
        self.arcs = nn.Parameter(torch.zeros(arcs, width))
        self.scale, self.bias = nn.Parameter(torch.ones(1)), nn.Parameter(torch.zeros(size))
        self.follow = nn.Parameter(torch.zeros(size + 1, size))
        self.sizes, self.spans = sizes, len(features.spans)
        self.legal = torch.tensor(transitions(labels), dtype=torch.float).clamp(min=-1e4)
        plain = Decoder(features, Chain.plain(features, labels), labels)
        self.begin, self.end, self.last = (
            torch.tensor(table, dtype=torch.float) for table in (plain.begin, plain.end, plain.last)
        )

    def chain(self) -> Chain:
        """The weights as they are written."""
        columns = np.split(_half(self.columns), np.cumsum(self.sizes)[:-1])
        return Chain(
            float(self.scale.detach()), _half(self.bias), _half(self.follow), tuple(columns), _half(self.arcs)
        )

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """The negative log-likelihood of the right labels of all windows of a batch, in sum."""
        rows, size = torch.arange(len(batch["size"])), len(self.bias)
        border = self.columns[batch["columns"] + self.offsets].sum(2) + batch["arcs"] @ self.arcs
        begin, end = border.split(self.spans, -1)
        follow = self.follow + self.legal
        scores = batch["logs"] * self.scale + self.bias + begin[:, :-1] @ self.begin.T
        steps = (end[:, 1:-1] @ self.end).unflatten(-1, (size, size)) + follow[:-1]
        ending = end[rows, batch["size"]] @ self.last.T
        gold, inside = batch["gold"], batch["inside"]
        right = (scores.gather(2, gold[..., None])[..., 0] * inside).sum(1) + follow[-1][gold[:, 0]]
        taken = steps.flatten(2).gather(2, (gold[:, :-1] * size + gold[:, 1:])[..., None])[..., 0]
        right = right + (taken * inside[:, 1:]).sum(1) + ending[rows, gold[rows, batch["size"] - 1]]
        total = scores[:, 0] + follow[-1]
        for i in range(1, scores.shape[1]):
            new = torch.logsumexp(total[:, :, None] + steps[:, i - 1], 1) + scores[:, i]
            total = torch.where(inside[:, i, None] > 0, new, total)
        return (torch.logsumexp(total + ending, 1) - right).sum()

    def decay(self) -> Tensor:
        """The squares of all weights that features have."""
        return self.columns.square().sum() + self.arcs.square().sum() + self.follow.square().sum()


def _half(weights: Tensor) -> np.ndarray:
    """As numbers of sixteen bits, the way they are kept."""
    return weights.detach().numpy().astype(np.float16).astype(np.float64)


def _padded(arrays: Sequence[np.ndarray], dtype: torch.dtype) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.tensor(a, dtype=dtype) for a in arrays], batch_first=True)


def _batch(features: Features, part: Sequence[Example]) -> dict[str, Tensor]:
    seen = [features(one.parsed, one.logs.argmax(-1)) for one in part]
    return {
        "columns": _padded([columns for columns, _ in seen], torch.long),
        "arcs": _padded([arcs for _, arcs in seen], torch.float),
        "logs": _padded([one.logs for one in part], torch.float),
        "gold": _padded([one.gold for one in part], torch.long),
        "inside": _padded([np.ones(len(one.gold)) for one in part], torch.float),
        "size": torch.tensor([len(one.gold) for one in part]),
    }


def legal(gold: np.ndarray, gap: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    """The labels as a legal sequence: "O" at white space and where nothing is known, "B-" to begin with."""
    out = np.where(gap | (gold < 0), labels.index("O"), gold)
    before = "O"
    for i, number in enumerate(out):
        label = labels[number]
        if label.startswith("I-") and before[2:] != label[2:]:
            out[i] = labels.index(label := f"B-{label[2:]}")
        before = label
    return out


def learn(features: Features, labels: Sequence[str], examples: Sequence[Example], seed: int) -> Chain:
    """Fit the chain: Adam, the rate falling to nothing, with weight decay."""
    torch.manual_seed(seed)
    field, rng = Field(features, labels), random.Random(seed)
    parts: list[list[Example]] = [[]]
    for one in sorted(examples, key=lambda example: len(example.gold)):
        if parts[-1] and (len(parts[-1]) + 1) * len(one.gold) > BATCH:
            parts.append([])
        parts[-1].append(one)
    batches = [_batch(features, part) for part in parts]
    words = sum(len(one.gold) for one in examples)
    steering = torch.optim.Adam(field.parameters(), lr=RATE)
    for epoch in range(EPOCHS):
        for group in steering.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        rng.shuffle(batches)
        for batch in batches:
            loss = field(batch) + DECAY * field.decay() * (int(batch["size"].sum()) / words)
            steering.zero_grad()
            loss.backward()
            steering.step()
    return field.chain()


def examples(nlp: Language, encoder: str, corpora: Path, seed: int) -> list[Example]:
    """The windows of PolNeAR's tuning articles, read by the pipeline.

    Args:
        nlp: the pipeline.
        encoder: the name of its component.
        corpora: their folder.
        seed: of the fine-tuning, which kept these articles out.
    """
    component, out = nlp.get_pipe(encoder), []
    labels, used = component.names["attribution"], component.reader.attributed
    for article in training_articles(corpora, random.Random(seed))[1]:
        gold = np.array([labels.index(label or "O") for label in article.labels["attribution"]])
        at = 0

        def record(parsed: Parsed, logs: np.ndarray, gold: np.ndarray = gold) -> np.ndarray:
            nonlocal at
            part = gold[at : at + len(logs)]
            at += len(logs)
            out.append(Example(parsed, logs, legal(part, parsed.gap, labels)))
            return used(parsed, logs)

        component.reader.attributed = record
        component(Doc(nlp.vocab, words=article.words))
    component.reader.attributed = used
    return out


def teach(nlp: Language, encoder: str, corpora: Path, seed: int) -> None:
    """Learn the pipeline's chain and put it in."""
    torch.set_num_threads(1)
    component = nlp.get_pipe(encoder)
    found = examples(nlp, encoder, corpora, seed)
    component.set_chain(learn(component.features(), component.names["attribution"], found, seed))
