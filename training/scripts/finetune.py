"""Fine-tune the encoder on all tasks together; run.py calls it with its folders.

Fixed seeds, a fixed number of steps; bfloat16 where the processor has it. Writes model.pt, labels.json and
trees.bin. The last state is kept: no checkpoint is chosen by any score.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from corpus import SHARES, Corpus, read  # noqa: E402
from documents import Document  # noqa: E402
from network import Network  # noqa: E402
from windows import Window, batches, collate, windows  # noqa: E402

from generator.language.encoder.pieces import Pieces  # noqa: E402

SEED = 7
STEPS = 2800
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


def schedule(corpus: Corpus, steps: int, rng: random.Random) -> Iterator[list[Window]]:
    """One batch a step, of the kinds in their shares."""
    streams = {kind: endless(documents, rng) for kind, documents in corpus.train.items()}
    kinds, shares = list(SHARES), list(SHARES.values())
    for kind in rng.choices(kinds, shares, k=steps):
        yield next(streams[kind])


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


def train(network: Network, corpus: Corpus, steps: int, out: Path) -> None:
    """The training loop: linear warm-up, linear decay to nothing."""
    steering, start, mean = optimizer(network), time.monotonic(), {}
    network.train()
    for step, batch in enumerate(schedule(corpus, steps, random.Random(SEED))):
        rate = min(1.0, (step + 1) / WARMUP) * (1 - step / steps)
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
        if step % 500 == 499 or step + 1 == steps:
            torch.save(network.state_dict(), out / "model.tmp")
            (out / "model.tmp").replace(out / "model.pt")


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
    parser.add_argument("--steps", type=int, default=STEPS)
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
    train(network, corpus, args.steps, args.out)
    (args.out / "done").touch()


if __name__ == "__main__":
    main()
