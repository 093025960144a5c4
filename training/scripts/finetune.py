"""Fine-tune the encoder on all tasks together; run.py calls it with its folders.

Fixed seeds, a fixed number of steps in three cycles; bfloat16 where the processor has it. Writes model.pt,
the weighted mean of the states that the cycles end with, labels.json and trees.bin.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from corpus import Corpus, read  # noqa: E402
from documents import Document  # noqa: E402
from network import Network  # noqa: E402
from windows import Window, batches, collate, windows  # noqa: E402

from generator.language.encoder.pieces import START, Pieces  # noqa: E402

SEED = 7
MASK = 103  # the piece that stands for any


@dataclass(frozen=True, slots=True)
class Cycle:
    """One warm-up and decay of the learning rate (warm restarts: Loshchilov and Hutter 2017).

    Attributes:
        steps: how many.
        rate: of the highest learning rate.
        masked: share of the word pieces that are hidden, so that a word is also read from those around it.
        shares: of the steps that go to each kind of corpus.
        weight: of its last state in the mean that is kept (weight averaging: Izmailov et al. 2018).
    """

    steps: int
    rate: float
    masked: float
    shares: dict[str, float]
    weight: float


CYCLES = (
    Cycle(2800, 1.0, 0.0, {"syntax": 0.45, "names": 0.2, "attribution": 0.35}, weight=1 / 3),
    Cycle(2200, 0.6, 0.12, {"syntax": 0.35, "names": 0.25, "attribution": 0.4}, weight=0),
    Cycle(600, 0.3, 0.0, {"syntax": 0.3, "names": 0.3, "attribution": 0.4}, weight=2 / 3),
)
WARMUP = 150
BATCH = 2048  # word pieces with the padding
RATES = {"encoder": 2e-4, "heads": 1e-3}
WEIGHTS = {
    "tag": 0.5, "morph": 0.5, "lemma": 0.3, "sent": 1.0, "ner": 2.0, "attribution": 2.0, "link": 0.5,
    "arc": 1.0, "dep": 1.0,
}  # fmt: skip


def endless(documents: list[Document], rng: random.Random) -> Iterator[list[Window]]:
    """Batches, epoch after epoch, cut anew each time."""
    while True:
        found = [window for document in documents for window in windows(document, rng)]
        yield from batches(found, BATCH, rng)


def schedule(corpus: Corpus, cycle: Cycle, rng: random.Random) -> Iterator[list[Window]]:
    """One batch a step, of the kinds in their shares."""
    streams = {kind: endless(documents, rng) for kind, documents in corpus.train.items()}
    for kind in rng.choices(list(cycle.shares), list(cycle.shares.values()), k=cycle.steps):
        yield [hide(window, cycle.masked, rng) for window in next(streams[kind])]


def hide(window: Window, share: float, rng: random.Random) -> Window:
    """The window with a share of its pieces masked; breaks stay."""
    if not share:
        return window
    ids = [MASK if one > START + 1 and rng.random() < share else one for one in window["ids"]]
    return {**window, "ids": ids}


def optimizer(network: Network) -> torch.optim.Optimizer:
    """AdamW, the heads at a higher rate than the encoder, no decay of biases and norms."""
    groups = []
    fresh = {id(network.encoder.case.weight)}
    for part, rate in RATES.items():
        mine = [
            p
            for name, p in network.named_parameters()
            if (name.startswith("encoder.") and id(p) not in fresh) == (part == "encoder")
        ]
        groups += [
            {"params": [p for p in mine if p.ndim > 1], "lr": rate, "base": rate, "weight_decay": 0.01},
            {"params": [p for p in mine if p.ndim < 2], "lr": rate, "base": rate, "weight_decay": 0.0},
        ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def train(network: Network, corpus: Corpus, cycle: Cycle, seed: int) -> None:
    """One cycle: linear warm-up, linear decay to nothing."""
    steering, start, mean = optimizer(network), time.monotonic(), {}
    network.train()
    for step, batch in enumerate(schedule(corpus, cycle, random.Random(seed))):
        rate = cycle.rate * min(1.0, (step + 1) / WARMUP) * (1 - step / cycle.steps)
        for group in steering.param_groups:
            group["lr"] = group["base"] * rate
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = network.losses(collate(batch))
        steering.zero_grad()
        sum(WEIGHTS[name] * loss for name, loss in losses.items()).backward()  # type: ignore[union-attr]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        steering.step()
        for name, loss in losses.items():
            mean[name] = 0.97 * mean.get(name, loss.item()) + 0.03 * loss.item()
        if step % 50 == 49:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(mean.items()))
            print(f"{step + 1} {time.monotonic() - start:.0f}s {shown}", flush=True)


def run(network: Network, corpus: Corpus, cycles: tuple[Cycle, ...], out: Path) -> None:
    """All cycles, each kept when it is through; a second call goes on after the last one kept.

    Writes the mean of their last states to model.pt.
    """
    mean: dict[str, torch.Tensor] = {}
    for number, cycle in enumerate(cycles):
        kept = out / f"cycle{number}.pt"
        if kept.exists():
            network.load_state_dict(torch.load(kept, weights_only=True))
        else:
            torch.manual_seed(SEED + number)
            train(network, corpus, cycle, SEED + number)
            save(network.state_dict(), kept)
        for name, weights in network.state_dict().items():
            mean[name] = mean.get(name, torch.zeros_like(weights)) + cycle.weight * weights
    save(mean, out / "model.pt")


def save(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Write the weights whole or not at all."""
    torch.save(weights, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)


def write_labels(corpus: Corpus, out: Path) -> None:
    """Write labels.json, the lemmas' trees, and the strings that these put in or take out."""
    names = {name: list(numbers) for name, numbers in corpus.labels.numbers.items()}
    (out / "labels.json").write_text(json.dumps(names), encoding="utf-8")
    trees = corpus.labels.trees
    (out / "trees.bin").write_bytes(trees.to_bytes())
    (out / "strings.json").write_text(json.dumps(corpus.labels.tree_strings()), encoding="utf-8")
    (out / "lemmas.json").write_text(json.dumps(corpus.labels.lemmas()), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, help="of every cycle, to try it out")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    args.out.mkdir(parents=True, exist_ok=True)
    corpus = read(args.corpora, Pieces.read(args.encoder / "tokenizer.json"), SEED)
    names = corpus.labels.numbers
    write_labels(corpus, args.out)
    for kind, documents in corpus.train.items():
        print(kind, len(documents), sum(len(p) for d in documents for p in d.pieces), "pieces", flush=True)
    network = Network({name: len(labels) for name, labels in names.items()} | {"sent": 2})
    network.encoder.read(args.encoder / "model.safetensors")
    cycles = tuple(replace(cycle, steps=args.steps or cycle.steps) for cycle in CYCLES)
    run(network, corpus, cycles, args.out)
    (args.out / "done").touch()


if __name__ == "__main__":
    main()
