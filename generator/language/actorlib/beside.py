"""What an article says beside a name that a person is: in commas, after "is", behind "of", by an office."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from generator.language.actorlib.acting import OBJECT, SUBJECT
from generator.language.actorlib.gazetteer import known_words, phrase_at, place_at, titles
from generator.language.actorlib.roles import (
    ARTICLES,
    DASHES,
    FINITE,
    LINKS,
    OWNERS,
    POSSESSIVES,
    modifies,
)
from generator.language.grammar import sentence_start

_FAR = 16  # tokens that a role may have


def described(doc: Doc, start: int, end: int) -> Span | None:
    """Return the role in commas or dashes after a name, or before it: "Ada Brook, a port engineer"."""
    return _after(doc, end) or _copula(doc, end) or _ahead(doc, start, end)


def affiliation(doc: Doc, start: int, end: int, bodies: dict[int, int]) -> Span | None:
    """The organisation in "Jane Doe of the Institute" or "the Institute's Jane Doe".

    Args:
        doc: the article.
        start: the name's first token.
        end: the token behind the name.
        bodies: first token -> end of the organisations named in the article.
    """
    if start > 1 and doc[start - 1].text in POSSESSIVES:
        first = next((s for s, e in bodies.items() if e == start - 1 or e == start), None)
        return doc[first : start - 1] if first is not None and doc[start - 2].pos_ == "PROPN" else None
    link = end + (end < len(doc) - 2 and doc[end].text == ",")
    if link + 1 >= len(doc) or doc[link].lower_ not in {"of", "from", "for", "with"}:
        return None
    first = link + 1 + (doc[link + 1].lower_ == "the")
    if first not in bodies:
        return None
    attached = start <= doc[bodies[first] - 1].head.i < end or start <= doc[first].head.i < end
    return doc[first : bodies[first]] if attached or doc[link].lower_ in {"of", "from"} else None


def behind_body(doc: Doc, start: int, bodies: dict[int, int]) -> Span | None:
    """The office and its body straight before a name: "Head of the Norda branch of the Council" Ada Brook.

    Args:
        doc: the article.
        start: the name's first token.
        bodies: first token -> end of the organisations named in the article.
    """
    body = next((first for first, end in bodies.items() if end == start), None)
    if body is None:
        return None
    link = body - 1 - (doc[body - 1].lower_ == "the")
    if link < 1 or doc[link].lower_ not in {"of", "for", "at", "with"}:
        return None
    first = link
    while first > sentence_start(doc[start]) and start - first < _FAR:
        before = doc[first - 1]
        if before.pos_ not in {"NOUN", "PROPN", "ADJ"} and before.lower_ not in {"of", "for", "the", "at"}:
            break
        first -= 1
    while first < link and doc[first].lower_ in ARTICLES | {"of", "for", "at"}:
        first += 1
    role = doc[first:start]
    return role if first < link and _noun_part(role)[-1].lower_ in titles() else None


def held(doc: Doc, start: int, end: int) -> Span | None:
    """The office in "Jane Doe resigned as minister" or "the departure of Jane Doe as commissioner"."""
    name = doc[start:end].root
    if name.dep_ not in SUBJECT | OBJECT | {"nmod", "nmod:poss"}:
        return None
    for verb in (name.head, *(child for child in name.head.children if child.dep_ == "xcomp")):
        if verb.lemma_ not in known_words("titles", "holding"):
            continue
        for noun in verb.children:
            case = next(
                (child for child in noun.children if child.lower_ == "as" and child.dep_ == "case"), None
            )
            if case is not None and case.i >= end:
                return _office(doc, case.i + 1)
    return None


def _office(doc: Doc, i: int) -> Span | None:
    """The office that begins at token i, without how or when it came: "Speaker with 220 votes"."""
    found = _description(doc, i)
    if found is None:
        return None
    stop = next((t.i for t in found if t.lower_ in {"with", "by", "from", "in", "on"}), found.end)
    return doc[found.start : stop] if stop > found.start else None


def _after(doc: Doc, end: int) -> Span | None:
    i = _behind_place(doc, end)
    if i >= len(doc) - 1 or doc[i].text not in {",", "\u2014", "\u2013"}:
        return None
    i += 1
    if doc[i].like_num and i + 1 < len(doc) and doc[i + 1].text == ",":
        i += 2
    if i + 1 < len(doc) and doc[i].lower_ in {"who", "whose"}:
        return _copula(doc, i + 1) if doc[i].lower_ == "who" else None
    return _description(doc, i) or _one_of(doc, i) or _apposed(doc, i, end)


def _one_of(doc: Doc, i: int) -> Span | None:
    """ "one of the mayor's aides": who many are."""
    if i + 2 >= len(doc) or doc[i].lower_ != "one" or doc[i + 1].lower_ != "of":
        return None
    noun = next((t for t in doc[i + 2 : i + _FAR] if t.tag_ == "NNS" and t.dep_ == "nmod"), None)
    if noun is None or noun.lower_.removesuffix("s") not in titles():
        return None
    last = noun.i + 1
    while last < len(doc) and last - i < _FAR and _continues(doc, last, headed=True):
        last += 1
    return doc[i:last]


def _behind_place(doc: Doc, end: int) -> int:
    """The token behind what tells where somebody sits: "Brook of Ohio,", "Brook (R-Ohio),"; else ``end``."""
    if end + 1 < len(doc) and doc[end].text == "(":
        closing = next((i for i in range(end + 1, min(len(doc), end + 8)) if doc[i].text == ")"), end - 1)
        return closing + 1
    if end + 1 < len(doc) and doc[end].lower_ in {"of", "from"}:
        found = place_at(doc, end + 1)
        return found[0] if found else end
    return end


def _apposed(doc: Doc, i: int, end: int) -> Span | None:
    """What the parse hangs on the name beside it: "Jane Doe, a beekeeper,", whatever the noun."""
    if doc[i].lower_ not in {"a", "an"}:
        return None
    noun = doc[i].head
    if noun.dep_ != "appos" or noun.tag_ != "NN" or noun.i <= i or not noun.is_lower or noun.ent_type_:
        return None
    if noun.head.i >= end or noun.head.i < end - 4 or noun.i - i > _FAR:
        return None
    last = noun.i + 1
    while last < len(doc) and last - i < _FAR and _continues(doc, last, headed=True):
        last += 1
    return doc[i + 1 : last]


def _copula(doc: Doc, i: int) -> Span | None:
    if i + 2 >= len(doc) or doc[i].lower_ not in {"is", "was", "became", "remains", "serves"}:
        return None
    i += 1 + (doc[i + 1].lower_ in {"also", "now", "currently", "as", "still", "formerly"})
    if doc[i].lower_ not in ARTICLES and doc[i].lower_ not in titles():
        return None
    found = _description(doc, i)
    lasting = known_words("titles", "offices", "phrases", "occupations")
    return (
        found if found is not None and any(token.lower_ in lasting for token in _noun_part(found)) else None
    )


def _description(doc: Doc, i: int) -> Span | None:
    """The noun phrase that begins at token i, if its noun is what a person can be."""
    if i >= len(doc):
        return None
    first = i + (doc[i].lower_ in ARTICLES | OWNERS)
    last, head = first, None
    while last < len(doc) and last - first < _FAR and _continues(doc, last, head is not None):
        if (
            head is None
            and doc[last].lower_ in titles()
            and doc[last].tag_ not in {"VB", "VBP", "VBZ", "VBD"}
        ):
            head = (phrase_at(doc, last, titles(), min(len(doc), last + 4)) or last + 1) - 1
        elif head is None and (doc[last].lower_ in LINKS - {"and"} or doc[last].tag_ in FINITE):
            return None
        last += 1
    if (
        head is None
        or last == first
        or (doc[i].lower_ not in ARTICLES | OWNERS and _is_list(doc, first, head))
    ):
        return None
    while last > head + 1 and (doc[last - 1].lower_ in LINKS | ARTICLES or doc[last - 1].is_punct):
        last -= 1
    return doc[first:last]


def _continues(doc: Doc, i: int, headed: bool) -> bool:
    token = doc[i]
    if token.is_space or token.text in {",", ".", ";", ":", "(", ")", '"', "\u201c", "\u201d", "?", "!"} | (
        DASHES - {"-"}
    ):
        return False
    if token.lower_ in {
        "who",
        "which",
        "that",
        "whose",
        "when",
        "where",
        "but",
        "as",
        "after",
        "before",
        "because",
    }:
        return False
    return not (headed and (token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.pos_ == "AUX"))


def _is_list(doc: Doc, first: int, head: int) -> bool:
    """Without an article, "…, President Macron and …" goes on with somebody else."""
    return head + 1 < len(doc) and doc[head + 1].text[0].isupper() and doc[head + 1].lower_ not in LINKS


def _ahead(doc: Doc, start: int, end: int) -> Span | None:
    """The description before a name in commas: "the company's director, Hamid Khan, said"."""
    if start < 3 or doc[start - 1].text != "," or end >= len(doc):
        return None
    if doc[end].text not in {",", ".", ";"} and doc[end].tag_ not in FINITE and doc[end].lower_ != "of":
        return None
    last = _behind_parentheses(doc, start - 2)
    first = last
    while (
        first > 0 and last - first < _FAR and (modifies(doc, first) or doc[first].lower_ in LINKS | ARTICLES)
    ):
        if doc[first - 1].lower_ in ARTICLES | OWNERS and any(
            token.lower_ in titles() for token in _noun_part(doc[first : last + 1])
        ):
            return doc[first : last + 1]
        first -= 1
    span = doc[first + 1 : last + 1]
    if not len(span) or span[0].text in POSSESSIVES:
        return None
    return (
        span
        if any(token.lower_ in titles() for token in _noun_part(span)) and span[0].text[0].isupper()
        else None
    )


def _behind_parentheses(doc: Doc, last: int) -> int:
    """The token before what stands in parentheses up to ``last``, else ``last``: "head of the CIA (…), X"."""
    if doc[last].text != ")":
        return last
    opening = next((i for i in range(last, max(0, last - 12), -1) if doc[i].text == "("), last)
    return max(opening - 1, 0)


def _noun_part(span: Span) -> Span:
    """The part of a noun phrase up to its first preposition."""
    for i, token in enumerate(span):
        if token.lower_ in LINKS - {"and"}:
            return span[:i]
    return span
