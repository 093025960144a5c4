"""Whom an unresolved "he", "she", "they" or "it" means as a speaker: who leads the sentence before.

A text that goes on with a pronoun goes on about the subject of its last sentence (Grosz, Joshi and Weinstein
1995, "Centering"); where that subject does not fit the pronoun in number, gender or kind, nobody is named.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from generator.language.grammar import conjuncts, own_subject, subject
from generator.language.positions.documents import is_document
from generator.language.positions.holders import actors_of
from generator.language.positions.reading import SPEECH, Found, Reading

_PERSON = frozenset({"he", "she"})
_PLURAL = frozenset({"NNS", "NNPS"})
_REMEMBERED = 3  # positions back in which "it" or "they" may have spoken
_NEAR = 120  # tokens behind which they no longer go on
_BODIES = frozenset({"organization", "group", "country"})


def carried(reading: Reading, hit: Found, found: list[Found]) -> list[int]:
    """The actors that an unresolved pronoun carries over from the sentence before, or none.

    Args:
        hit: a position whose holder is a pronoun.
        found: the positions before it, with their holders.
    """
    pronoun = hit.holder
    if pronoun is None or pronoun.lower_ not in _PERSON | {"they", "it"} or reading.in_speech(pronoun.i):
        return []
    if pronoun.lower_ in _PERSON and (hit.rule not in SPEECH or _other_before(reading, hit, pronoun)):
        return []
    before = _sentence_before(reading, min(hit.start, pronoun.i))
    if before is None:
        return []
    leads = [_last_holder(found, before)]
    verb = before.root
    lead = own_subject(verb) or subject(verb)
    for head in [lead, *leads]:
        if head is not None and head.i in range(before.start, before.end) and not reading.in_speech(head.i):
            actors = actors_of(reading.doc, head)
            if actors and _agrees(reading, pronoun, head, actors):
                return actors
    return []


def last_body(reading: Reading, hit: Found, found: list[Found]) -> list[int]:
    """Who spoke last, where nobody is known to be the "it" or "they" that says something: "…, it added".

    Args:
        hit: a position whose holder is a pronoun of whom nothing else tells.
        found: the positions before it, with their holders.
    """
    pronoun = hit.holder
    if pronoun is None or pronoun.lower_ not in {"it", "they"} or hit.rule not in SPEECH:
        return []
    for earlier in reversed(found[-_REMEMBERED:]):
        gap = reading.doc[min(earlier.end, pronoun.i) : pronoun.i]
        if len(gap) > _NEAR or sum("\n" in token.text for token in gap) > 1:
            return []
        if earlier.rule in SPEECH and earlier.start < hit.start and _may_be(reading, pronoun, earlier):
            return list(earlier.actors)
    return []


def _may_be(reading: Reading, pronoun: Token, earlier: Found) -> bool:
    """Whether the speakers of an earlier position can be called "it", or "they"."""
    if earlier.holder is not None and is_document(earlier.holder):
        return False
    kinds = {reading.doc._.actors[actor].kind for actor in earlier.actors}
    many = len(earlier.actors) > 1 or (earlier.holder is not None and earlier.holder.tag_ in _PLURAL)
    if pronoun.lower_ == "they":
        return bool(kinds) and (many or kinds == {"group"})
    return not many and bool(kinds) and kinds <= {"organization", "country"}


def _last_holder(found: list[Found], sentence: Span) -> Token | None:
    """Who the last position of a sentence was told of; positions stand in the order of their sentences."""
    for position in reversed(found):
        if position.sentence.start < sentence.start:
            return None
        if position.sentence == sentence and position.cue is not None and position.holder is not None:
            return position.holder
    return None


def _other_before(reading: Reading, hit: Found, pronoun: Token) -> bool:
    """Whether the pronoun's own sentence speaks of a person first: "the sister begged him, but he said"."""
    doc, sent = reading.doc, reading.sentence(pronoun.i)
    for token in doc[sent.start : pronoun.i] if sent is not None else ():
        if reading.quote(token.i) is not None or any(a <= token.i < b for a, b in hit.pieces):
            continue
        actor = doc._.actor_at.get(token.i)
        if token.tag_ == "PRP" or (actor is not None and doc._.actors[actor].kind == "person"):
            return True
    return False


def _sentence_before(reading: Reading, place: int) -> Span | None:
    """The narrator's last sentence that ends before a token, at most one paragraph back."""
    here = reading.sentence(place)
    if here is None:
        return None
    before = reading.before(here.start)
    if before is None:
        return None
    breaks = sum("\n" in token.text for token in reading.doc[before.end : here.start])
    return before if breaks <= 1 else None


def _agrees(reading: Reading, pronoun: Token, head: Token, actors: list[int]) -> bool:
    """Whether the actors fit the pronoun: one person of its gender, several, or one body."""
    kinds = {reading.doc._.actors[actor].kind for actor in actors}
    many = len(actors) > 1 or head.tag_ in _PLURAL or len(conjuncts(head)) > 1
    if pronoun.lower_ in _PERSON:
        known = reading.genders.get(actors[0])
        wanted = "m" if pronoun.lower_ == "he" else "f"
        return len(actors) == 1 and kinds == {"person"} and known in {None, wanted}
    if pronoun.lower_ == "they":
        return many or kinds <= {"group", "organization"}
    return not many and kinds <= {"organization", "country"}
