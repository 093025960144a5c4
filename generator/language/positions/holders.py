"""From the phrase that names a holder to actors: names, pronouns already resolved, nameless sources."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.grammar import conjuncts, noun_phrase_end
from generator.language.positions.cues import words
from generator.language.positions.documents import found_in, inside, is_document, makers
from generator.language.positions.listed import examples, members, rest_of_list
from generator.language.positions.standins import stands_for
from generator.language.unnamed import add_unnamed, note_mention

_NAMES = frozenset({"flat", "appos", "compound", "flat:name"})
_FINDINGS = frozenset(
    {
        "inquiry",
        "investigation",
        "review",
        "audit",
        "poll",
        "survey",
        "study",
        "report",
        "data",
        "figure",
        "research",
        "estimate",
    }
)
_BODIES = frozenset(
    {"government", "movement", "regime", "authority", "side", "leadership", "state", "leader", "president"}
)
_MANY = frozenset(
    {
        "percent",
        "cent",
        "%",
        "proportion",
        "share",
        "third",
        "quarter",
        "half",
        "plurality",
        "number",
        "majority",
        "dozen",
        "hundred",
        "thousand",
        "handful",
        "host",
        "minority",
        "couple",
        "group",
    }
)


def actors_of(doc: Doc, head: Token) -> list[int]:
    """The actors that the noun phrase around ``head`` names, one for each conjunct; none for nobody.

    A document ("the report", "Ode's letter") stands for who made it; "firms including A and B" for A and B.
    """
    out = examples(doc, head)
    if not out:
        for token in conjuncts(head):
            if _beyond_apposition(doc, head.i, token.i):
                break
            if token != head and any(child.dep_ == "case" for child in token.children):
                continue  # "observers in the city and around the country"
            out += [actor for actor in _one(doc, token) if actor not in out]
    if out:
        out += [actor for actor in rest_of_list(doc, head) if actor not in out]
    return out


def _beyond_apposition(doc: Doc, head: int, other: int) -> bool:
    """Whether a description stands between two names: "Ann Ode, founder and head of A and B"."""
    between = doc[head + 1 : other]
    if doc[head].pos_ != "PROPN" or doc[other].pos_ == "PROPN":
        return any(t.text == "," and t.nbor(1).pos_ == "NOUN" and t.i + 1 < other for t in between)
    return any(t.text == "," and t.nbor(1).pos_ in {"NOUN", "DET", "ADJ"} for t in between)


def _one(doc: Doc, token: Token) -> list[int]:
    at: dict[int, int] = doc._.actor_at
    lemma = token.lemma_.lower()
    if any(child.dep_ == "nmod" and child.lower_ in {"whom", "which"} for child in token.children):
        return _told_of(doc, token)
    if is_document(token):
        token = found_in(token)
        lemma = token.lemma_.lower()
        made_by = makers(doc, token)
        if made_by:
            return made_by
        if token.i in at:
            return [at[token.i]]
        for child in token.children:
            if child.dep_ in {"compound", "nmod:poss"} and child.lemma_.lower() in words("holders"):
                return [_nameless(doc, child)]
        return [_nameless(doc, token)] if lemma in _FINDINGS or _can_hold(token) else []
    if token.i in at:
        apposed = [c for c in token.children if c.dep_ == "appos" and c.i in at and c.pos_ == "PROPN"]
        generic = any(c.lower_ in {"a", "an"} for c in token.children)
        listed = members(doc, token) if token.tag_ in {"NNS", "NNPS"} else []
        return listed or [at[apposed[0].i] if generic and apposed else at[token.i]]
    named = inside(doc, token, _NAMES if _is_body(token) else _NAMES - {"compound"})
    if named is None and token.text[0].isupper():
        named = _by_last_name(doc, token)
    if named is not None:
        return [named]
    if token.lemma_.lower() in _MANY:
        parts = (child for child in token.children if child.dep_ == "nmod" and not _beside(child))
        of_whom = [actor for child in parts for actor in _one(doc, child)]
        if of_whom:
            return of_whom
    named = _named_behind(doc, token)
    if named is not None:
        return [named]  # "An attorney for Ode, Mark Brill, said"
    if token.dep_ == "appos" and token.head.i in at:
        return [at[token.head.i]]  # "Ann Ode, a lawyer who …"
    meant = stands_for(doc, token)
    if meant is not None:
        note_mention(doc, meant, doc[_phrase_start(token) : noun_phrase_end(token)])
        return [meant]
    return [_nameless(doc, token)] if _can_hold(token) else []


def _told_of(doc: Doc, token: Token) -> list[int]:
    """The sailors of "sailors, many of whom say …"; of some people, not of a thing's parts."""
    whom = any(child.lower_ == "whom" for child in token.children)
    verb = token.head
    if not whom or verb.dep_ != "acl:relcl" or verb.head.i >= token.i:
        return []
    return _one(doc, verb.head)


def _beside(noun: Token) -> bool:
    """Whether a noun only goes with another: the schools of "a group of parents with children in schools"."""
    return any(child.dep_ == "case" and child.lower_ == "with" for child in noun.children)


def _named_behind(doc: Doc, token: Token) -> int | None:
    """The person named between commas behind an indefinite description and its complement."""
    if not any(child.lower_ in {"a", "an"} for child in token.children):
        return None
    end = noun_phrase_end(token)
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    index = doc._.actor_at.get(end + 1)
    if index is None or doc._.actors[index].kind != "person":
        return None
    stop = end + 1
    while stop < len(doc) and doc._.actor_at.get(stop) == index:
        stop += 1
    return int(index) if stop < len(doc) and doc[stop].text == "," else None


def _can_hold(token: Token) -> bool:
    """Whether the noun, in the singular or plural, is one for people or bodies with views."""
    word, listed = token.lower_, words("holders")
    return any(
        form in listed
        for form in (word, token.lemma_.lower(), word.removesuffix("s"), word.removesuffix("es"))
    )


def _is_body(token: Token) -> bool:
    """Whether a name before the noun is its own: "the Ode government", "Minister Ode", not "Ode campaign"."""
    return token.pos_ == "PROPN" or token.lemma_.lower() in _BODIES


def _by_last_name(doc: Doc, token: Token) -> int | None:
    """A known name that the actors component overlooked here."""
    for index, actor in enumerate(doc._.actors):
        if actor.name.split()[-1] == token.text and actor.kind == "person":
            return index
    return None


def as_document(doc: Doc, head: Token | None) -> list[int]:
    """A document whose maker nobody knows as a holder of its own: "a leaked letter says"."""
    return [_nameless(doc, head)] if head is not None and is_document(head) else []


def _nameless(doc: Doc, token: Token) -> int:
    return add_unnamed(doc, doc[_phrase_start(token) : noun_phrase_end(token)])


def _phrase_start(token: Token) -> int:
    skip = {"cc", "punct", "mark", "case", "cop"}
    parts = [
        c
        for c in token.children
        if c.i < token.i and c.dep_ not in skip and c.tag_ not in {"WDT", "WP", "WP$"}
    ]
    start = min([token.i, *(c.left_edge.i for c in parts)])
    commas = [i for i in range(start, token.i) if token.doc[i].is_punct and token.doc[i].text != "-"]
    return commas[-1] + 1 if commas else start
