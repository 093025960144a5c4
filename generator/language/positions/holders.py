"""From the phrase that names a holder to actors: names, pronouns already resolved, nameless sources."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.grammar import conjuncts, noun_phrase_end
from generator.language.positions.extent import words
from generator.language.unnamed import add_unnamed

_MADE_BY = frozenset({"nmod:poss", "nmod", "compound", "appos", "obl", "amod"})


def actors_of(doc: Doc, head: Token) -> list[int]:
    """The actors that the noun phrase around ``head`` names, one for each conjunct; none where it names nobody.

    A document ("the report", "Ode's letter") stands for who made it.
    """
    out: list[int] = []
    for token in conjuncts(head):
        for actor in _one(doc, token):
            if actor not in out:
                out.append(actor)
    return out


def _one(doc: Doc, token: Token) -> list[int]:
    at: dict[int, int] = doc._.actor_at
    lemma = token.lemma_.lower()
    document = token.pos_ == "NOUN" and (lemma in words("documents") or token.lower_ in words("documents"))
    if token.i in at and not document:
        return [at[token.i]]
    named = _inside(doc, token, {"flat", "appos", "compound", "flat:name"}) if not document else None
    if named is not None:
        return [named]
    if document:
        maker = _inside(doc, token, _MADE_BY)
        if maker is not None:
            return [maker]
        if token.i in at:
            return [at[token.i]]
    if token.lower_ in words("holders") or lemma in words("holders") or (document and _stands_alone(token)):
        return [add_unnamed(doc, doc[_phrase_start(token) : noun_phrase_end(token)])]
    return []


def _inside(doc: Doc, token: Token, labels: frozenset[str] | set[str]) -> int | None:
    """The actor among the phrase's own parts, nearest first; its relative clauses do not count."""
    for child in sorted(token.children, key=lambda c: (c.dep_ != "nmod:poss", abs(c.i - token.i))):
        if child.dep_ in labels:
            if child.i in doc._.actor_at:
                return int(doc._.actor_at[child.i])
            deeper = _inside(doc, child, {"flat", "compound", "nmod:poss", "nmod", "appos"})
            if deeper is not None:
                return deeper
    return None


def _stands_alone(token: Token) -> bool:
    return token.lemma_.lower() in {"poll", "survey", "study", "report", "data", "figure", "research", "estimate"}


def _phrase_start(token: Token) -> int:
    lefts = [c.left_edge.i for c in token.children if c.i < token.i and c.dep_ not in {"cc", "punct", "mark", "case", "cop"}]
    return min([token.i, *lefts])
