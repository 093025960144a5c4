"""What speakers say of themselves: their own plans, what they deny to have done; orders."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Token

from generator import lexicon
from generator.language.forms import lowers, written
from generator.language.grammar import negated
from generator.language.positions.cues import stance_verbs
from generator.language.positions.reading import Found, Reading
from generator.model import PositionType

_OWN = frozenset({"i", "we", "my", "our"})
_JOINTS = frozenset({",", ";", "and", "but", "that"})
_THIRD = frozenset({"he", "she", "it", "they"})
_ADVERBS = (
    r"(?:(?:['’](?:m|re|ve|d)|\b(?:am|are|was|were|is|have|has|had|do|be|been|also|still|very|really|both|all|now|just|"
    r"then|never|not|don['’]t|\w+ly))\s*)*"
)
_SIMPLE = frozenset({"VB", "VBP", "VBZ", "VBD"})  # "favours", "does not favour"; no "was favouring"
_OPENING = 40  # tokens of a statement that its kind is read from
_REACH = 60  # characters behind a subject that are looked at
_NAMED_WITHIN = 3  # tokens from the beginning of a statement to its speaker's name

Subject = tuple[Token, str]  # a word that means the speaker, and the text behind it
_LEAD = 24  # characters before a subject in which "I think" makes a plan a guess
_PASSIVE = re.compile(
    r"\b(?:will|would|'ll|’ll)\s+(?:not\s+|soon\s+|also\s+|now\s+)?be\s+(?:\w+ly\s+)?", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\s*(?:did\s+not|didn['’]t|have\s+not|haven['’]t|has\s+not|hasn['’]t|had\s+not|hadn['’]t|never|(?:have|has|had)\s+never|"
    r"(?:was|were)(?:\s+not|n['’]t)(?=\s+(?:\w+ly\s+)?(?:involved|aware|responsible|told|informed|consulted|present|trying)))"
    r"\s+(?:\w+ly\s+)?",
    re.IGNORECASE,
)


@functools.cache
def _any_of(name: str, lead: str = "") -> re.Pattern[str]:
    listed = sorted(lexicon.load("stances")[name], key=len, reverse=True)
    return re.compile(
        lead + r"(?<!\w)(?:" + "|".join(re.escape(word) for word in listed) + r")(?!\w)", re.IGNORECASE
    )


def is_plan(reading: Reading, found: Found, spoken: list[Subject], direct: bool) -> bool:
    """ "I will …", "we are going to …"; in reported speech also "he will …", "the department will …".

    Args:
        spoken: see ``subjects``.
    """
    plan = _any_of("first_person_plans" if direct else "reported_plans", r"\s*" + _ADVERBS + r"\s*")
    for token, behind in spoken:
        before = reading.text[max(0, token.idx - _LEAD) : token.idx]
        guess = _any_of("no_plans").search(before.split(",")[-1].split(".")[-1])
        if (
            plan.match(behind)
            and guess is None
            and not _any_of("no_plans", r"\s*" + _ADVERBS + r"\s*").match(behind)
        ):
            return True
    return _by_decider(reading, found)


def is_denial(spoken: list[Subject], found: Found) -> bool:
    """ "I did not …", "it had never …": the speaker did not do something, rather than know or want it."""
    for token, behind in spoken:
        done = _NOT_DONE.match(behind)
        first = token.i == found.start or token.nbor(-1).is_punct
        if done and first and not _any_of("not_done_in_mind").match(behind[done.end() :]):
            return True
    return False


def own_stance(spoken: list[Subject]) -> PositionType | None:
    """The kind that the speaker's own verb marks: "he favours the port", "we do not oppose it".

    Args:
        spoken: see ``subjects``.
    """
    for token, _ in spoken:
        verb = token.head
        entry = stance_verbs().get(verb.lemma_.lower())
        ahead = verb.tag_ in _SIMPLE and token.dep_ == "nsubj" and entry is not None
        if entry is None or not ahead or not any(child.dep_ == "obj" for child in verb.children):
            continue
        against = (entry == "opposition") != negated(verb)
        return "opposition" if against else "support"
    return None


def is_order(reading: Reading, found: Found) -> bool:
    """Whether a quotation begins with an imperative."""
    first = reading.doc[found.start]
    return first.tag_ == "VB" and first.lower_ not in lexicon.load("stances")["no_orders"]


def subjects(reading: Reading, found: Found, direct: bool) -> Iterator[Subject]:
    """The words in a statement that mean its speaker, each with the text behind it."""
    doc, low = reading.doc, lowers(reading.doc)
    bodies = _any_of("own_bodies")
    for a, b in found.pieces:
        stop = doc[b - 1].idx + len(doc[b - 1])
        for i in range(a, min(b, a + _OPENING)):
            token, own = doc[i], direct or reading.quote(i) is not None
            if low[i] in _OWN if own else _means_holder(reading, found, token, low[i]):
                yield token, reading.text[token.idx + len(token) : min(token.idx + _REACH, stop)]
        piece = written(doc[a:b])
        body = None if direct else bodies.match(piece)
        if body is not None:
            yield doc[a], piece[body.end() :][:_REACH]


def _means_holder(reading: Reading, found: Found, token: Token, low: str) -> bool:
    """Whether a pronoun or name at the beginning of a clause stands for who makes the statement."""
    if low not in _THIRD:
        near = token.i - found.start <= _NAMED_WITHIN and token.dep_ != "nmod:poss"
        return near and reading.doc._.actor_at.get(token.i) in found.actors
    if token.i > found.start and token.nbor(-1).lower_ not in _JOINTS:
        return False
    meant = reading.doc._.actor_at.get(token.i)
    if meant is not None:
        return meant in found.actors
    person = {reading.doc._.actors[actor].kind for actor in found.actors} <= {"person"}
    return low != "it" or not (person or _other_told_of(reading, token, found))


def _other_told_of(reading: Reading, token: Token, found: Found) -> bool:
    """Whether "it" may be what the holder told of before: "owned that the draft was late but said it …"."""
    sent = reading.sentence(token.i)
    before = reading.doc[sent.start : token.i] if sent is not None else ()
    return any(
        other.dep_ == "nsubj" and other.pos_ == "NOUN" and other.head.dep_ == "ccomp"
        for other in before
        if reading.doc._.actor_at.get(other.i) not in found.actors
    )


def _by_decider(reading: Reading, found: Found) -> bool:
    """ "the school will be rebuilt", where a government, a company or its head says so."""
    text = " ".join(reading.doc[a:b].text for a, b in found.pieces)
    passive = _PASSIVE.search(text[:120])
    if passive is None or not _any_of("decided_acts").match(text[passive.end() :]):
        return False
    return any(_decides(reading, actor) for actor in found.actors)


def _decides(reading: Reading, actor: int) -> bool:
    draft = reading.doc._.actors[actor]
    if draft.kind in {"organization", "country"}:
        return True
    return draft.role is not None and _any_of("deciders").search(draft.role) is not None
