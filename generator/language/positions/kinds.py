"""The kind of a position: from its cue, and where the cue leaves it open from the words of the statement."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Doc

from generator import lexicon
from generator.language.positions.extent import words
from generator.language.positions.reading import Found, Reading
from generator.model import Form, PositionType

_FLIPPED: dict[str, PositionType] = {
    "support": "opposition",
    "opposition": "support",
    "intention": "opposition",
    "claim": "denial",
    "denial": "claim",
}
_EVALUATIONS = frozenset({"object_is", "+as", "+to"})
_PERFECT = re.compile(r"\s*(?:not\s+)?have\b", re.IGNORECASE)
_PLAN_REACH = 24  # characters behind "I" within which "will" and its like must begin
_MAIN_CLAUSE = 14  # words within which the main verb of a statement is looked for
_OWN = re.compile(r"\b(?:I|we|my|our)\b", re.IGNORECASE)
_LIKELY = re.compile(r"\b(?:un)?likely\b", re.IGNORECASE)
_OPENING = 200  # characters of a statement that its kind is read from
_WILL = re.compile(r"\s+(?:will|would|is going to|plans? to|intends? to)\b", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:he|she|they|we|I)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|we|I)\b", re.IGNORECASE)


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted(lexicon.load("stances")[name], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)", re.IGNORECASE)


def kind_of(reading: Reading, found: Found) -> PositionType:
    """What kind of position it is."""
    text = " ".join(reading.doc[a:b].text for a, b in found.pieces)
    if found.kind != "content":
        kind: PositionType = found.kind  # type: ignore[assignment]
        if found.negative and found.cue is not None and found.cue.entry.words in words("planned"):
            return "denial"
        if found.negative and kind != "denial":
            return _FLIPPED.get(kind, kind)
        return _by_infinitive(text) or kind if kind == "intention" and found.rule == "to" else kind
    if found.rule in _EVALUATIONS:
        return _evaluation(text)
    if found.negative:
        return "denial"
    holders = {reading.doc._.actors[actor].kind for actor in found.actors}
    return _by_words(text, form_of(reading, found) == "direct", "person" in holders)


def _by_infinitive(text: str) -> PositionType | None:
    """Opposition in "to block …", support in "to back …"."""
    words = text.lower().split()[:3]
    verb = next((word for word in words if word not in {"to", "not"}), "")
    stances = lexicon.load("stances")
    if verb in stances["to_oppose"]:
        return "opposition"
    return "support" if verb in stances["to_support"] else None


def _evaluation(text: str) -> PositionType:
    """What calling something so and so amounts to."""
    if _pattern("opposition").search(text) or _pattern("called_against").search(text):
        return "opposition"
    if _pattern("support").search(text) or _pattern("called_for").search(text):
        return "support"
    return "expectation" if _LIKELY.search(text) else "claim"


def _by_words(text: str, direct: bool, person: bool) -> PositionType:
    """The kind of a statement by its own words."""
    if _pattern("denials").search(text):
        return "denial"
    first = text[:_OPENING]
    if _own_plan(first, direct, person):
        return "intention"
    if _pattern("demands").search(_pattern("no_demands").sub("", first)):
        return "demand"
    if _pattern("opposition").search(text):
        return "opposition"
    if _pattern("support").search(first):
        return "support"
    if _pattern("concerns").search(first):
        return "concern"
    return "expectation" if _looks_ahead(first) else "claim"


def _looks_ahead(text: str) -> bool:
    """Whether the main verb looks ahead: a modal among the first words, or a word of likelihood."""
    hits = _pattern("expectations").finditer(text)
    found = next((hit for hit in hits if hit.group() != "May" or not hit.start()), None)  # not the month
    if found is None or _PERFECT.match(text[found.end() :]):
        return False
    return len(text[: found.start()].split()) <= _MAIN_CLAUSE


def _own_plan(text: str, direct: bool, person: bool) -> bool:
    """ "I will …", "we are going to …"; outside quotations also "he will …", "the department will …"."""
    plan = _pattern("first_person_plans" if direct else "reported_plans")
    who = _OWN if direct else _PERSONAL if person else _PRONOUN
    for match in who.finditer(text):
        if not direct and match.start() and text[match.start() - 2] not in ",;":
            continue
        if plan.search(text[match.end() : match.end() + _PLAN_REACH]):
            return True
    bodies = () if direct else _pattern("own_bodies").finditer(text)
    return any(_WILL.match(text, body.end()) for body in bodies)


def form_of(reading: Reading, found: Found) -> Form:
    """Whether the statement stands in quotation marks: all of it, some of it, nothing."""
    inside = outside = 0
    for a, b in found.pieces:
        for token in reading.doc[a:b]:
            if token.is_punct or token.is_space:
                continue
            if reading.quote(token.i) is None:
                outside += 1
            else:
                inside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def text_of(doc: Doc, found: Found) -> str:
    """The statement as it will be read."""
    return " … ".join(doc[a:b].text for a, b in found.pieces)
