"""Learn generator/lexicon/confidence.yml from the annotated articles, and measure it by cross-validation.

    python training/confidence.py ../shared/gold/dev ../shared/gold/score.py [--write]

An item is right where the gold's own scorer matches it: an actor by a name, a position by holder and
statement, a question by its sentence, an event by sentence and days. One logistic model for each kind, with
a penalty on large weights. Measured over all items, each by models that saw no item of its article: the
expected calibration error over ten equally filled bins (Naeini et al. 2015), and the area under the ROC
curve.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import yaml

from generator import article, language, render
from generator.condense import condense, events_in_order, positions_in_order
from generator.language import confidence

PENALTY = 30.0  # on the squares of the weights, signals scaled to unit variance
ROUNDS = 50
RARE = 8  # a signal that fewer items have is not learnt
FOLDS = 14
BINS = 10
BANDS = {"high": 0.8, "medium": 0.5}
KINDS = ("actor", "position", "question", "event")
WORD_LIST = Path(__file__).parents[1] / "generator/lexicon/confidence.yml"


@dataclass(frozen=True, slots=True)
class Item:
    """One extracted item: its signals, and whether the gold has it."""

    article: str
    kind: str
    signals: dict[str, float]
    right: bool


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def right_items(score: ModuleType, predicted: dict[str, Any], gold: dict[str, Any]) -> dict[str, set[int]]:
    """Places of the items of each kind that the gold's scorer matches."""
    actors = score.match_actors(predicted["actors"], gold["actors"])
    same = {predicted["actors"][i]["id"]: gold["actors"][j]["id"] for i, j in actors}
    unnamed = {one["id"] for one in gold["actors"] if one["kind"] == "unnamed"}
    positions = []
    for i, p in enumerate(predicted["positions"]):
        for j, g in enumerate(gold["positions"]):
            value, holder = score.statement_f1(p["statement"], g["statement"]), same.get(p["holder"])
            open_ = g["holder"] in unnamed and (holder is None or holder in unnamed)
            alike = holder == g["holder"] or (open_ and score.same_sentence(p["sentence"], g["sentence"]))
            if value >= 0.5 and alike:
                positions.append((value, i, j))
    questions = [
        (1, i, j)
        for i, p in enumerate(predicted["open_questions"])
        for j, g in enumerate(gold["open_questions"])
        if any(score.same_sentence(a, b) for a in score.sentences(p) for b in score.sentences(g))
    ]
    events = [
        (score.token_f1(p["what"], g["what"]), i, j)
        for i, p in enumerate(predicted["events"])
        for j, g in enumerate(gold["events"])
        if score.same_sentence(p["sentence"], g["sentence"])
        and (p["start"], p["end"]) == (g["start"], g["end"])
    ]
    found = {"actor": actors, "position": score.greedy(positions), "question": score.greedy(questions)}
    found["event"] = score.greedy(events)
    return {kind: {i for i, _ in pairs} for kind, pairs in found.items()}


def items(folder: Path, score: ModuleType) -> list[Item]:
    """Every item of the articles in a folder, with its signals."""
    nlp, out = language.load(), []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = next(p for p in sorted(folder.glob(f"{path.stem}.*")) if p.suffix != ".json")
        read = article.read(source, folder, first_seen=None)
        doc = language.analyse(nlp, read)
        right = right_items(score, render.to_json(condense(read, doc)), gold)
        known = confidence.Context(doc)
        signals = {
            "actor": [confidence.actor(number, known) for number in range(len(doc._.actors))],
            "position": [confidence.position(d, known) for d in positions_in_order(doc._.positions)],
            "question": [confidence.question(draft, known) for draft in doc._.questions],
            "event": [confidence.event(draft, known) for draft in events_in_order(doc._.events)],
        }
        for kind, found in signals.items():
            # An unnamed source is neither asked for nor wrong.
            out += [
                Item(path.stem, kind, one, i in right[kind])
                for i, one in enumerate(found)
                if not one.get("kind unnamed")
            ]
    return out


