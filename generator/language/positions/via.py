"""Who passed a position on: "told the Harbour Post", "in a Radio Ode report", "a letter seen by …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.positions.cues import words
from generator.language.positions.holders import actors_of
from generator.language.positions.reading import Found, Reading

_TOLD = frozenset({"told", "tells", "tell", "telling"})
_SAID = frozenset(
    {"say", "state", "confirm", "explain", "reveal", "admit", "disclose", "complain", "comment"}
)
_TALKS = frozenset(
    {"interview", "interviews", "speaking", "remarks", "talking", "conversation", "report", "broadcast"}
)
_LINKS = frozenset({"with", "to", "by", "on", "in", "for"})
_PIECES = frozenset(
    {"interview", "report", "documentary", "podcast", "broadcast", "article", "story", "column"}
)
_SEEN = frozenset({"seen", "obtained", "reviewed", "viewed", "acquired"})
_TOLD_ON = frozenset({"reported", "quoted", "cited"})  # "as reported by Radio Ode"
_CITING = frozenset({"citing", "quoting"})
_SPOKEN = frozenset({"clause", "before", "bare"})
_TOPICS = frozenset({"comment", "rule", "report", "write", "speculate"})  # "on X" says about what, not where
_REACH = 7  # tokens within which the outlet's name must end


def relays(reading: Reading, found: Found) -> list[int]:
    """The actors that the sentence of a position names as those who passed it on, in text order."""
    sent = None if found.cue is None else reading.sentence(found.cue.start)
    if sent is None or found.cue is None:
        return []
    out: list[int] = []
    for token in sent:
        if found.start <= token.i < found.end:
            continue
        named = _cited(reading, token, found) if token.lower_ in _CITING else []
        named += _outlet(reading, token, found, sent.end) if found.rule in _SPOKEN else []
        out += [actor for actor in named if actor not in [*found.actors, *out]]
    return out


def _outlet(reading: Reading, token: Token, found: Found, limit: int) -> list[int]:
    """The organisation spoken to, or through which it became known, that ``token`` leads to."""
    doc = reading.doc
    word, before = token.lower_, token.nbor(-1).lower_ if token.i else ""
    if word in _TOLD and found.cue is not None and token.i == found.cue.start:
        return list(_organisations(reading, token.i + 1, limit))[:1]
    if word in _LINKS and before in _TALKS:
        return list(_organisations(reading, token.i + 1, limit))[:1]
    if word == "to" and found.cue is not None and token.i == found.cue.end and found.cue.entry.words in _SAID:
        return list(_organisations(reading, token.i + 1, limit))[:1]
    if word == "by" and (before in _SEEN or (before in _TOLD_ON and doc[token.i - 2].lower_ == "as")):
        return list(_organisations(reading, token.i + 1, limit))[:1]
    if word == "on" and _on_air(reading, token, found):
        return list(_organisations(reading, token.i + 1, min(limit, token.i + 2)))[:1]
    if word in _PIECES and token.i:
        owner = token.i - (2 if doc[token.i - 1].tag_ == "POS" else 1)
        return list(_organisations(reading, max(owner, 0), token.i))[:1]
    return []


def _on_air(reading: Reading, token: Token, found: Found) -> bool:
    """Whether "on" behind "said", or behind "said on Sunday", names a programme or station: no platform."""
    cue, following = found.cue, reading.doc[token.i + 1 : token.i + 2].text.lower()
    if cue is None or cue.entry.words in _TOPICS or following in words("platforms"):
        return False
    between = reading.doc[min(cue.end, token.i) : token.i]
    return cue.end <= token.i and all(
        t.lower_ in words("times") or t.lower_ in words("settings") for t in between
    )


def _organisations(reading: Reading, start: int, limit: int) -> Iterator[int]:
    """The organisations named up to a mark or verb, behind a person too: "Ann Ode of Radio Ode"."""
    doc, at = reading.doc, reading.doc._.actor_at
    for token in doc[start : min(limit, start + _REACH)]:
        actor = at.get(token.i)
        if (
            token.is_punct
            or (actor is None and token.pos_ in {"VERB", "AUX", "SCONJ"})
            or token.tag_ == "PRP"
        ):
            return
        if actor is None or not token.text[0].isupper():
            continue
        kind = doc._.actors[actor].kind
        if kind == "organization":
            yield actor
        if kind != "person":
            return


def _cited(reading: Reading, token: Token, found: Found) -> list[int]:
    """Whom the holder or who told of the position names as a source: "…, citing two officials"."""
    if token.i < found.end:
        return []
    source = next(
        (t for t in reading.doc[token.i + 1 : token.i + _REACH] if t.dep_ in {"obj", "ccomp"}), None
    )
    return actors_of(reading.doc, source) if source is not None and source.head == token else []
