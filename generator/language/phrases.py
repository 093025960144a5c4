"""Noun phrases cut out of a sentence so that they can stand in another: whole, short, never half a list."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

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
_MANY = {"several", "many", "some", "few", "a", "most", "two", "three", "various"}
_OWNER = 5  # words that can stand before "'s"
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
    if actor is not None and not joined and not _telling(token) and _named_so(token, namer, actor):
        said.add(actor)
        return namer.name(actor)
    if token.lower_ == "there" and token.dep_ == "expl":
        return "there"
    if token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and token.dep_ in SUBJECTS):
        return _antecedent(token, namer, said)
    return standing(token, namer, said, stop)


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
    if noun.pos_ != "NOUN" or namer.actors[actor].kind not in {"group", "unnamed"}:
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


def without_occasion(words: str) -> str:
    """A phrase without where and when it was said: "a recount in a letter on Friday" -> "a recount"."""
    rules = lexicon.load("questions")["wording"]
    said = "|".join(rules["occasions"])
    days = "|".join(rules["calendar"])
    when = r" (?:following|after|amid|before|because)\b"
    where = rf" (?:in|at|during|on|via) (?:(?:\S+ ){{0,3}}(?:{said})|{days})\b"
    return re.split(f"{when}|{where}", words)[0]


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
    for inner in doc[token.i + 1 : end]:
        reason = inner.dep_ == "acl" and inner.tag_ == "VBG" and inner.left_edge.lower_ in {"for", "of"}
        if inner.dep_ in {"acl:relcl", "appos", "parataxis"} or reason:
            end = min(end, max(token.i + 1, inner.left_edge.i))
    for i in range(token.i + 1, end):
        if (stops(doc[i]) and doc[i].text != "(") or (doc[i].text == "," and not listed(doc[i], end)):
            end = i
            break
    end = _whole_list(doc, token.i + 1, end)
    while end > token.i + 1 and (
        (doc[end - 1].is_punct and doc[end - 1].text not in {")", "]"})
        or doc[end - 1].is_space
        or doc[end - 1].tag_ == "POS"
    ):
        end -= 1
    for i in range(token.i - 1, start - 1, -1):
        aside = doc[i].text == "," and any(t.dep_ == "discourse" for t in doc[start:i])
        if stops(doc[i]) or doc[i].is_space or aside:
            start = i + 1
            break
    return trimmed(doc[start:end], token)


def _whole_list(doc: Doc, start: int, end: int) -> int:
    """``end``, or the first comma of a list behind a noun whose last member is cut off."""
    comma = next((i for i in range(start, end) if doc[i].text == ","), None)
    cut = comma is not None and not any(token.dep_ == "cc" for token in doc[comma:end])
    return comma if comma is not None and cut else end


def trimmed(span: Span, head: Token, limit: int = 14) -> Span:
    """``span`` cut before its last optional modifiers, so that at most ``limit`` tokens follow its head."""
    if span.end - head.i - 1 <= limit:
        return span
    cuts = [
        token.left_edge.i
        for token in span
        if token.dep_ in OPTIONAL - {"obl"} and head.i < token.left_edge.i <= head.i + limit
    ]
    cuts = [cut for cut in cuts if span.doc[cut - 1].pos_ not in {"VERB", "ADP", "PART"}]
    return span.doc[span.start : max(cuts)] if cuts else span


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


def listed(comma: Token, end: int) -> bool:
    """Whether a comma parts the members of a list of nouns or adjectives, rather than clauses."""
    if comma.i + 1 >= end or comma.nbor(1).lower_ == "nor":
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
