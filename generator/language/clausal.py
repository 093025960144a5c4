"""Syntactic features for the attribution recogniser: in which clause a word stands, and under which verb.

Every word gets a row of hashes: state of quotation, its clause and the verb above it, the branch through
which it hangs on its clause's verb, its own relation, and what the next outer clause hangs on.
"""

from __future__ import annotations

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

COUNT = 7  # columns
CLAUSES = frozenset(
    ("ROOT", "ccomp", "parataxis", "advcl", "acl", "acl:relcl", "xcomp", "conj", "csubj", "dep")
)
OPENING, CLOSING, NEUTRAL = frozenset("“«„"), frozenset("”»"), frozenset('"')
_DEPTH = 60  # steps up a tree; more are cut off, so that the work stays linear


def quotation(doc: Doc) -> list[str]:
    """For every word: outside a quotation, an opening mark, inside, or a closing mark; paragraphs start
    outside.
    """
    out, inside = [], False
    for token in doc:
        mark = token.text
        if "\n" in mark:
            inside = False
        if mark in OPENING or (mark in NEUTRAL and not inside):
            inside = True
            out.append("open")
        elif mark in CLOSING or mark in NEUTRAL:
            inside = False
            out.append("close")
        else:
            out.append("in" if inside else "out")
    return out


def clause_of(token: Token) -> tuple[Token, Token]:
    """(head of the smallest clause that the word stands in, child of it through which the word hangs on
    it).
    """
    branch = token
    for _ in range(_DEPTH):
        if token.dep_ in CLAUSES or token.head.i == token.i:
            break
        branch, token = token, token.head
    return token, branch


def features(doc: Doc) -> np.ndarray:
    """(words, COUNT) array of hashes; all zeros where the doc has no parse."""
    out = np.zeros((len(doc), COUNT), dtype="uint64")
    if not doc.has_annotation("DEP"):
        return out
    marks = quotation(doc)
    clauses = [clause_of(token) for token in doc]
    for i, token in enumerate(doc):
        clause, branch = clauses[i]
        outer = clauses[clause.head.i][0]
        side = "<" if i < clause.i else ">" if i > clause.i else "="
        row = (
            f"{marks[i]}|{token.dep_}|{token.is_sent_start}",
            f"{clause.dep_}|{clause.head.lemma_ if clause.dep_ != 'ROOT' else ''}|{side}",
            f"{clause.dep_}|{branch.dep_}|{clause.lemma_}",
            f"{token.dep_}|{token.head.lemma_}",
            f"{token.dep_}|{token.pos_}|{token.head.pos_}|{clause.dep_}|{branch.dep_}",
            f"{clause.dep_}|{outer.dep_}|{outer.head.lemma_ if outer.dep_ != 'ROOT' else ''}",
            f"{outer.lemma_}|{clause.dep_}|{'<' if i < outer.i else '>'}|{marks[i]}",
        )
        out[i] = [get_string_id(text) for text in row]
    return out
