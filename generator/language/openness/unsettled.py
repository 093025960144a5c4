"""What is in the balance by its own words: disputed, imperilled, yet to be ruled on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.grammar import subject
from generator.language.nounphrases import plural
from generator.language.openness.outlook import ahead, outcome
from generator.language.openness.reading import Lead, Reading, negated
from generator.language.phrases import standing, subject_words
from generator.language.verbforms import base_form

_NOW = {"is", "are", "remain", "remains", "has", "have", "'s", "’s", "'re", "’re"}
_TO_COME = {"will", "'ll", "’ll", "would"}
_AS_A_THING = ("a ", "an ")


def divided(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The parties are divided over the budget" -> "Will the parties agree on the budget?"."""
    if not reading.has(token, "disagreeing") or negated(token):
        return
    who = _bearer(token)
    about = _phrase(token, "over", "on", "about")
    if who is None or about is None or not _now(token):
        return
    said: set[int] = set()
    name = subject_words(who, reading.namer, said) if _several(who, reading) else None
    words = standing(about, reading.namer, said)
    yield reading.lead(
        about, "disputed", "divided", f"will {name} agree on {words}" if name and words else None
    )


def _bearer(token: Token) -> Token | None:
    """The subject of a predicate, of a passive too: "the court is expected to rule"."""
    return subject(token) or next((c for c in token.children if c.dep_ == "nsubj:pass"), None)


def _several(who: Token, reading: Reading) -> bool:
    """Whether a subject can disagree within itself: several, or a body."""
    actor = reading.namer.actor(who)
    return plural(who) or (actor is not None and reading.namer.actors[actor].kind != "person")


def _now(token: Token) -> bool:
    """Whether a predicate holds when the article is written."""
    return token.tag_ in {"VBP", "VBZ"} or any(
        word.lower_ in _NOW for word in (*token.children, token.head) if word.i < token.i
    )


def _phrase(token: Token, *links: str) -> Token | None:
    """The noun of the phrase behind a word that one of these prepositions opens."""
    for child in token.children:
        fits = child.i > token.i and child.dep_ in {"obl", "nmod"} and child.pos_ in {"NOUN", "PROPN"}
        if fits and child.left_edge.lower_ in links and child.ent_type_ not in {"DATE", "TIME"}:
            return child
    return None


