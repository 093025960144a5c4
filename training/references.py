"""Measure pronouns on GAP's validation part: of the answers given, how many are right.

GAP's snippets each have two names of one gender near the pronoun, which makes them harder than news.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from generator.language import load

AFTER = ("briefing_positions", "briefing_events", "briefing_questions", "briefing_summary")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many pronouns were asked about, answered, and answered rightly."""

    asked: int
    answered: int
    right: int


def measure(path: Path, nlp: Language | None = None) -> Outcome:
    """Resolve the pronouns of a GAP file.

    An answer is a pronoun given to one of the two names, or to somebody else where GAP says that it is one of
    the two; a pronoun left alone is none.
    """
    nlp = nlp or load()
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    answered = right = 0
    with nlp.select_pipes(disable=[name for name in AFTER if name in nlp.pipe_names]):
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
    return Outcome(len(rows), answered, right)


def _actor_at(doc: Doc, offset: int) -> int | None:
    token = next((token.i for token in doc if token.idx <= offset < token.idx + len(token)), None)
    return None if token is None else doc._.actor_at.get(token)
