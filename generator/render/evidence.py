"""How much of an article's own text a site shows again: one place, so that page, JSON and search agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.model import Briefing, Position
from generator.settings import EvidenceMode

EXCERPT_WORDS = 15  # of a statement, where no sentence may be shown
_EDGES = " .!?…,;:\"'“”‘’«»"  # what a sentence has at its ends and a statement may not


def allowed(briefing: Briefing, mode: EvidenceMode) -> Briefing:
    """Leave out what the setting does not let a site show.

    Args:
        briefing: the whole briefing.
        mode: ``sentence`` shows everything. ``words`` shows only the words of each item (a statement,
            a time expression), not the sentence round them; the summary, made of the article's
            sentences, is left out. ``none`` also cuts long statements, so that no whole sentence is left.

    Returns:
        The briefing to publish; sentences that are left out are empty. Once more leaves it as it is.
    """
    if mode == "sentence":
        return briefing
    positions = tuple(
        replace(p, sentence="", **(_cut(p) if mode == "none" else {})) for p in briefing.positions
    )
    return replace(
        briefing,
        summary=(),
        positions=positions,
        open_questions=tuple(replace(q, sentences=()) for q in briefing.open_questions),
        events=tuple(replace(e, sentence="") for e in briefing.events),
    )


def _cut(position: Position) -> dict[str, Any]:
    """The statement cut, and what an editor had it say before left out."""
    made = position.correction
    if made:
        made = replace(made, was=tuple((field, old) for field, old in made.was if field != "statement"))
    return {"statement": _excerpt(position), "correction": made}


def _excerpt(position: Position) -> str:
    words = position.statement.split(" ")
    limit = EXCERPT_WORDS
    if position.sentence and position.sentence.strip(_EDGES) in position.statement:
        limit = min(limit, max(1, len(words) // 2))
    return position.statement if len(words) <= limit else " ".join(words[:limit]) + " …"
