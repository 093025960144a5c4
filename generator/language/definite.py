"""Definite phrases that point back: "the deal" says nothing by itself, "the trade deal with Norda" does.

A bare "the" + noun is kept where everybody knows which is meant ("the government", "the economy") or
where the article has not spoken of it before; else it is made fuller from the article's first telling
mention of the same noun, or given up.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from generator import lexicon
from generator.language.forms import lemmas
from generator.language.grammar import sentence_start

_TELLING = {
    "amod",
    "compound",
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "nummod",
    "acl",
    "acl:relcl",
    "appos",
    "flat",
}
_BEFORE = {"amod", "compound"}
_LINKS = {"of", "on", "over", "against", "with", "about", "into", "between", "by", "to", "from"}
_PART = ("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PART")
_LONGEST = 6  # tokens of a phrase added behind a noun
_MENTIONS = 60  # of a noun, the first ones, among which a telling one is looked for


def points_back(noun: Token, end: int, *, surely: bool = False) -> bool:
    """Whether "the" before a noun points at something outside the stretch of text that holds it.

    Args:
        noun: the noun behind the determiner.
        end: index of the token behind the stretch.
        surely: whether the determiner itself points ("this", "our"), so that no earlier mention is needed.
    """
    if noun.pos_ not in {"NOUN", "NUM", "ADJ"} or noun.lemma_.lower() in _known():
        return False
    if noun.ent_type_ or noun.text[0].isupper():
        return False
    empty = lexicon.load("questions")["wording"]["pointing"] if surely else ()  # "this latest effort"
    if any(c.dep_ in _TELLING and c.i < end and c.lower_ not in empty for c in noun.children):
        return False
    lemma = noun.lemma_.lower()
    if lemma in lexicon.load("questions")["wording"]["summing_up"]:
        return True
    return surely or places(noun.doc)[lemma][0] < noun.left_edge.i


def places(doc: Doc) -> dict[str, list[int]]:
    """Where each lemma, in lower case, stands in a Doc, in text order."""
    if doc._.lemma_at is None:
        found: dict[str, list[int]] = {}
        for i, lemma in enumerate(lemmas(doc)):
            found.setdefault(lemma, []).append(i)
        doc._.lemma_at = found
    known: dict[str, list[int]] = doc._.lemma_at
    return known


def fuller(noun: Token) -> tuple[str, str] | None:
    """What the article's first telling mention of the noun puts before and behind it; None without one.

    What comes before starts with its determiner: "the" or an owner ("Norda's").
    """
    found: list[tuple[str, str]] = []
    for place in places(noun.doc)[noun.lemma_.lower()][:_MENTIONS]:
        other = noun.doc[place]
        if place >= noun.i:
            break
        if other.tag_ != noun.tag_:
            continue
        owner, before, behind = _owner(other), _before(other), _behind(other)
        if owner or before or behind:
            found.append((f"{owner or 'the'} {before}".strip(), behind))
    owners = {lead.split()[0] for lead, _ in found}
    if len(owners) != 1 or len(_names_before(noun)) > 1:
        return None  # two laws of two states, two parties' nominations: which is meant?
    return found[0]


def _names_before(noun: Token) -> set[str]:
    """The names that stand before this noun anywhere in the article: "the Norda law", "the Ulla law"."""
    before = [noun.doc[place - 1] for place in places(noun.doc)[noun.lemma_.lower()] if place]
    return {other.text for other in before if other.pos_ == "PROPN"}


def _owner(noun: Token) -> str:
    """A name that the noun belongs to: "Norda's"."""
    owner = next((c for c in noun.children if c.dep_ == "nmod:poss" and c.pos_ == "PROPN"), None)
    if owner is None or owner.left_edge.pos_ != "PROPN" or noun.i - owner.right_edge.i > _LONGEST:
        return ""
    span = noun.doc[owner.left_edge.i : owner.right_edge.i + 1]
    return span.text.strip() if span[-1].tag_ == "POS" and len(span) <= _LONGEST else ""


def _known() -> frozenset[str]:
    return frozenset(lexicon.load("questions")["wording"]["known_things"])


def _before(noun: Token) -> str:
    """The adjectives and nouns right before a noun, as far as they tell which is meant."""
    start = noun.i
    rules = lexicon.load("questions")["wording"]
    while start > sentence_start(noun):
        token = noun.doc[start - 1]
        fits = token.head == noun and token.dep_ in _BEFORE and token.text.replace("-", "").isalpha()
        if (
            not fits
            or token.lower_ in rules["pointing"]
            or not (token.text.islower() or token.pos_ == "PROPN")
        ):
            break
        start -= 1
    if start and noun.doc[start - 1].text in {"-", "–"}:
        return ""  # half of "long-term"
    return " ".join(token.text for token in noun.doc[start : noun.i])


def _goes_on(span: Span) -> bool:
    """Whether what follows belongs to a phrase: "of states | leaving", "by historian | Ada Brook"."""
    follows = span.doc[span.end] if span.end < len(span.doc) else None
    return follows is not None and (follows.tag_ == "VBG" or follows.pos_ == "PROPN")


def _behind(noun: Token) -> str:
    """The one short phrase right behind a noun that tells which is meant: "of the harbour"."""
    behind = [c for c in noun.children if c.left_edge.i == noun.i + 1]
    phrase = next(
        (c for c in behind if c.dep_ == "nmod" or (c.dep_ == "acl" and c.tag_ in {"VBN", "VBG"})), None
    )
    many = noun.tag_ == "NNS" and phrase is not None and phrase.pos_ == "PROPN"
    if phrase is None or many or not noun.whitespace_:
        return ""
    span = noun.doc[noun.i + 1 : phrase.right_edge.i + 1]
    plain = all(token.pos_ in _PART for token in span[1:]) and (
        span[0].lower_ in _LINKS or span[0].tag_ == "VBN"
    )
    if (
        not plain
        or _goes_on(span)
        or len(span) > _LONGEST
        or any(token.lower_ == "the" and points_back(phrase, span.end) for token in span)
    ):
        return ""
    return span.text.strip()
