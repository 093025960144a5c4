"""What is to be done, asked without who is to do it: "to reopen the port" -> "will the port be reopened"."""

from __future__ import annotations

from spacy.tokens import Token

from generator import lexicon
from generator.language.clauses import Clause, clause_at
from generator.language.naming import Namer
from generator.language.phrases import standing
from generator.language.standalone import broken_off
from generator.language.verbforms import base_form, participle

_NEAR = 2  # tokens from the verb to its object
_LONGEST = 10  # tokens behind the object
_MORE = {"obl", "obl:unmarked", "advmod", "obj"}
_OTHER_OBJECTS = {"iobj", "xcomp", "ccomp"}


def be_done(verb: Token, namer: Namer) -> str | None:
    """A verb with an object as a passive question about the future, or None where it makes none.

    For a doer that no words stand for ("we must", "calls to"): what becomes of the thing is the question.
    """
    clause = clause_at(verb)
    thing = next((c for c in verb.children if c.dep_ == "obj" and c.i > verb.i), None)
    if thing is not None and thing.left_edge.i - verb.i > _NEAR:
        return None  # the object of another verb, most likely
    if clause is None or thing is None or thing.pos_ not in {"NOUN", "PROPN"} or not _can_be_done(verb):
        return None
    said: set[int] = set()
    words = standing(thing, namer, said)
    behind = _behind(thing, clause, namer, said)
    if not behind and _says_too_little(thing, namer):
        return None
    if not words or behind is None or broken_off(clause) or _goes_on(verb, clause):
        return None
    particle = " ".join(c.lower_ for c in verb.children if c.dep_ == "compound:prt" and not _up_to(c))
    done = " ".join(part for part in (participle(base_form(verb)), particle, behind) if part)
    return f"will {words} be {done}"


def _says_too_little(thing: Token, namer: Namer) -> bool:
    """Whether a person, or anybody of a kind, is all that is told: "will Brook be backed", "will men be"."""
    actor = namer.actor(thing)
    if actor is not None:
        some = namer.actors[actor].kind in {"group", "unnamed"} and namer.actors[actor].name.islower()
        return namer.actors[actor].kind == "person" or (some and " " not in namer.actors[actor].name)
    telling = {"det", "nmod:poss", "compound", "amod", "nmod"}
    return thing.tag_ == "NNS" and not any(child.dep_ in telling for child in thing.children)


def _up_to(particle: Token) -> bool:
    """Whether it only opens a measure: "send up to 30,000 troops"."""
    return particle.lower_ == "up" and particle.nbor(1).lower_ == "to" and particle.nbor(2).like_num


def _can_be_done(verb: Token) -> bool:
    """Whether the verb says what is done to a thing: "close", but not "have", "tell" or a passive."""
    if verb.pos_ != "VERB" or base_form(verb) in lexicon.load("questions")["wording"]["no_passive"]:
        return False
    return not any(c.dep_ in _OTHER_OBJECTS or c.dep_ == "aux:pass" for c in verb.children)


def _goes_on(verb: Token, clause: Clause) -> bool:
    """Whether more of what is done stands behind the end: "turn it – a dam – | into a road"."""
    return any(c.i >= clause.end and c.dep_ in _MORE for c in verb.children)


def _behind(thing: Token, clause: Clause, namer: Namer, said: set[int]) -> str | None:
    """What follows the object, where it is short; "" for nothing, None where it cannot stand."""
    rest = thing.doc[thing.right_edge.i + 1 : clause.end]
    if not rest:
        return ""
    if len(rest) > _LONGEST or rest[0].is_punct or rest[0].pos_ not in {"ADP", "ADV", "PART", "SCONJ"}:
        return None
    return namer.words(rest, said, inside=True)
