"""Holders that are named in a row: behind "including", behind "and", between dashes."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.grammar import is_finite

_LISTED = frozenset({"PROPN", "NOUN", "ADJ", "DET", "CCONJ", "NUM", "PUNCT", "PART"})
_DASHES = frozenset({"-", "–", "—", "--"})
_REACH = 14  # tokens behind a holder's head in which the rest of a list of holders is looked for


def examples(doc: Doc, head: Token) -> list[int]:
    """A and B of "firms including A and B", where the firms themselves are no actor by name."""
    if head.pos_ != "NOUN":
        return []
    found: list[int] = []
    listing = False
    for token in doc[head.i + 1 : min(len(doc), head.i + 2 * _REACH)]:
        if token.lower_ in {"including", "like"} or (
            token.lower_ == "as" and token.nbor(-1).lower_ == "such"
        ):
            listing = token.i <= head.i + 4
        elif token.lower_ == "them" and token.nbor(-1).lower_ == "among":
            listing = True  # "the heads of 46 firms, among them A and B"
        elif is_finite(token) or (not listing and token.i > head.i + 8):
            break
        elif listing and token.i in doc._.actor_at:
            actor = int(doc._.actor_at[token.i])
            if actor not in found:
                found.append(actor)
    return found


def rest_of_list(doc: Doc, head: Token) -> list[int]:
    """Further names joined by "and" right behind the head, where the parser left them out."""
    found: list[int] = []
    joined = False
    own = doc._.actor_at.get(head.i)
    for token in doc[head.i + 1 : min(len(doc), head.i + _REACH)]:
        if token.pos_ not in _LISTED or (token.text not in {","} and token.is_punct) or "\n" in token.text:
            break
        if token.lower_ == "and":
            joined = True
        elif joined and token.i in doc._.actor_at and token.pos_ == "PROPN":
            if (
                token.dep_.startswith("nsubj")
                and token.head.i > token.i
                and not head.dep_.startswith("nsubj")
            ):
                break
            actor = int(doc._.actor_at[token.i])
            if actor != own and actor not in found:
                found.append(actor)
        elif joined and found and token.text == ",":
            break
    return found


def members(doc: Doc, group: Token) -> list[int]:
    """The persons by name between dashes behind their group: "the ministers – Ode and Brill – urged"."""
    found: list[int] | None = None
    for token in doc[group.i + 1 : group.i + 2 * _REACH]:
        if token.text in _DASHES and token.whitespace_ and token.nbor(-1).whitespace_:
            if found is not None:
                return found if len(found) > 1 else []
            found = []
        elif is_finite(token):
            return []
        elif found is not None and token.i in doc._.actor_at:
            index = int(doc._.actor_at[token.i])
            if doc._.actors[index].kind == "person" and index not in found:
                found.append(index)
    return []
