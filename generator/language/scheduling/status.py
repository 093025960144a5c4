"""How firm an event is: scheduled, expected, a deadline, proposed, postponed or cancelled."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.scheduling.cautions import is_ultimatum
from generator.language.scheduling.forecasts import forecast_of
from generator.language.scheduling.outlook import listed, outlook, verb_group, waited_for, words
from generator.language.scheduling.times import Timed
from generator.model import Status

_CLIMB = 6


def status_of(item: Timed) -> Status:
    """The status that the words around a time give its event; the nearest governing word decides."""
    chain = list(_chain(item))
    for name, status in (("cancelling", "cancelled"), ("postponing", "postponed")):
        if any(listed(token, name) for token in _fate(chain)):
            return status  # type: ignore[return-value]
    if any(_is_called_off(token) for token in item.span.sent if token.i >= item.span.end):
        return "cancelled"
    limit = any(item.phrase.text.lower().startswith(word + " ") for word in words("deadline_prepositions"))
    if forecast_of(item) is not None:
        return "expected"
    if is_ultimatum(item):
        return "deadline"
    if item.predicate is not None and _is_told_as_set(item.predicate):
        return "scheduled"
    for token in chain:
        cues = [token, *verb_group(token), *_modifiers(token)]
        for name in ("proposed", "expected", "deadline"):
            if any(listed(cue, name) for cue in cues) and (limit or name != "deadline" or _binding(cues)):
                return name  # type: ignore[return-value]
        if limit and listed(token, "developing") and outlook(token) == "future":
            return "expected"  # how things will be by then, nobody's duty
        if any(listed(cue, "set_words") for cue in cues) and not limit:
            return "scheduled"
    return "deadline" if limit else "scheduled"


def _is_told_as_set(verb: Token) -> bool:
    """Whether a present tense tells by the way what is set: "until she leaves", "the term that begins"."""
    relative = verb.dep_ == "acl:relcl" and verb.tag_ in {"VBZ", "VBP"} and not verb_group(verb)
    return waited_for(verb) or (relative and listed(verb, "fixtures"))


def _is_called_off(verb: Token) -> bool:
    """Whether "has been cancelled" has no subject of its own: it is said of what the sentence is about."""
    deps = {child.dep_ for child in verb.children}
    return "aux:pass" in deps and not deps & {"nsubj:pass", "nsubj"} and listed(verb, "cancelling")


def _fate(chain: list[Token]) -> Iterator[Token]:
    """The words that tell what became of the event: up from its noun to the first verb above it.

    "the summit set for May was cancelled", but not "cancelled his trip to attend the summit in May".
    """
    for number, token in enumerate(chain):
        if token.pos_ == "VERB" and number and not token.dep_.startswith("acl"):
            if chain[number - 1].dep_ not in {"nsubj", "nsubj:outer"}:
                yield token
            return
        yield token


def _binding(cues: list[Token]) -> bool:
    """Without "by" or "within" only words that oblige make a deadline."""
    return any(listed(cue, "binding") for cue in cues)


def _modifiers(token: Token) -> Iterator[Token]:
    return (child for child in token.children if child.dep_ in {"advmod", "amod"} and child.i < token.i)


def _chain(item: Timed) -> Iterator[Token]:
    """The noun that the time hangs on, the predicate and what governs them, from the inside out."""
    host = item.span.root.head
    current = item.noun or (host if host.pos_ == "NOUN" else item.predicate)
    for _ in range(_CLIMB):
        if current is None:
            return
        yield current
        if current.head == current:
            return
        current = current.head
