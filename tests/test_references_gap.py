"""Pronouns against GAP (validation part, read in place): of the answers given, how many are right.

GAP's snippets each have two names of one gender near the pronoun, which makes them harder than news.
The thresholds are a little below what the shipped weights reach; raise them with the weights.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from spacy.tokens import Doc

from generator.language import load

SHARED = Path(os.environ.get("BRIEFINGS_SHARED", Path(__file__).parents[1] / ".." / "shared"))
GAP = SHARED / "corpora" / "coref" / "gap" / "gap-validation.tsv"
# At certainty 0.87 of pronouns.yml 102 of 454 are answered, 75 of them rightly; at 0.80 it was 0.69 of 0.32:
# a wrong holder is worse than none, so fewer answers were taken for the sake of better ones.
PRECISION, ANSWERED = 0.70, 0.20

pytestmark = pytest.mark.skipif(not GAP.exists(), reason="the GAP corpus is not beside the project")


def _actor_at(doc: Doc, offset: int) -> int | None:
    token = next((token.i for token in doc if token.idx <= offset < token.idx + len(token)), None)
    return None if token is None else doc._.actor_at.get(token)


def test_answers_are_mostly_right() -> None:
    nlp = load()
    nlp.select_pipes(
        disable=["briefing_positions", "briefing_events", "briefing_questions", "briefing_summary"]
    )
    with GAP.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    answered = right = 0
    for row in rows:
        doc = nlp(row["Text"])
        meant = _actor_at(doc, int(row["Pronoun-offset"]))
        if meant is None:
            continue
        named = {side: _actor_at(doc, int(row[f"{side}-offset"]) + len(row[side]) - 1) for side in "AB"}
        true = [side for side in "AB" if row[f"{side}-coref"].upper() == "TRUE"]
        if meant in named.values():
            answered += 1
            right += any(named[side] == meant for side in true)
        elif true:
            answered += 1
    print(f"GAP validation: {right} of {answered} answers right, {len(rows)} asked")
    assert right / answered >= PRECISION, f"{right} of {answered} right"
    assert answered / len(rows) >= ANSWERED, f"{answered} of {len(rows)} answered"
