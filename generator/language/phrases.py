"""Noun phrases cut out of a sentence so that they can stand in another: whole, short, never half a list."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from generator import lexicon
from generator.language.actorlib.gazetteer import titles
from generator.language.grammar import FINITE
from generator.language.naming import Namer
from generator.language.nounphrases import noun_phrase

SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"}
_MANY = {"several", "many", "some", "few", "a", "most", "two", "three", "various"}
_OWNER = 5  # words that can stand before "'s"


def subject_words(
    token: Token, namer: Namer, said: set[int] | None = None, stop: int | None = None
) -> str | None:
    """A noun phrase to stand as the subject of a question, or None where it would not stand alone.

    Args:
        token: its head.
        namer: gives the names that stand for pronouns and descriptions.
        said: the actors named in the question so far; grows.
        stop: index of the token before which the phrase must end.
    """
    said = set() if said is None else said
    by_name = _by_name(token, namer)
    actor = namer.actor(by_name)
    if token.tag_ in {"VBN", "VBD"} or (token.pos_ == "VERB" and token.tag_ == "JJ"):
        return None  # "the men detained"
    if token.tag_ == "NN" and token.lower_ in titles() and token.left_edge == token and actor is None:
        return None  # a headline's "senator struggles to keep her distance"
    if token.pos_ == "PRON" and not _may_stand(token, actor, namer):
        return None
    if actor is not None and namer.leans(actor):
        return None
    if _object_of_gerund(token):
        return _doing(token, namer, said, stop)
    if actor is not None and token.pos_ == "NOUN" and _half(noun_phrase(token, stop), token):
        return None
    if token.text.isupper() and token.i + 1 < len(token.doc) and token.nbor(1).text in {"-", "–", "—", "--"}:
        return None  # a dateline: "ULLA - Brook said"
    joined = any(child.dep_ == "conj" for child in token.children)
    if actor is not None and by_name != token and not joined:
        said.add(actor)
        return namer.name(actor)
    if actor is not None and not joined and not _telling(token) and _named_so(token, namer, actor):
        said.add(actor)
        return namer.name(actor)
    if token.lower_ == "there" and token.dep_ == "expl":
        return "there"
    if token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and token.dep_ in SUBJECTS):
        return _antecedent(token, namer, said)
    return standing(token, namer, said, stop)


def _by_name(noun: Token, namer: Namer) -> Token:
    """The name that stands beside a description: "the party chairman, Ada Brook"."""
    beside = (c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > noun.i)
    return next((c for c in beside if namer.actor(c) is not None and noun.pos_ == "NOUN"), noun)


def _object_of_gerund(token: Token) -> bool:
    """Whether "-ing" stands right before what was read as a subject: "replacing Brook could lead to ..."."""
    first = token.left_edge
    if token.pos_ == "PRON" or first.i == 0 or first.nbor(-1).tag_ != "VBG" or first.is_sent_start:
        return False
    gerund = first.nbor(-1)
    introduces = {*lexicon.load("pronouns")["saying"], *lexicon.load("questions")["wording"]["introducing"]}
    return gerund.lemma_.lower() not in introduces and token.head != gerund


def _doing(token: Token, namer: Namer, said: set[int], stop: int | None) -> str | None:
    """What one does as the subject of what it could lead to: "replacing the bridge"."""
    gerund = token.left_edge.nbor(-1)
    before = gerund.nbor(-1) if gerund.i else None
    opens = before is None or before.is_punct or before.is_space or before.dep_ == "mark"
    words = standing(token, namer, said, stop) if opens or gerund.is_sent_start else None
    could = token.head.dep_ != "amod" and any(c.tag_ == "MD" for c in token.head.children)
    return f"{gerund.lower_} {words}" if words and could else None


def owner_words(token: Token, namer: Namer, said: set[int] | None = None) -> str | None:
    """As ``subject_words``, where "'s" can follow: not "the lawyer for the club's"."""
    words = subject_words(token, namer, said)
    if words is not None and words.split()[0].lower() in _MANY:
        return None
    if (
        words is None
        or len(words.split()) > _OWNER
        or "'s " in words
        or re.search(r" (?:for|of|at|in|on|with|from|to) ", words)
    ):
        return None
    return words


def _named_so(noun: Token, namer: Namer, actor: int) -> bool:
    """Whether the actor's name can stand for this word: one group's name is too easily given to another."""
    other = set(lexicon.load("questions")["wording"]["pointing"]) | {"any", "every", "each", "no"}
    if noun.pos_ == "NOUN" and any(child.lower_ in other for child in noun.children):
        return False  # "the next president" is not this one
    if noun.tag_ == "NNPS" and namer.actors[actor].kind == "country" and noun.text not in namer.name(actor):
        return False  # "Americans" are not America
    if noun.pos_ == "PROPN" and namer.contradicts(noun, actor):
        return False  # "Mr. Brook" is not Ada Brook
    many = noun.tag_ == "NNS" and namer.actors[actor].kind in {"person", "organization"}
    if noun.pos_ != "NOUN" or (namer.actors[actor].kind not in {"group", "unnamed"} and not many):
        return True
    return noun.lower_ in namer.name(actor).lower().split()


def _telling(noun: Token) -> bool:
    """Whether a description says so much that it stands for itself ("the Polish competition authority")."""
    modifiers = [
        child
        for child in noun.children
        if child.dep_ in {"amod", "compound", "nmod:poss"} and child.i < noun.i
    ]
    return noun.tag_ in {"NN", "NNS"} and len(modifiers) > 1 and not any(m.pos_ == "PRON" for m in modifiers)


def standing(token: Token, namer: Namer, said: set[int] | None = None, stop: int | None = None) -> str | None:
    """The noun phrase of ``token`` as words, or None where it is not whole or says nothing by itself."""
    if token.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "VERB", "SYM", "X"}:
        return None
    span = noun_phrase(token, stop)
    if (
        span[0].pos_ in {"ADP", "ADV"}
        and span[0].i != token.i
        and span[0].lower_ not in {"at", "only", "even"}
    ):
        return None
    if any(
        part.dep_ == "case" and part.head.i == token.i and part.tag_ == "IN"
        for part in span[: token.i - span.start]
    ):
        return None
    if _half(span, token):
        return None
    rules = lexicon.load("questions")["wording"]
    if token.pos_ == "ADJ" and span[0].lower_ != "the":
        return None
    if (
        any(part.tag_ in FINITE or part.tag_ in {"WRB", "WP"} for part in span)
        or span[0].lower_ in rules["negative_subjects"]
    ):
        return None
    if any(part.lower_ in {"not", "n't", "n’t"} for part in span):
        return None  # "Brook not having her passport"
    if any(part.tag_ in {"JJR", "RBR"} and part.nbor(-1).lower_ == "the" for part in span[1:]):
        return None  # "the longer it lasts, the bigger the problem"
    alone = all(part.dep_ == "det" or part.i == token.i for part in span)
    if alone and (token.lower_ in rules["empty_subjects"] or token.lemma_.lower() in rules["time_nouns"]):
        return None
    if token.lemma_.lower() in {"end", "beginning", *rules["time_nouns"]} and any(
        part.like_num for part in span
    ):
        return None
    if token.text in rules["calendar"] and token.i not in namer.actor_at:
        return None
    return namer.words(span, said) or None


def _half(span: Span, noun: Token) -> bool:
    """Whether a span is half of a phrase: "die-|hard voters", "several coal | firms", "lawyers trying"."""
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.text in {"-", "–"} and not before.whitespace_:
        return True
    if before is not None and before.lower_ in {"either", "neither", "no", "nor"}:
        return True
    if any(part.tag_ == "DT" and part.nbor(-1).pos_ in {"NOUN", "PROPN"} for part in span[1:]):
        return True  # "the effects a strike would have"
    last = span[-1]
    owned = last.dep_ in {"compound", "amod", "det", "nummod", "nmod:poss"} and last.head.i >= span.end
    if (owned and last.i != noun.i) or last.tag_ == "VBG" != noun.tag_:
        return True
    return any(part.tag_ == "VB" for part in span if part.i < noun.i)


def _may_stand(pronoun: Token, actor: int | None, namer: Namer) -> bool:
    """Whether a name may stand for a pronoun as a subject: what "it" means is doubtful in a passive."""
    if actor is not None and pronoun.lower_ == "they" and namer.actors[actor].kind == "person":
        return False  # many, more likely, whom the article does not name
    return actor is None or pronoun.lower_ != "it" or pronoun.dep_ != "nsubj:pass"


def _antecedent(token: Token, namer: Namer, said: set[int]) -> str | None:
    noun = token.head.head if token.head.dep_ == "acl:relcl" else None
    if noun is None or noun.i >= token.i:
        return None
    nearest = next(
        (t for t in reversed(list(token.doc[noun.i : token.i])) if t.pos_ in {"NOUN", "PROPN"}), noun
    )
    if nearest.i > noun.right_edge.i or (
        nearest != noun and nearest.head != nearest and nearest.dep_ == "nmod"
    ):
        return None  # "the fears of growers who ...": the growers, more likely
    actor = namer.actor(noun)
    if actor is not None:
        said.add(actor)
        return namer.name(actor)
    return standing(noun, namer, said, token.i)