def splits(found: list[Item], folds: int) -> Iterator[tuple[list[Item], list[Item]]]:
    """(learnt from, left out) for each fold of the articles."""
    fold = {name: i % folds for i, name in enumerate(sorted({item.article for item in found}))}
    for number in range(folds):
        yield (
            [item for item in found if fold[item.article] != number],
            [item for item in found if fold[item.article] == number],
        )


def learn(found: list[Item]) -> dict[str, Any]:
    """Intercept and weights of one kind, by Newton's method."""
    having = defaultdict(int)
    for item in found:
        for name, value in item.signals.items():
            having[name] += value != 0
    names = sorted(name for name, count in having.items() if count >= RARE)
    table = np.array([[item.signals.get(name, 0.0) for name in names] for item in found])
    right = np.array([float(item.right) for item in found])
    centre, scale = table.mean(0), table.std(0) + 1e-9
    scaled = np.hstack([(table - centre) / scale, np.ones((len(found), 1))])
    ridge = np.diag([PENALTY] * len(names) + [0.01])
    weights = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (right - sure) - ridge @ weights
        bend = (scaled * (sure * (1 - sure))[:, None]).T @ scaled + ridge
        weights += np.linalg.solve(bend, slope)
    plain = weights[:-1] / scale
    learnt = {name: round(float(w), 3) for name, w in zip(names, plain, strict=True) if abs(w) >= 5e-4}
    return {"intercept": round(float(weights[-1] - plain @ centre), 3), "weights": learnt}


def predict(model: dict[str, Any], item: Item) -> float:
    total = model["intercept"] + sum(model["weights"].get(n, 0.0) * v for n, v in item.signals.items())
    return float(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def cross_validated(found: list[Item]) -> np.ndarray:
    """A probability for each item from models that saw nothing of its article."""
    sure: dict[int, float] = {}
    for kind in KINDS:
        for seen, left in splits([item for item in found if item.kind == kind], FOLDS):
            model = learn(seen)
            sure |= {id(item): predict(model, item) for item in left}
    return np.array([sure[id(item)] for item in found])


def calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    """Mean distance of the share that is right from the mean probability, over equally filled bins."""
    parts = np.array_split(np.argsort(sure, kind="stable"), BINS)
    return float(sum(len(p) * abs(sure[p].mean() - right[p].mean()) for p in parts) / len(sure))


def area(sure: np.ndarray, right: np.ndarray) -> float:
    """Area under the ROC curve: how often a right item is surer than a wrong one, ties by half."""
    good, bad = sure[right > 0], sure[right == 0]
    return float((good[:, None] > bad).mean() + 0.5 * (good[:, None] == bad).mean())


def measured(found: list[Item]) -> dict[str, Any]:
    """Scores over all items and for each kind, and the share that is right in each band."""
    sure, right = cross_validated(found), np.array([float(item.right) for item in found])
    out: dict[str, Any] = {}
    for name in ("all", *KINDS):
        rows = np.array([name in ("all", item.kind) for item in found])
        ece, auroc = calibration_error(sure[rows], right[rows]), area(sure[rows], right[rows])
        out[name] = {"items": int(rows.sum()), "ECE": round(ece, 3), "AUROC": round(auroc, 3)}
    bands = np.where(sure >= BANDS["high"], "high", np.where(sure >= BANDS["medium"], "medium", "low"))
    for band in ("high", "medium", "low"):
        inside = right[bands == band]
        share = round(100 * float(inside.mean()), 1) if len(inside) else None
        out[f"band {band}"] = {"items": len(inside), "right in percent": share}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("score", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    found = items(args.gold, scorer(args.score))
    print(json.dumps(measured(found), indent=1))
    if args.write:
        models = {kind: learn([item for item in found if item.kind == kind]) for kind in KINDS}
        head = {
            "description": "Weights of the logistic models that say how far an item can be trusted, "
            "and the bounds of the three bands; learnt by training/confidence.py.",
            "sources": ["the annotated articles that the generator is developed on"],
        }
        text = yaml.safe_dump(head | {"bands": BANDS} | models, sort_keys=False, width=110)
        WORD_LIST.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
