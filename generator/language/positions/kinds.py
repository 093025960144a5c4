"""The kind of a position: from its cue, and where the cue leaves it open from the words of the statement."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Doc

from generator import lexicon
from generator.language.forms import between, written
from generator.language.positions.cues import words
from generator.language.positions.plans import is_denial, is_order, is_plan, own_stance, subjects
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
_MAIN_CLAUSE = 14  # words within which the main verb of a statement is looked for
_LIKELY = re.compile(r"\b(?:un)?likely\b", re.IGNORECASE)
_OPENING = 200  # characters of a statement that its kind is read from
_END = re.compile(r"(?<=[.!?])\s|\s…\s")  # where the first sentence or piece of a statement ends
_HINDSIGHT = re.compile(
    r"\b(?:should|ought to)(?:\s+not|n['’]t|\s+never|\s+already)?\s+have\s+"
    r"\w+(?:ed|en|ne|wn|ght|lt|ld|pt|de|me)\b",
    re.IGNORECASE,
)
_NOT_THOUGHT = re.compile(
    r"\b(?:do|did|does)(?:\s+not|n['’]t)\s+(?:think|believe|find|see|consider)\b[^.;]*$"
)
_NOT_BEFORE = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bhardly)(?:\s+(?:very|so|at all|really|exactly))?\s*$", re.IGNORECASE
)


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    listed = sorted(lexicon.load("stances")[name], key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(word) for word in listed) + r")(?!\w)", re.IGNORECASE
    )


def kind_of(reading: Reading, found: Found) -> PositionType:
    """What kind of position it is."""
    text = " ".join(written(reading.doc[a:b]) for a, b in found.pieces)
    if found.kind != "content":
        return _by_cue(found.kind, found, text)  # type: ignore[arg-type]
    if found.rule in _EVALUATIONS:
        return "denial" if found.negative else _evaluation(text)
    if found.negative:
        return "denial"
    return _by_words(reading, found, text)


def _by_cue(kind: PositionType, found: Found, text: str) -> PositionType:
    """The kind that the cue marks, turned by a negation or by what is done: "to block …"."""
    if found.negative and found.cue is not None and found.cue.entry.words in words("planned"):
        return kind if found.cue.entry.words == "doubt" else "denial"
    if found.negative and kind != "denial":
        return _FLIPPED.get(kind, kind)
    if kind == "denial" and found.rule == "object" and _pattern("refusable").search(text[:_OPENING]):
        return "opposition"
    meant = found.rule == "to" and kind in {"intention", "support"}
    return _by_infinitive(text) or kind if meant else kind


def _by_infinitive(text: str) -> PositionType | None:
    """Opposition in "to block …", demand in "to persuade …", support in "to back …"."""
    first = text.lower().split()[:3]
    verb = next((word for word in first if word not in {"to", "not"}), "")
    stances = lexicon.load("stances")
    if verb in stances["to_oppose"]:
        return "opposition"
    if verb in stances["to_demand"]:
        return "demand"
    return "support" if verb in stances["to_support"] else None


def _evaluation(text: str) -> PositionType:
    """What calling something so and so amounts to."""
    if _pattern("opposition").search(text) or _pattern("called_against").search(text):
        return "opposition"
    if _pattern("support").search(text) or _pattern("called_for").search(text):
        return "support"
    if _pattern("concerns").search(text):
        return "concern"
    return "expectation" if _LIKELY.search(text) else "claim"


def _by_words(reading: Reading, found: Found, text: str) -> PositionType:
    """The kind of a statement by its own words."""
    direct = form_of(reading, found) == "direct"
    first = text[:_OPENING]
    spoken = list(subjects(reading, found, direct))
    if _pattern("denials").search(text) or is_denial(spoken, found):
        return "denial"
    if is_plan(reading, found, spoken, direct):
        return "intention"
    if _opposes(text) or _HINDSIGHT.search(first):
        return "opposition"
    if _demands(first) or (direct and is_order(reading, found)):
        return "demand"
    praise = _pattern("support").search(first)
    if praise is not None:
        return "opposition" if _NOT_BEFORE.search(first[: praise.start()]) else "support"
    if _pattern("concerns").search(first):
        return "concern"
    ahead = _looks_ahead(_END.split(first)[0])
    if ahead is None:
        return own_stance(spoken) or "claim"
    return "concern" if _pattern("harm").search(first, ahead) else "expectation"


def _opposes(text: str) -> bool:
    """Whether a word of opposition stands there that is not merely denied: "I don't think it is unfair"."""
    return any(not _NOT_THOUGHT.search(text[: hit.start()]) for hit in _pattern("opposition").finditer(text))


def _demands(text: str) -> bool:
    """Whether a word of demand stands there that is not negated: "doesn't have to" demands nothing."""
    text = _pattern("no_demands").sub("", text)
    return any(not _NOT_BEFORE.search(text[: hit.start()]) for hit in _pattern("demands").finditer(text))


def _looks_ahead(text: str) -> int | None:
    """Where the main verb looks ahead: behind a modal among the first words, or a word of likelihood."""
    hits = _pattern("expectations").finditer(text)
    found = next((hit for hit in hits if hit.group() != "May" or not hit.start()), None)  # not the month
    if found is None or _PERFECT.match(text[found.end() :]):
        return None
    if _pattern("by_nature").match(text[found.end() :].lstrip()):
        return None
    return found.end() if len(text[: found.start()].split()) <= _MAIN_CLAUSE else None


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
    return " … ".join(between(doc, a, b) for a, b in found.pieces)
