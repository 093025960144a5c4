"""Who "he" or "she" is where a pronoun goes on from a speaker: "Ode said she …", '"…," he said'."""

from __future__ import annotations

from spacy.tokens import Span, Token

from generator.language.positions.documents import is_document
from generator.language.positions.reading import SPEECH, Found, Reading

_REMEMBERED = 12  # positions back in which the last speaker is looked for
_FAR = 300  # tokens behind which "he said" no longer goes on from a speaker


def told_of_oneself(reading: Reading, hit: Found, found: list[Found]) -> list[int]:
    """The speaker, where what he or she says begins with "he" or "she": "Ode said he wanted to sell"."""
    pronoun = hit.holder
    if pronoun is None or pronoun.lower_ not in {"he", "she"} or reading.quote(pronoun.i) is not None:
        return []
    outer = next((f for f in reversed(found[-3:]) if f.rule == "clause" and f.start == pronoun.i), None)
    if outer is None or len(outer.actors) != 1 or _other_gender(reading, outer.actors[0], pronoun):
        return []
    if outer.holder is None or is_document(outer.holder) or outer.holder.tag_ in {"NNS", "NNPS"}:
        return []
    person = reading.doc._.actors[outer.actors[0]].kind in {"person", "unnamed"}
    return list(outer.actors) if person else []


def same_speaker(reading: Reading, hit: Found, found: list[Found]) -> list[int]:
    """The last speaker, where "he said" goes on from the sentence before and the pronoun is not better known.

    Names inside what was said mislead a search for the pronoun's antecedent; who spoke last does not.
    """
    doc, pronoun = reading.doc, hit.holder
    if pronoun is None or pronoun.lower_ not in {"he", "she"} or hit.rule not in SPEECH:
        return []
    for earlier in reversed(found[-_REMEMBERED:]):
        if pronoun.i - earlier.end > _FAR:
            return []
        if earlier.start >= hit.start or earlier.rule not in SPEECH or not earlier.actors:
            continue
        gap = doc[min(earlier.end, pronoun.i) : pronoun.i]
        if sum("\n" in token.text for token in gap) > 1:
            return []
        if _named_since(reading, gap, pronoun, earlier.actors):
            return []
        if _named_beside(reading, hit, pronoun, earlier.actors):
            return []
        kinds = {doc._.actors[actor].kind for actor in earlier.actors}
        if not kinds <= {"person", "unnamed"} or len(earlier.actors) != 1:
            return []
        if _other_gender(reading, earlier.actors[0], pronoun) or _better_known(reading, earlier, pronoun):
            return []
        return list(earlier.actors)
    return []


def _named_since(reading: Reading, gap: Span, pronoun: Token, speakers: list[int]) -> bool:
    """Whether the narrator has since made another person, who may be meant, the subject of a sentence."""
    at, actors = reading.doc._.actor_at, reading.doc._.actors
    for token in gap:
        actor = at.get(token.i)
        if actor is None or actor in speakers or reading.quote(token.i) is not None:
            continue
        leads = actor == at.get(pronoun.i) or token.dep_ == "nsubj"
        if leads and actors[actor].kind == "person" and not _other_gender(reading, actor, pronoun):
            return True
    return False


def _named_beside(reading: Reading, hit: Found, pronoun: Token, speakers: list[int]) -> bool:
    """Whether the sentence speaks of another fitting person first: "Olsen's aide met him, but he …"."""
    doc, sent = reading.doc, reading.sentence(pronoun.i)
    for token in doc[sent.start : pronoun.i] if sent is not None else ():
        actor = doc._.actor_at.get(token.i)
        if actor is None or actor in speakers or reading.quote(token.i) is not None:
            continue
        if any(a <= token.i < b for a, b in hit.pieces):
            continue
        if doc._.actors[actor].kind == "person" and not _other_gender(reading, actor, pronoun):
            return True
    return False


def _better_known(reading: Reading, earlier: Found, pronoun: Token) -> bool:
    """Whether the pronoun was found to mean somebody known to be a "he" or "she", the last speaker not."""
    meant = reading.doc._.actor_at.get(pronoun.i)
    if meant is None or meant in earlier.actors:
        return False
    return reading.genders.get(meant) is not None and reading.genders.get(earlier.actors[0]) is None


def _other_gender(reading: Reading, actor: int, pronoun: Token) -> bool:
    """Whether the actor is known to be a "he" where the pronoun is "she", or the other way round."""
    known = reading.genders.get(actor)
    return known is not None and known != ("m" if pronoun.lower_ == "he" else "f")
