"""Positions that are open by their kind: what somebody expects, demands, denies, fears or opposes.

They complete the finders that read cue words: a position found by the way it is attributed may have none.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from generator.language.clauses import clause_at
from generator.language.drafts import PositionDraft
from generator.language.openness.outlook import ahead, outcome
from generator.language.openness.reading import Lead, Reading, negated
from generator.model import PositionType, QuestionKind

_KINDS: dict[PositionType, QuestionKind] = {
    "expectation": "unknown",
    "demand": "undecided",
    "denial": "disputed",
    "opposition": "disputed",
    "concern": "unknown",
}
# The other kinds only add their sentence to a question that a cue word raised.
_WORDED = {"expectation", "demand", "denial", "concern"}
_AHEAD = {"expectation", "concern"}
_NEAR = 4  # tokens before the subject of a statement: "that", "also", an adverb


def stances(reading: Reading) -> Iterator[Lead | None]:
    """ "Brook expects the ferry will be late" -> "Will the ferry be late?", for each such position."""
    positions: list[PositionDraft] = reading.doc._.positions or []
    for position in positions:
        kind = _KINDS.get(position.type)
        if kind is None:
            continue
        head = _predicate(position.pieces[0])
        worded = head is not None and position.type in _WORDED
        text = _question(head, position, reading) if head is not None and worded else None
        if head is not None and position.type == "expectation":
            kind = outcome(head, reading)
        yield reading.lead(head if head is not None else position.pieces[0].root, kind, position.type, text)


def _question(head: Token, position: PositionDraft, reading: Reading) -> str | None:
    clause = clause_at(head)
    if head.lemma_.lower() in {"hope", "expect"}:
        return None  # that somebody hopes is no question; what is hoped has its own finder
    if reading.has(head, "asking", "minding"):
        return None  # "we can only wonder": what goes on in a mind
    if position.type in _AHEAD and not ahead(head):
        return None  # a view of how things are
    start = position.pieces[0].start
    if clause is None or clause.subject is None or head.dep_.startswith("acl"):
        return None
    if position.type == "expectation" and clause.verbs[0].lower_ in {"can", "ca", "could"} and negated(head):
        return None  # what somebody is not able to do
    if any(child.dep_ == "mark" and child.lower_ != "that" for child in head.children):
        return None  # a side clause: "when", "if", "because"
    first = clause.verbs[0]
    asks = (
        first.tag_ in {"VB", "MD"} or first.lemma_ == "need"
    )  # "that it be closed", "it should"; not "I have"
    if position.type == "demand" and not (
        asks and reading.words("demanded") & {v.lower_ for v in clause.verbs}
    ):
        return None
    if not start <= clause.subject.left_edge.i <= start + _NEAR:
        return None  # a clause inside the statement, not the statement
    return reading.ask(head, future=position.type == "demand" or ahead(head))


def _predicate(piece: Span) -> Token | None:
    """The predicate of a statement that is a clause."""
    root = piece.root
    return root if root.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and clause_at(root) is not None else None
