"""Learn the weights of generator/lexicon/pronouns.yml from GAP's development part and print them as YAML.

    python training/pronouns.py ../shared/corpora/coref/gap/gap-development.tsv

A softmax over the persons (known or not) near each pronoun, trained by gradient descent on the snippets
where GAP tells who is meant; where it is neither of the two names, both are pushed down. Features that
GAP's encyclopaedic texts do not show (quotations) stay as they are set by hand.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from generator.language import load
from generator.language.actorlib import profile, pronouns

ROUNDS, RATE, SHRINKAGE = 600, 0.5, 0.01
Example = tuple[np.ndarray, list[int], list[int]]  # features by candidate, the right ones, the wrong ones


def token_at(doc: Doc, offset: int) -> int:
    return next(token.i for token in doc if token.idx <= offset < token.idx + len(token))


def example(doc: Doc, row: dict[str, str]) -> Example | None:
    doc._.actor_at = {i: a for i, a in doc._.actor_at.items() if doc[i].pos_ != "PRON"}
    state = pronouns.Resolver(doc, profile.profiles(doc))
    fits = pronouns.candidates(state, doc[token_at(doc, int(row["Pronoun-offset"]))])
    owner = {head: index for index, known in state.profiles.items() for head in known.heads}
    sides = {side: owner.get(token_at(doc, int(row[f"{side}-offset"]) + len(row[side]) - 1)) for side in "AB"}
    order = list(fits)
    true = [order.index(sides[s]) for s in "AB" if row[f"{s}-coref"].upper() == "TRUE" and sides[s] in fits]
    false = [order.index(sides[s]) for s in "AB" if row[f"{s}-coref"].upper() != "TRUE" and sides[s] in fits]
    if not true and (len(false) == len(order) or "TRUE" in {row["A-coref"].upper(), row["B-coref"].upper()}):
        return None
    return np.array([[fits[k][name] for name in pronouns.FEATURES] for k in order]), true, false


def gradient(weights: np.ndarray, one: Example) -> np.ndarray:
    features, true, false = one
    scores = features @ weights
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    target = np.zeros(len(scores))
    if true:
        target[true] = 1 / len(true)
    else:
        target = likely.copy()
        target[false] = 0
        target /= max(target.sum(), 1e-9)
    return features.T @ (likely - target)


def train(examples: list[Example]) -> np.ndarray:
    weights = np.zeros(len(pronouns.FEATURES))
    for _ in range(ROUNDS):
        step = sum((gradient(weights, one) for one in examples), np.zeros_like(weights)) / len(examples)
        weights -= RATE * (step + SHRINKAGE * weights)
    return weights


def main(path: Path) -> None:
    nlp = load()
    nlp.select_pipes(
        disable=["briefing_positions", "briefing_events", "briefing_questions", "briefing_summary"]
    )
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [example(nlp(row["Text"]), row) for row in rows]
    weights = train([one for one in found if one is not None])
    print("weights:")
    for name, weight in zip(pronouns.FEATURES, weights, strict=True):
        print(f"  {name}: {weight:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