def too_close(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The race is too close to call" -> "Who will win the race?"."""
    tight = any(c.lower_ == "too" for c in token.children) and any(
        c.lower_ in {"call", "predict"} for c in token.children
    )
    who = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if not tight or who is None or not reading.has(who, "contests", "facts"):
        return
    words = standing(who, reading.namer)
    text = f"who will win {words}" if reading.has(who, "contests") else f"what will be {words}"
    yield reading.lead(token, "undecided", "race", text if words else None)


def imperilled(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The ruling threatens the plan to build a dam" -> "Will the plan to build a dam survive?"."""
    if not reading.has(token, "imperilling") or token.pos_ != "VERB" or negated(token):
        return
    thing = next((c for c in token.children if c.dep_ in {"obj", "nsubj:pass"}), None)
    if thing is None or not reading.has(thing, "undertakings"):
        return
    words = standing(thing, reading.namer)
    yield reading.lead(thing, "unknown", "imperilled", f"will {words} survive" if words else None)


def talks(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Talks between Norda and Ulla will resume" -> "Will talks between ... lead to an agreement?"."""
    verb = token.head
    if not reading.has(token, "talks") or token.tag_ != "NNS" or token.dep_ != "nsubj":
        return
    coming = any(c.lower_ in _TO_COME for c in verb.children) or _now(verb)
    if not reading.has(verb, "going_on") or not coming or not any(c.dep_ == "nmod" for c in token.children):
        return
    words = standing(token, reading.namer)
    yield reading.lead(token, "undecided", "talks", f"will {words} lead to an agreement" if words else None)


def ruling(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The court will rule on the ban in June" -> "How will the court rule on the ban?"."""
    if not reading.has(token, "ruling") or token.tag_ != "VB" or negated(token):
        return
    coming = any(c.lower_ in _TO_COME for c in token.children) or reading.has(token.head, "due")
    about, who = _phrase(token, "on"), _bearer(token) or _bearer(token.head)
    if not coming or about is None or who is None:
        return
    said: set[int] = set()
    name, words = subject_words(who, reading.namer, said), standing(about, reading.namer, said)
    text = f"how will {name} {base_form(token)} on {words}" if name and words else None
    yield reading.lead(token, "undecided", "ruling", text)


def ruled_out(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The mayor has not ruled out raising taxes" -> "Will the mayor raise taxes?"."""
    if not rules_out(token) or not (negated(token) or reading.has(token.head, "refusing", "refusals")):
        return
    who = subject(token) or subject(token.head)
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.tag_ == "VBG":
            yield reading.lead(child, "undecided", "ruled_out", reading.will(child, who))
        elif child.dep_ == "obj" and child.pos_ == "NOUN":
            yield reading.lead(child, "undecided", "ruled_out", to_be(child, reading))


def rules_out(token: Token) -> bool:
    """Whether a verb is "rule out"."""
    return (
        token.pos_ == "VERB" and base_form(token) == "rule" and any(c.lower_ == "out" for c in token.children)
    )


def to_be(thing: Token, reading: Reading) -> str | None:
    """ "a ban on smoking" -> "will there be a ban on smoking"; None for a thing that is there already."""
    words = standing(thing, reading.namer)
    new = words is not None and (words.startswith(_AS_A_THING) or thing.tag_ == "NNS")
    return f"will there be {words}" if new and not any(c.lower_ == "the" for c in thing.children) else None


def considered(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The town is considering a ban on cars" -> "Will there be a ban on cars?"."""
    if not reading.has(token, "considering") or token.tag_ != "VBG" or not _now(token):
        return
    thing = next((c for c in token.children if c.dep_ == "obj" and c.i > token.i), None)
    if thing is None or thing.pos_ != "NOUN" or reading.namer.actor(thing) is not None:
        return
    if any(c.dep_ in {"nmod", "acl"} for c in thing.children) and not reading.has(thing, "suggestions"):
        yield reading.lead(thing, "undecided", "weighed", to_be(thing, reading))


def might_be_so(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "There is a possibility (no guarantee) that Brook will resign" -> "Will Brook resign?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "likelihoods", "guarantees"):
        return
    assured = reading.has(token, "guarantees")
    if assured != negated(token):
        return
    for child in token.children:
        told = child.dep_ in {"acl", "ccomp"} and child.i > token.i
        if told and any(c.dep_.startswith("nsubj") for c in child.children) and _finite(child):
            asked = reading.ask(child, future=ahead(child))
            rule = "whether" if assured else "prospect"
            yield reading.lead(child, outcome(child, reading), rule, asked)


def future_in_doubt(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "... casts doubt on the future of the ferry" -> "What will be the future of the ferry?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "futures") or token.dep_ not in {"nmod", "obj", "obl"}:
        return
    up = list(itertools.islice(token.ancestors, 2))
    doubted = reading.has(up[0], "doubting", "imperilling") or (
        token.dep_ == "obl" and any(reading.has(c, "doubting") for c in up[0].children)
    )
    if not doubted or not any(c.dep_ in {"nmod", "nmod:poss"} for c in token.children):
        return
    words = standing(token, reading.namer)
    yield reading.lead(token, "undecided", "fact", f"what will be {words}" if words else None)


def looked_into(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Police are investigating the cause of the fire" -> "What is the cause of the fire?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "facts"):
        return
    verb = token.head
    sought = token.dep_ == "obj" and verb.tag_ in {"VBG", "VB"} and reading.has(verb, "looking_into")
    under = token.dep_ == "nsubj" and reading.has(verb, "inquiries") and verb.left_edge.i <= token.i
    under = under and any(c.lower_ == "under" for c in verb.children)
    known = any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in token.children)
    if not (sought or under) or not known or not any(c.dep_ == "nmod" for c in token.children):
        return
    words = standing(token, reading.namer)
    verb_form = "are" if token.tag_ == "NNS" else "is"
    yield reading.lead(token, "unknown", "fact", f"what {verb_form} {words}" if words else None)


def no_decision(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "No decision has been made on the dam" -> "What will be decided on the dam?"."""
    verb = token.head
    if token.pos_ != "NOUN" or not reading.has(token, "decisions", "agreements") or not negated(token):
        return
    if token.dep_ not in {"nsubj:pass", "obj", "nsubj"} or verb.pos_ not in {"VERB", "AUX"}:
        return
    about = _phrase(token, "on", "about", "over") or _phrase(verb, "on", "about", "over")
    words = standing(about, reading.namer) if about is not None else None
    if about is None:
        return
    asked = "what will be decided" if reading.has(token, "decisions") else "will there be an agreement"
    yield reading.lead(about, "undecided", "waiting", f"{asked} on {words}" if words else None)


def _finite(clause: Token) -> bool:
    """Whether a clause is no infinitive: "the chance for Brook to win" has its own finder."""
    return not any(c.lower_ == "to" and c.dep_ == "mark" for c in clause.children)
