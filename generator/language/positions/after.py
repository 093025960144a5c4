"""Content behind its cue: "said that …", "wants to …", "urged X to …", "fears that …", "opposes …"."""

from __future__ import annotations

from generator.language.grammar import negated, trim
from generator.language.positions.cues import Cue
from generator.language.positions.extent import content_end
from generator.language.positions.frames import match
from generator.language.positions.reading import Found, Reading

_CLAUSES = frozenset({"clause", "that"})


def after(reading: Reading, cue: Cue, limit: int) -> list[Found]:
    """The positions whose statement follows the cue; ``limit`` is the end of the cue's sentence."""
    hit = match(reading, cue, limit)
    sent = reading.sentence(cue.start)
    if hit is None or sent is None:
        return []
    end = content_end(reading, hit.start, limit, cue, hit.frame, hit.marked)
    if end <= hit.start:
        return []
    found = []
    for a, b in _split(reading, hit.start, end) if hit.frame in _CLAUSES else [(hit.start, end)]:
        piece = unquoted(reading, a, b)
        none = _denied_noun(cue)
        if none is not None:
            piece = (none, piece[1])
        if piece[0] < piece[1] and not _is_particle(reading, *piece):
            found.append(Found(cue, None, [piece], hit.kind, sent, hit.frame, negative=negated(cue.head)))
    return found


def unquoted(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A range without its outer quotation marks, where one quotation is all of it, and without commas."""
    doc = reading.doc
    start, end = trim(doc, start, end)
    quote = reading.opening(start) if start < len(doc) else None
    if quote is not None and quote.last >= end - 1:
        return trim(doc, quote.first, quote.last)
    quote = reading.quote(start) if start < len(doc) else None
    if quote is not None and quote.first == start and quote.last in (end - 1, end):
        return trim(doc, quote.first, quote.last)
    closed = reading.closing(end) if end > start else None
    return (start, end + 1) if closed is not None and start < closed.first else (start, end)


def _denied_noun(cue: Cue) -> int | None:
    """The "no" of "no plans to …", without which the statement would say the opposite."""
    if cue.entry.part != "noun":
        return None
    return next((c.i for c in cue.head.children if c.lower_ == "no" and c.i < cue.start), None)


def _is_particle(reading: Reading, start: int, end: int) -> bool:
    """Whether the range is a lone pronoun, preposition or mark, which says nothing by itself."""
    return end - start == 1 and reading.doc[start].pos_ in {"PRON", "ADP", "PART", "PUNCT"}


def _split(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Separate contents: "A, and that B" is two."""
    doc, cuts = reading.doc, [start]
    ends = []
    for i in range(start + 1, end - 2):
        joined = doc[i].lower_ in {"and", "but"} and doc[i + 1].lower_ == "that" and reading.quote(i) is None
        if joined and (doc[i + 1].dep_ == "mark" or doc[i + 1].pos_ == "SCONJ"):
            ends.append(i)
            cuts.append(i + 2)
    return list(zip(cuts, [*ends, end], strict=True))
