"""Who passed a position on: "told the Harbour Post", "in an interview with Radio Ode", "speaking to …"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from generator.language.positions.reading import Found

_TOLD = frozenset({"told", "tells", "tell", "telling"})
_TALKS = frozenset(
    {"interview", "interviews", "speaking", "remarks", "talking", "conversation", "report", "broadcast"}
)
_LINKS = frozenset({"with", "to", "by", "on", "in", "for"})
_REACH = 7  # tokens within which the outlet's name must end


def outlets(doc: Doc, found: Found) -> list[int]:
    """The organisations that the sentence of a spoken position names as the one spoken to, in text order."""
    if found.cue is None or found.rule not in {"clause", "before", "bare"}:
        return []
    out: list[int] = []
    sent = doc[found.cue.start].sent
    for i in _openings(sent, found):
        for token in doc[i + 1 : min(sent.end, i + _REACH)]:
            actor = doc._.actor_at.get(token.i)
            if token.is_punct or (actor is None and token.pos_ in {"VERB", "AUX"}):
                break
            if actor is not None and token.text[0].isupper():
                if doc._.actors[actor].kind == "organization" and actor not in [*found.actors, *out]:
                    out.append(actor)
                break
    return out


def _openings(sent: Span, found: Found) -> list[int]:
    """Where the name of somebody spoken to may begin."""
    doc, out = sent.doc, []
    for token in sent:
        if found.start <= token.i < found.end:
            continue
        if (token.lower_ in _TOLD and found.cue is not None and token.i == found.cue.start) or (
            token.lower_ in _LINKS and token.i > sent.start and doc[token.i - 1].lower_ in _TALKS
        ):
            out.append(token.i)
    return out
