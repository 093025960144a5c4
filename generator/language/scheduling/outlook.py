"""Does a predicate look ahead of the day of publication, or back? Its verb group and its governors tell."""

from __future__ import annotations

import functools
from typing import Literal

from spacy.tokens import Token

from generator import lexicon
from generator.language.grammar import SUBJECTS
from generator.language.verbforms import MOST_KNOWN, base_form, is_base

Outlook = Literal["future", "present", "past"]

_AUXES = {"aux", "aux:pass", "cop"}
_WILL = {"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d", "sha"}
_MODALS = {"must", "should", "may", "might", "can", "could", "ought", "ca", "need"}
_PAST_BE = {"was", "were"}
_HAVE = {"have", "has", "had", "having", "'ve", "’ve"}
_CLIMB = 8


@functools.cache
def words(name: str) -> frozenset[str]:
    """A word list of ``lexicon/events.yml``."""
    return frozenset(lexicon.load("events")[name])


def is_predicate(token: Token) -> bool:
    """Whether a clause hangs on the token: a verb, or what a copula says of somebody."""
    return token.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in token.children)


def listed(token: Token, name: str) -> bool:
    """Whether a token's lemma or form is in a list, alone or with its particle ("call off")."""
    low, lemma = token.lower_, token.lemma_.lower()
    verb = token.pos_ in {"VERB", "AUX"}
    bases = _verb_bases(low, lemma, base_form(token)) if verb else frozenset((lemma,))
    alone = low in words(name) or not bases.isdisjoint(words(name))
    if not alone and bases.isdisjoint(_with_particles(name)):
        return False
    particles = [child.lower_ for child in token.children if child.dep_ == "compound:prt"]
    if particles:  # "set off" is no "set"
        return any(f"{base} {particle}" in words(name) for base in bases for particle in particles)
    return alone


@functools.cache
def _with_particles(name: str) -> frozenset[str]:
    """The first words of a list's verbs of two words."""
    return frozenset(entry.split(" ")[0] for entry in words(name) if " " in entry)


@functools.lru_cache(maxsize=MOST_KNOWN)
def _verb_bases(low: str, lemma: str, base: str) -> frozenset[str]:
    """What a verb's form may be listed as."""
    bases = {lemma, base, low}
    bases |= {base[:-1] for base in bases if base[-2:-1] == base[-1:]} | {base + "e" for base in bases}
    bases.add(low.removesuffix("led").removesuffix("ling"))  # "cancelled", however lemmatised
    return frozenset(bases)


def negated(token: Token) -> bool:
    """Whether a predicate or noun is denied: "will not meet", "unlikely to", "no debate"."""
    current = token
    for _ in range(3):  # "is unlikely to be able to meet", "has no plans to meet"
        if current.lower_ in words("denying"):
            return True
        if any(child.lower_ in words("denying") and child.i < current.i for child in current.children):
            return True
        if current.dep_ != "xcomp" and not (current.dep_ == "acl" and current.tag_ == "VB"):
            return False
        current = current.head
    return False


def verb_group(verb: Token) -> list[Token]:
    """The auxiliaries and the "to" of a predicate; a joined verb that has none shares those of the first."""
    current = verb
    for _ in range(_CLIMB):
        own = [c for c in current.children if c.i < current.i and (c.dep_ in _AUXES or _is_to(c))]
        if own or current.dep_ != "conj" or current.tag_ not in {"VB", "VBN", "VBG"}:
            return own
        current = current.head
    return []


def _is_to(token: Token) -> bool:
    return token.lower_ == "to" and token.dep_ in {"mark", "aux"} and token.pos_ != "ADP"


