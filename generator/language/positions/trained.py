"""Positions that the lexicon lacks a word for: the trained SOURCE, CUE and CONTENT spans, where they agree.

Only a clause that no rule touched is taken, with a source that is somebody and a cue beside it; the head
that marks the spans is right about two times in three, so it adds to the rules and never overrules them.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from generator.language.grammar import is_finite, trim
from generator.language.positions.after import unquoted
from generator.language.positions.holders import actors_of
from generator.language.positions.reading import LONGEST, Found, Reading

SPANS_KEY = "attribution"
_SHORTEST = 4  # tokens of a content worth a record
_TIMES = frozenset({"after", "before", "when", "while", "since", "until", "once"})
_FOCUS = frozenset({"only", "even", "just", "almost", "nearly", "about", "roughly"})


def trained(reading: Reading, found: list[Found]) -> list[Found]:
    """The positions of the trained spans that overlap none of ``found``, in text order."""
    doc = reading.doc
    spans = doc.spans.get(SPANS_KEY, [])
    by_sentence: dict[int, list[Span]] = {}
    for span in spans:
        home = reading.sentence(span.start)
        if home is not None and span.end <= home.end:
            by_sentence.setdefault(home.start, []).append(span)
    taken = {i for f in found for a, b in f.pieces for i in range(a, b)}
    out = []
    for content in spans:
        if content.label_ != "CONTENT" or len(content) < _SHORTEST or any(t.i in taken for t in content):
            continue
        sent = reading.sentence(content.start)
        if sent is None or len(sent) > LONGEST or any(reading.in_speech(token.i) for token in content):
            continue
        near = by_sentence.get(sent.start, [])
        source, cue = _beside(near, content, "SOURCE"), _beside(near, content, "CUE")
        if source is None or cue is None or _denied_between(doc, cue, content):
            continue
        actors = actors_of(doc, source.root) if _is_clause(content) else []
        if actors:
            start = content.start + (doc[content.start].lower_ == "that")
            piece = unquoted(reading, *trim(doc, start, content.end))
            out.append(Found(None, source.root, [piece], _kind(reading, cue), sent, "trained", actors))
    return out


def _denied_between(doc: Doc, cue: Span, content: Span) -> bool:
    """Whether a negation stands between cue and content ("offered no proof that …") or a time before it."""
    if content.start > 0 and doc[content.start - 1].lower_ in _TIMES:
        return True  # "said after the council had met"
    return any(token.lower_ in {"no", "not", "without", "little"} for token in doc[cue.end : content.start])


def _is_clause(content: Span) -> bool:
    """Whether the content is a sentence of its own: a noun first, then a finite verb."""
    start = 1 if content[0].lower_ == "that" else 0
    if content[start].pos_ in {"ADP", "SCONJ", "ADV", "CCONJ"} and content[start].lower_ not in _FOCUS:
        return False
    inside = content.doc[content.start + start : content.end]
    relative = sum(t.tag_ in {"WDT", "WP"} or t.lower_ == "that" for t in inside)
    return not is_finite(inside[0]) and sum(is_finite(t) for t in inside) > relative


def _kind(reading: Reading, cue: Span) -> str:
    """The kind of position that the cue's word marks in every frame of it, else what the content tells."""
    known = [reading.cue_at[token.i].frames for token in cue if token.i in reading.cue_at]
    kinds = {kind for frames in known for kind in frames.values()}
    return kinds.pop() if len(kinds) == 1 else "content"


def _beside(spans: list[Span], content: Span, label: str) -> Span | None:
    """The span of a label among those of the sentence that is nearest to the content, outside it."""
    near = [s for s in spans if s.label_ == label and (s.end <= content.start or s.start >= content.end)]
    return min(near, key=lambda s: (max(content.start - s.end, s.start - content.end), s.start), default=None)
