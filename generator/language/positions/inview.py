""" "In Ode's view, the port is too old", "the port is too old, in her opinion": a possessive tells whose."""

from __future__ import annotations

from spacy.tokens import Span

from generator.language.forms import lowers
from generator.language.grammar import is_finite, trim
from generator.language.positions.after import unquoted
from generator.language.positions.cues import words
from generator.language.positions.reading import LONGEST, Found, Reading

_LONGEST_OWNER = 8  # tokens from "in" to "view"


def in_view(reading: Reading, sent: Span) -> list[Found]:
    """The position that "in X's view" marks in front of a sentence or behind it, if there is one."""
    if len(sent) > LONGEST:
        return []
    doc, low, known = reading.doc, lowers(reading.doc), words("views")
    for place in range(sent.start, sent.end):
        if low[place] not in known or doc[place].pos_ != "NOUN" or reading.in_speech(place):
            continue
        view = doc[place]
        owner = next((child for child in view.children if child.dep_ == "nmod:poss"), None)
        before = range(max(sent.start, place - _LONGEST_OWNER), place)
        start = next((i for i in reversed(before) if low[i] == "in"), None)
        if start is None or owner is None or owner.i < start:
            continue
        piece = _rest(reading, sent, start, place + 1)
        if piece is not None:
            return [Found(None, owner, [piece], "content", sent, "according")]
    return []


def _rest(reading: Reading, sent: Span, start: int, end: int) -> tuple[int, int] | None:
    """What else the sentence says, where a comma parts it from the phrase doc[start:end]."""
    doc = reading.doc
    stop = sent.end - 1 if doc[sent.end - 1].text in {".", "!", "?"} else sent.end
    if start == sent.start and end < sent.end and doc[end].text == ",":
        piece = unquoted(reading, *trim(doc, end, stop))
    elif end == stop and doc[start - 1].text == ",":
        piece = unquoted(reading, *trim(doc, sent.start, start))
    else:
        return None
    return piece if any(is_finite(t) for t in doc[piece[0] : piece[1]]) else None
