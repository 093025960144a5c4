"""Documents that say something, and who made them: "the report", "Ode's letter", "results of the Study"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.actorlib.acting import climb
from generator.language.grammar import conjuncts, is_finite, subject
from generator.language.positions.cues import words

_MADE_BY = frozenset({"nmod:poss", "nmod", "compound", "appos", "obl", "amod"})
_NAMES = frozenset({"flat", "appos", "compound", "flat:name"})
_GROUPS = frozenset({"group", "coalition", "alliance", "number", "dozen", "handful", "majority"})
_BACK = 500  # tokens in which the first mention of "the report" is looked for
_ISSUED = 8  # tokens in which "published", "by" and the name follow one another


def is_document(token: Token) -> bool:
    """Whether the noun is a thing that says something in place of whoever made it."""
    listed = words("documents")
    return (
        token.pos_ in {"NOUN", "PROPN"}
        and (token.pos_ == "NOUN" or token.i not in token.doc._.actor_at)
        and (token.lemma_.lower() in listed or token.lower_ in listed)
    )


def found_in(document: Token) -> Token:
    """The study of "results of the study", which says what its results say; else the document itself."""
    if document.lemma_.lower() not in words("findings"):
        return document
    return next((c for c in document.children if c.dep_ == "nmod" and is_document(c)), document)


def makers(doc: Doc, document: Token) -> list[int]:
    """Who made the document: its owner, who issued it, else who made it where it was first mentioned.

    "The motion" is, without an earlier one, the lawsuit of which the text spoke last.
    """
    made = _made(doc, document)
    if not made and document.dep_ == "obj":
        made = _issuer(doc, document)
    if made or not any(child.lower_ in {"the", "this", "that"} for child in document.children):
        return made
    before = doc[max(0, document.i - _BACK) : document.i]
    same = [t for t in before if t.lower_ == document.lower_ and t.pos_ == "NOUN" and is_document(t)]
    kin = next((set(row) for row in _families() if document.lemma_.lower() in row), set())
    other = [t for t in reversed(before) if t.lemma_.lower() in kin and t not in same]
    made = next((made for earlier in same if (made := _earlier(doc, earlier))), [])
    return made or next((made for earlier in other if (made := _named(doc, earlier))), [])


def _named(doc: Doc, document: Token) -> list[int]:
    """The document itself where it goes by a name, else its makers where they have one."""
    if document.pos_ == "PROPN":
        return [doc._.actor_at[document.i]] if document.i in doc._.actor_at else []
    made = _earlier(doc, document)
    return [] if any(doc._.actors[actor].kind == "unnamed" for actor in made) else made


def _families() -> list[list[str]]:
    families: list[list[str]] = lexicon.load("cues")["document_families"]
    return families


def _made(doc: Doc, document: Token) -> list[int]:
    """Who published it, else the owner or maker that its phrase names."""
    issued = _published_by(doc, document)
    if issued:
        return issued
    owner = inside(doc, document, _MADE_BY)
    return [owner] if owner is not None else []


def _earlier(doc: Doc, document: Token) -> list[int]:
    """Who made a document that was spoken of before; one that is a holder by itself has no known maker."""
    owner = inside(doc, document, _MADE_BY)
    if owner is not None and owner == doc._.actor_at.get(document.i):
        return []
    return [owner] if owner is not None else _issuer(doc, document)


def _issuer(doc: Doc, document: Token) -> list[int]:
    """Norda of "Norda published a report"."""
    if document.dep_ != "obj" or document.head.lemma_ not in words("issuers"):
        return []
    issuer = subject(document.head)
    if issuer is None or issuer.i in doc._.actor_at:
        return [int(doc._.actor_at[issuer.i])] if issuer is not None else []
    of = inside(doc, issuer, frozenset({"nmod"})) if issuer.lemma_.lower() in _GROUPS else None
    return [of] if of is not None else []


def _published_by(doc: Doc, document: Token) -> list[int]:
    """X and Y of "a report published on Monday by X and Y"; who has merely seen it did not make it."""
    for i in range(document.i + 1, min(len(doc), document.i + _ISSUED)):
        if doc[i].lower_ in words("issuing") or (doc[i].lower_ == "by" and i == document.i + 1):
            return _behind_by(doc, i)
        if doc[i].is_punct or is_finite(doc[i]):
            return []
    return []


def _behind_by(doc: Doc, start: int) -> list[int]:
    for k in range(start, min(len(doc) - 1, start + _ISSUED)):
        if doc[k].lower_ == "by":
            at = doc._.actor_at
            named = next((j for j in range(k + 1, min(len(doc), k + _ISSUED)) if j in at), None)
            if named is None:
                return []
            joined = [at[token.i] for token in conjuncts(climb(doc[named])) if token.i in at]
            return list(dict.fromkeys([int(at[named]), *joined]))
        if is_finite(doc[k]) or doc[k].text in {",", ";", "."}:
            return []
    return []


def inside(doc: Doc, token: Token, labels: frozenset[str]) -> int | None:
    """The actor among the phrase's own parts, owners first, then nearest; relative clauses do not count."""
    for child in sorted(token.children, key=lambda c: (c.dep_ != "nmod:poss", abs(c.i - token.i))):
        if child.dep_ in labels:
            if child.i in doc._.actor_at:
                return int(doc._.actor_at[child.i])
            deeper = inside(doc, child, _NAMES | {"nmod:poss", "nmod"})
            if deeper is not None:
                return deeper
    return None
