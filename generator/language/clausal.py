"""Syntactic features for the attribution recogniser: in which clause a word stands, and under which verb.

Every word gets a row of hashes: state of quotation, its clause and the verb above it, the branch through
which it hangs on its clause's verb, its own relation, and what the next outer clause hangs on.
"""

from __future__ import annotations

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc

COUNT = 7  # columns
CLAUSES = frozenset(
    ("ROOT", "ccomp", "parataxis", "advcl", "acl", "acl:relcl", "xcomp", "conj", "csubj", "dep")
)
OPENING, CLOSING, NEUTRAL = frozenset("“«„"), frozenset("”»"), frozenset('"')


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


def clauses(heads: list[int], deps: list[str]) -> list[tuple[int, int]]:
    """For each word (head of the smallest clause it stands in, word below that head which leads to it)."""
    found: list[tuple[int, int] | None] = [None] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while found[at] is None and deps[at] not in CLAUSES and heads[at] != at:
            path.append(at)
            at = heads[at]
        known = found[at]
        if known is None:
            known = found[at] = (at, at)
        for word in reversed(path):
            known = found[word] = (known[0], word if heads[word] == known[0] else known[1])
    return [pair for pair in found if pair is not None]


def features(doc: Doc) -> np.ndarray:
    """(words, COUNT) array of hashes; all zeros where the doc has no parse."""
    out = np.zeros((len(doc), COUNT), dtype="uint64")
    if not doc.has_annotation("DEP"):
        return out
    heads, deps = [token.head.i for token in doc], [token.dep_ for token in doc]
    lemmas, pos = [token.lemma_ for token in doc], [token.pos_ for token in doc]
    starts, marks, found = [token.is_sent_start for token in doc], quotation(doc), clauses(heads, deps)
    above = ["" if deps[i] == "ROOT" else lemmas[heads[i]] for i in range(len(doc))]
    for i, (clause, branch) in enumerate(found):
        outer, kind, way = found[heads[clause]][0], deps[clause], deps[branch]
        side = "<" if i < clause else ">" if i > clause else "="
        row = (
            f"{marks[i]}|{deps[i]}|{starts[i]}",
            f"{kind}|{above[clause]}|{side}",
            f"{kind}|{way}|{lemmas[clause]}",
            f"{deps[i]}|{lemmas[heads[i]]}",
            f"{deps[i]}|{pos[i]}|{pos[heads[i]]}|{kind}|{way}",
            f"{kind}|{deps[outer]}|{above[outer]}",
            f"{lemmas[outer]}|{kind}|{'<' if i < outer else '>'}|{marks[i]}",
        )
        out[i] = [get_string_id(text) for text in row]
    return out
