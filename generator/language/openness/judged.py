"""What somebody calls a thing or is charged with: is it so?"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.grammar import FINITE, own_subject
from generator.language.nounphrases import bare, plural
from generator.language.openness.reading import Lead, Reading, negated
from generator.language.openness.unknown import clause_stop
from generator.language.phrases import standing, subject_words

_SAID = {"ADJ", "NOUN", "VERB"}
_LONGEST = 14  # tokens of what somebody is called
_NAMING = {"it": False, "them": True}  # pronoun -> whether it stands for many


def judged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Critics called the plan reckless" -> "Is the plan reckless?"."""
    if token.pos_ != "VERB" or not reading.has(token, "judging") or _denied(token):
        return
    told = _what_it_is_called(token)
    thing = _thing(token, told) if told is not None else None
    if told is None or thing is None or told.pos_ not in _SAID or told.tag_ in {"NNP", "VB", "VBD"}:
        return
    name = subject_words(thing, reading.namer)
    verb = "are" if plural(thing) else "is"
    words = _called(told, reading)
    yield reading.lead(told, "disputed", "judged", f"{verb} {name} {words}" if name and words else None)


def _denied(verb: Token) -> bool:
    return negated(verb) or any(child.lower_ == "longer" for child in verb.children)


def _what_it_is_called(verb: Token) -> Token | None:
    """The word that judges: "reckless", "a disaster", with or without "as"."""
    for child in verb.children:
        as_such = child.dep_ in {"obl", "advcl"} and child.left_edge.lower_ == "as"
        small = child.dep_ == "ccomp" and not any(c.dep_ in {"cop", "aux", "mark"} for c in child.children)
        if child.i > verb.i and (
            child.dep_ == "xcomp" or as_such or (small and child.pos_ in {"ADJ", "NOUN"})
        ):
            return child
    return None


def _thing(verb: Token, told: Token) -> Token | None:
    """What is judged: the object, the subject of a passive; for "it" what the verb above is about."""
    own = next((c for c in told.children if c.dep_ == "nsubj" and c.i > verb.i), None)
    thing = own or next((c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"} and c.i < told.i), None)
    if thing is not None and thing.tag_ in {"WDT", "WP"}:
        return None
    if thing is None or thing.lower_ not in _NAMING:
        return None if thing is not None and thing.lower_.endswith(("self", "selves")) else thing
    if verb.dep_ != "advcl":
        return None
    above = (c for c in verb.head.children if c.dep_ in {"obj", "obl", "nsubj:pass"} and c.i < verb.i)
    return next((c for c in above if c.pos_ == "NOUN" and plural(c) == _NAMING[thing.lower_]), None)


def _called(told: Token, reading: Reading) -> str | None:
    start = told.left_edge.i
    while start < told.i and told.doc[start].lower_ in {"as", "being"}:
        start += 1
    inner = next((c for c in told.children if c.dep_ == "nsubj" and c.i < told.i), None)
    start = max(start, inner.right_edge.i + 1) if inner is not None else start
    stop = clause_stop(told)
    after = told.doc[stop] if stop < len(told.doc) else told
    if after.lower_ == "to" or after.tag_ in FINITE | {"HYPH"}:
        return None  # the judgement goes on: "unfit | to serve", "as the vote | nears"
    if after.text == "," and stop + 1 < len(told.doc) and told.doc[stop + 1].pos_ in {"ADJ", "VERB"}:
        return None  # "a kind, | loving and fair person"
    if told.pos_ == "NOUN" and told.tag_ == "NN" and told.doc[start].pos_ != "DET":
        return None  # half of a noun phrase
    words = reading.namer.words(told.doc[start:stop], inside=True) if stop - start <= _LONGEST else None
    return None if words is None or words.startswith("as ") else words.lstrip(", ")


def charged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The mayor was charged with fraud" -> "Will the mayor be found guilty of fraud?"."""
    if not reading.has(token, "charging") or any(_tried(t, reading) for t in reading.doc):
        return
    crime = next((c for c in token.children if c.i > token.i and reading.has(c, "crimes")), None)
    who = _accused(token)
    if crime is None or who is None:
        return
    name = subject_words(who, reading.namer)
    words = standing(crime, reading.namer)
    asked = f"will {name} be found guilty of {bare(words)}" if name and words else None
    yield reading.lead(crime, "undecided", "charged", asked)


def _tried(word: Token, reading: Reading) -> bool:
    """Whether a word tells that a trial is over; "guilty" does where somebody was found so, or pleaded it."""
    if word.lower_ != "guilty":
        return word.lower_ in reading.words("tried_already")
    before = [token.lemma_.lower() for token in word.doc[max(0, word.i - 3) : word.i]]
    return "find" in before or ("plead" in before and "not" not in before)


def _accused(token: Token) -> Token | None:
    """Who is charged: the subject of the passive, or of the verb above "charges" and "trial"."""
    if token.pos_ == "VERB":
        return next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
    own = own_subject(token)  # "is on trial"
    return own or (own_subject(token.head) if token.dep_ in {"obj", "obl"} else None)
