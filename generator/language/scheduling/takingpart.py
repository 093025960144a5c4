"""Who takes part in what a clause tells: its verb of content, its subject and its object."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import antecedent
from generator.language.scheduling.outlook import is_predicate, listed, verb_group

_SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer"}
_SHARED = {"conj", "xcomp", "advcl", "ccomp"}
_RELATIVE = {"which", "who", "that", "whom"}
_INFINITIVES = {"xcomp", "ccomp", "advcl", "obl", "dep"}
_CLIMB = 4


def content(verb: Token) -> Token:
    """The verb that says what happens: "is expected to open" is an opening."""
    if verb.dep_ == "xcomp" and listed(verb.head, "ceasing"):
        return verb.head  # "will cease to be": not being is what comes
    for _ in range(_CLIMB):
        ahead = listed(verb, "looking_ahead") or listed(verb, "set_words") or verb.pos_ == "ADJ"
        ahead = ahead or (verb.lower_ == "going" and bool(verb_group(verb))) or _obliges(verb)
        if not ahead or listed(verb, "ceasing"):
            return verb
        clauses = (c for c in verb.children if c.dep_ in _INFINITIVES and c.i > verb.i)
        inner = next((c for c in clauses if is_predicate(c) and _is_told_by(c, verb)), None)
        if inner is None:
            return verb
        verb = inner
    return verb


def _obliges(verb: Token) -> bool:
    """Whether it is the "have" of "will have to report"."""
    return verb.lemma_ == "have" and not any(child.dep_ == "obj" for child in verb.children)


def _is_told_by(clause: Token, verb: Token) -> bool:
    """Whether a clause is what a verb looks ahead to; parsers call some infinitives adverbial."""
    if any(child.lower_ in {"whether", "if"} for child in clause.children):
        return False  # "will decide whether to wait"
    if clause.dep_ in {"xcomp", "ccomp"}:
        return True
    near = clause.i - verb.i <= _CLIMB and verb.pos_ == "VERB"
    return near and any(child.lower_ == "to" and verb.i < child.i < clause.i for child in clause.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb is done to its subject, or to the noun that it follows."""
    marked = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children)
    if verb.tag_ == "JJ" and verb.pos_ == "VERB":
        return marked
    return verb.tag_ in {"VBN", "VBD"} and (marked or verb.dep_ in {"acl", "advcl", "xcomp"})


def participants(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does it and to what: of a passive the subject is the latter."""
    patient = next((c for c in verb.children if c.dep_ == "obj"), None)
    found = _subject(verb)
    if is_passive(verb) and patient is None:
        return None, found
    return found, patient


def _subject(verb: Token) -> Token | None:
    """The verb's subject, else the one of the verb or the noun that it hangs on."""
    current = verb
    for _ in range(_CLIMB):
        own = next((c for c in current.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return _whole(antecedent(own, current)) if own.lower_ in _RELATIVE else own
        if current.dep_.startswith("acl"):
            return _whole(current.head)
        if current.dep_ not in _SHARED or current.head == current:
            return None
        if current.dep_ == "xcomp":  # "told the ministry to report": the object acts
            objects = (c for c in current.head.children if c.dep_ in {"obj", "iobj"} and c.i < current.i)
            shared = next(objects, None)
            if shared is not None:
                return shared
        current = current.head
    return None


def _whole(noun: Token) -> Token:
    """The noun that a relative clause is about: not the bare last one of "the rules on food and safety"."""
    if noun.tag_ == "VBG" and noun.dep_ == "xcomp":
        return next((c for c in noun.head.children if c.dep_ == "obj" and c.i < noun.i), noun)
    for _ in range(_CLIMB):
        settled = any(child.dep_ in {"det", "nmod:poss"} for child in noun.children) or noun.pos_ != "NOUN"
        if settled or noun.dep_ not in {"nmod", "conj", "compound"} or noun.head.pos_ != "NOUN":
            return noun
        if noun.tag_ == "NNS":
            return noun
        noun = noun.head
    return noun
