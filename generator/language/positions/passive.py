"""Content that is the subject of a passive: "The plan was condemned by X", "a bill backed by X"."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import agent, is_finite, trim
from generator.language.positions.after import STANCES, is_bare
from generator.language.positions.cues import Cue, words
from generator.language.positions.documents import is_document
from generator.language.positions.extent import content_end
from generator.language.positions.reading import Found, Reading

_FRAMES = ("object", "clause", "+for", "+of", "+as")
_TRAILING = frozenset(
    {"also", "already", "quickly", "widely", "reportedly", "previously", "later", "then", "strongly"}
)


def passive(reading: Reading, cue: Cue) -> Found | None:
    """The position of a passive cue and its agent, with the passive's subject as statement."""
    frame = next((name for name in _FRAMES if name in cue.frames), None)
    sent = reading.sentence(cue.start)
    if cue.entry.part != "verb" or cue.head.tag_ not in {"VBN", "VBD"} or frame is None or sent is None:
        return None
    if "listener" in cue.frames:
        return None  # whoever is told something is not what is said
    if frame == "clause" and cue.entry.words not in words("passive_claims"):
        return None
    by = _by(reading, cue, sent.end)
    if by is None:
        return None
    piece = _patient(reading, cue, sent.start)
    if piece is None or (piece[1] - piece[0] == 1 and reading.doc[piece[0]].pos_ == "PRON"):
        return None
    if frame[0] != "+" and is_bare(reading, *piece) and not _is_view(reading, cue, frame, piece):
        return None  # "the bill proposed by Ode"
    if frame in {"+for", "+of"}:
        charge = _charge(reading, cue, frame, by, sent.end)
        return Found(cue, by, [piece, charge], "claim", sent, "passive") if charge is not None else None
    if frame == "+as":
        called = _charge(reading, cue, frame, by, sent.end)
        behind = (called[0] + 1, called[1]) if called is not None else None
        return Found(cue, by, [piece, behind], cue.frames["+as"], sent, "+as") if behind is not None else None
    kind = cue.frames[frame] if frame == "object" else "claim"
    return Found(cue, by, [piece], kind, sent, "passive")


def _is_view(reading: Reading, cue: Cue, frame: str, piece: tuple[int, int]) -> bool:
    """Whether the cue is for or against what the piece points at, rather than a study's sponsor."""
    return cue.frames[frame] in STANCES and not is_document(reading.doc[piece[1] - 1])


def _charge(reading: Reading, cue: Cue, frame: str, by: Token, limit: int) -> tuple[int, int] | None:
    """What somebody is accused of or blamed for, before or behind "by" and the accuser."""
    doc = reading.doc
    for i in range(cue.end, limit):
        if doc[i].lower_ == frame[1:] and not by.left_edge.i <= i <= by.i:
            end = by.left_edge.i if by.i > i else content_end(reading, i, limit, cue, frame, False)
            return trim(doc, i, end)
    return None


def _by(reading: Reading, cue: Cue, limit: int) -> Token | None:
    """The agent: by the parse, else the noun behind the next "by" of the same clause."""
    found = agent(cue.head)
    if found is not None:
        return found
    doc = reading.doc
    for i in range(cue.end, min(limit, cue.end + 6)):
        if doc[i].lower_ == "by":
            return next((t for t in doc[i + 1 : limit] if t.pos_ in {"PROPN", "NOUN", "PRON"}), None)
        if is_finite(doc[i]) or doc[i].text in {",", ";"}:
            return None
    return None


def _patient(reading: Reading, cue: Cue, first: int) -> tuple[int, int] | None:
    """What the verb is done to: the words from the clause's start to the auxiliary, or the noun before."""
    doc, i = reading.doc, cue.start - 1
    while i > first and (doc[i].pos_ == "ADV" or doc[i].lower_ in _TRAILING):
        i -= 1
    if doc[i].pos_ == "AUX":
        while i > first and (doc[i].pos_ == "AUX" or doc[i].pos_ == "ADV"):
            i -= 1
        if i < first or doc[i].pos_ == "CCONJ":
            return None
        subject = next((c for c in cue.head.children if c.dep_ in {"nsubj:pass", "nsubj"}), None)
        start = subject.left_edge.i if subject is not None and subject.i <= i else first
        return trim(doc, max(start, first), i + 1)
    above = cue.head.head
    if cue.head.dep_ == "conj" and above.tag_ == "VBN":
        subject = next((c for c in above.children if c.dep_ == "nsubj:pass" and c.i < above.i), None)
        return trim(doc, subject.left_edge.i, subject.right_edge.i + 1) if subject is not None else None
    if cue.head.dep_.startswith("acl") and cue.head.head.i < cue.start:
        return trim(doc, cue.head.head.left_edge.i, i + 1)
    return None