def outlook(verb: Token, depth: int = 0) -> Outlook:
    """Where a predicate stands in time. "was to", "was due" and "would" look ahead of the past: future."""
    group = verb_group(verb)
    forms = {token.lower_ for token in group}
    perfect = bool(forms & _HAVE) and verb.tag_ in {"VBN", "VBD"}
    if perfect:
        return "past"
    active = (
        verb.tag_ == "VBN"
        and not group
        and any(child.dep_ in SUBJECTS - {"nsubj:pass"} for child in verb.children)
    )
    if active:  # a past tense, mistagged
        return "past"
    if forms & (_WILL | _MODALS) or (listed(verb, "set_words") and verb.tag_ in {"VBN", "JJ"}):
        return "future"
    if any(_is_to(token) for token in group):
        return _infinitive(verb, forms, depth)
    mistagged = verb.tag_ in {"VB", "VBP", "VBZ"} and verb.lower_.endswith("ed") and not group
    if (verb.tag_ == "VBD" and not is_base(verb)) or forms & _PAST_BE or "been" in forms or mistagged:
        return "past"
    return _bare(verb, forms, depth)


def is_certain(verb: Token) -> bool:
    """Whether a predicate looks ahead in so many words: "will", "is to", "is scheduled"."""
    forms = {token.lower_ for token in verb_group(verb)}
    fixed = listed(verb, "set_words") or (verb.dep_ == "xcomp" and listed(verb.head, "set_words"))
    return bool(forms & _WILL) or fixed or {"to", "is"} <= forms or {"to", "are"} <= forms


def _infinitive(verb: Token, forms: set[str], depth: int) -> Outlook:
    """Infinitives: "is to meet" and "promised to meet" look ahead, "managed to meet" goes with its head."""
    head = verb.head
    if head != verb and head.lower_ == "had" and head.i < verb.i and verb.dep_ in {"xcomp", "ccomp", "advcl"}:
        return "past"  # "had to leave"
    if forms & {"is", "are", "was", "were", "'s", "’s", "be"} or head == verb or depth > _CLIMB:
        return "future"
    if verb.dep_ == "conj":
        return outlook(head, depth + 1)
    if head.lower_ == "going" or not is_predicate(head):
        return "future"
    if "had" in {token.lower_ for token in verb_group(head)}:  # "had hoped to open": not any more
        return "past"
    if verb.dep_ == "advcl" and head.tag_ == "VBD" and not listed(head, "looking_ahead"):
        return outlook(head, depth + 1)  # "met to discuss"; but "have told him to leave"
    return outlook(head, depth + 1) if verb.dep_ == "xcomp" and listed(head, "carried_out") else "future"


def _bare(verb: Token, forms: set[str], depth: int) -> Outlook:
    if verb.tag_ == "VB" and not forms:  # "let's meet", "demand that he resign"; but no plain imperatives
        if verb.dep_ in {"ccomp", "xcomp"} or any(t.lower_ == "let" for t in verb.sent[:8]):
            return "future"
        return "present" if any(child.dep_ in SUBJECTS for child in verb.children) else "past"
    if verb.tag_ in {"VBZ", "VBP"} and waited_for(verb):
        return "future"
    if verb.tag_ in {"VBZ", "VBP", "MD"} or forms & {"is", "are", "am", "'s", "’s", "'re", "’re"}:
        return "present"
    if verb.tag_ == "VBN" and verb.dep_.startswith("acl"):
        return "future" if listed(verb, "set_words") or listed(verb, "looking_ahead") else "past"
    if verb.tag_ == "VBN":
        return "future" if listed(verb, "set_words") else "past"
    if verb.tag_ == "VBG" and verb.head != verb and is_predicate(verb.head) and depth < _CLIMB:
        return "future" if listed(verb.head, "looking_ahead") else outlook(verb.head, depth + 1)
    return "present"


def waited_for(verb: Token) -> bool:
    """Whether a present tense stands for what is to come: "until she leaves", "once he returns"."""
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i}
    return not marks.isdisjoint(words("waited_for"))


def predicate_of(token: Token) -> Token | None:
    """The nearest predicate at or above a token."""
    current = token
    for _ in range(2 * _CLIMB):
        if is_predicate(current):
            return current
        if current.head == current:
            return None
        current = current.head
    return None
