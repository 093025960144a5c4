"""Where a noun phrase begins and ends, and what of it can be left off."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from generator import lexicon

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
