"""Noun phrases cut out of a sentence so that they can stand in another: whole, short, never half a list."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from generator import lexicon
from generator.language.grammar import FINITE
from generator.language.naming import Namer

SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"}
# Dependents before which a phrase that is too long can be cut.
OPTIONAL = frozenset(
    [
        "obl",
        "obl:tmod",
        "obl:unmarked",
        "obl:npmod",
        "nmod",
        "nmod:tmod",
        "nmod:unmarked",
        "nmod:desc",
        "advcl",
        "advcl:relcl",
        "acl",
        "acl:relcl",
        "conj",
        "advmod",
        "appos",
        "parataxis",
    ]
)
STOPS = {";", ":", "—", "–", "--", "...", "…", "(", "[", "?", "!", "-"}
_LEAD_IN = {"ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE"}  # what stands before a noun phrase, not in it


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
    actor = namer.actor(token)
    if token.pos_ == "PRON" and not _may_stand(token, actor):
        return None
    if actor is not None and namer.leans(actor):
        return None
    if (
        actor is not None
        and not any(child.dep_ == "conj" for child in token.children)
        and not _telling(token)
    ):
        said.add(actor)
        return namer.name(actor)
    if token.lower_ == "there" and token.dep_ == "expl":
        return "there"
    if token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and token.dep_ in SUBJECTS):
        return _antecedent(token, namer, said)
    return standing(token, namer, said, stop)


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
    rules = lexicon.load("questions")["wording"]
    if token.pos_ == "ADJ" and span[0].lower_ != "the":
        return None
    if (
        any(part.tag_ in FINITE or part.tag_ in {"WRB", "WP"} for part in span)
        or span[0].lower_ in rules["negative_subjects"]
    ):
        return None
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


def plural(subject: Token) -> bool:
    """Whether a noun phrase takes a plural verb."""
    children = list(subject.children)
    if subject.lower_ in {"number", "group", "majority"} and any(
        c.dep_ == "nmod" and c.tag_ == "NNS" for c in children
    ):
        return True
    return subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in children)


def bare(words: str) -> str:
    """A noun phrase without its article or possessive: "the new toll" -> "new toll"."""
    return re.sub(r"^(?:the|an?|this|that|its|his|her|their) ", "", words, flags=re.IGNORECASE)


def noun_phrase(token: Token, stop: int | None = None) -> Span:
    """The noun phrase around ``token``: up to the first comma, relative clause or ``stop``."""
    doc = token.doc
    start, end = token.left_edge.i, token.right_edge.i + 1
    if stop is not None and stop > token.i:
        end = min(end, stop)
    while (
        start < token.i
        and doc[start + 1].lower_ not in {"least", "most"}
        and (doc[start].dep_ in {"mark", "punct", "cc", "case"} or doc[start].pos_ in _LEAD_IN)
    ):
        start += 1
    for child in token.children:
        if child.dep_ in {"acl:relcl", "appos", "parataxis"} and child.i > token.i:
            end = min(end, child.left_edge.i)
    for i in range(token.i + 1, end):
        if (stops(doc[i]) and doc[i].text != "(") or (doc[i].text == "," and not listed(doc[i], end)):
            end = i
            break
    while end > token.i + 1 and (
        (doc[end - 1].is_punct and doc[end - 1].text not in {")", "]"}) or doc[end - 1].is_space
    ):
        end -= 1
    for i in range(token.i - 1, start - 1, -1):
        aside = doc[i].text == "," and any(t.dep_ == "discourse" for t in doc[start:i])
        if stops(doc[i]) or doc[i].is_space or aside:
            start = i + 1
            break
    return trimmed(doc[start:end], token)


def trimmed(span: Span, head: Token, limit: int = 14) -> Span:
    """``span`` cut before its last optional modifiers, so that at most ``limit`` tokens follow its head."""
    if span.end - head.i - 1 <= limit:
        return span
    cuts = [
        token.left_edge.i
        for token in span
        if token.dep_ in OPTIONAL and head.i < token.left_edge.i <= head.i + limit
    ]
    return span.doc[span.start : max(cuts)] if cuts else span


def _may_stand(pronoun: Token, actor: int | None) -> bool:
    """Whether a name may stand for a pronoun as a subject: what "it" means is doubtful in a passive."""
    return actor is None or pronoun.lower_ != "it" or pronoun.dep_ != "nsubj:pass"


def _antecedent(token: Token, namer: Namer, said: set[int]) -> str | None:
    noun = token.head.head if token.head.dep_ == "acl:relcl" else None
    if noun is None or noun.i >= token.i:
        return None
    actor = namer.actor(noun)
    if actor is not None:
        said.add(actor)
        return namer.name(actor)
    return standing(noun, namer, said, token.i)


def listed(comma: Token, end: int) -> bool:
    """Whether a comma parts the members of a list of nouns or adjectives, rather than clauses."""
    if comma.i + 1 >= end:
        return False
    after = comma.doc[comma.i + 1 : end]
    first = next(
        (
            token
            for token in after
            if token.dep_ not in {"det", "amod", "nummod", "case", "compound", "cc", "nmod:poss"}
        ),
        None,
    )
    if first is None:
        return False
    conj = first if first.dep_ == "conj" else None
    return conj is not None and conj.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} and conj.head.i < comma.i


def stops(token: Token) -> bool:
    """Whether a mark ends the stretch: a hyphen inside a word or a range of numbers does not."""
    if token.text in {"-", "–"}:
        return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in STOPS
