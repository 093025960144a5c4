"""Offices shared out over names: "Presidents A of X and B of Y", "the chancellors of X and Y – A and B"."""

from __future__ import annotations

import functools

from spacy.tokens import Doc

from generator.language.actorlib.gazetteer import offices, place_at, titles
from generator.language.actorlib.mentions import Mention
from generator.language.actorlib.roles import plural_before
from generator.language.forms import between, lowers

_BETWEEN = frozenset([",", "and", "&"])
_MARKS = frozenset([",", "-", "\u2013", "\u2014", "--", ":"])


def roles(doc: Doc, named: list[Mention]) -> dict[tuple[int, int], str]:
    """Return the role of each person that shares a plural title, by the mention's bounds."""
    people = sorted((m for m in named if m.kind == "person"), key=lambda m: m.start)
    out: dict[tuple[int, int], str] = {}
    for n, mention in enumerate(people):
        title = _plural_before(doc, mention)
        if title:
            out.update(_share(doc, title, people[n:]))
    out.update(_matched(doc, people))
    return out


def singular(word: str) -> str:
    """A plural title's singular: "Presidents" -> "President"."""
    return word.removesuffix("s")


@functools.cache
def _plural_titles() -> frozenset[str]:
    """The plurals of offices, in lower case."""
    return offices() - titles()


def _plural_before(doc: Doc, mention: Mention) -> str | None:
    lower = plural_before(doc, mention.start)
    if lower:
        return lower
    title = between(doc, mention.outer, mention.start)
    return title if title and title.split()[-1].lower() in _plural_titles() else None


def _share(doc: Doc, title: str, people: list[Mention]) -> dict[tuple[int, int], str]:
    """Give the title to the names that follow each other, each with its own "of X"."""
    out: dict[tuple[int, int], str] = {}
    end = people[0].start
    for mention in people:
        if any(token.lower_ not in _BETWEEN for token in doc[end : mention.outer]) or mention.outer - end > 2:
            break
        where = (
            place_at(doc, mention.end + 1)
            if mention.end + 1 < len(doc) and doc[mention.end].lower_ == "of"
            else None
        )
        end = where[0] if where else mention.end
        out[mention.start, mention.end] = singular(title) + (
            f" of {between(doc, mention.end + 1, end)}" if where else ""
        )
    return out


def _matched(doc: Doc, people: list[Mention]) -> dict[tuple[int, int], str]:
    """ "chancellors of X, Y and Z - A, B and C": as many places as names."""
    out: dict[tuple[int, int], str] = {}
    low = lowers(doc)
    for i, word in enumerate(low):
        if word not in _plural_titles() or i + 2 >= len(doc) or low[i + 1] != "of":
            continue
        places, end = _places(doc, i + 2)
        names = _names(doc, end, people)
        if len(places) > 1 and len(places) == len(names):
            for mention, where in zip(names, places, strict=True):
                out[mention.start, mention.end] = f"{singular(doc[i].text)} of {where}"
    return out


def _places(doc: Doc, i: int) -> tuple[list[str], int]:
    """The listed places from token i on, with their articles, and the token behind the list."""
    found: list[str] = []
    end = i
    while i < len(doc):
        start = i + (doc[i].lower_ == "the")
        hit = place_at(doc, start) if start < len(doc) else None
        if hit:
            found.append(doc[i : hit[0]].text)
            i = end = hit[0]
        elif doc[i].lower_ in _BETWEEN:
            i += 1
        else:
            break
    return found, end


def _names(doc: Doc, i: int, people: list[Mention]) -> list[Mention]:
    """The listed names behind a dash or comma at token i."""
    if i >= len(doc) or doc[i].text not in _MARKS:
        return []
    found: list[Mention] = []
    end = i + 1
    for mention in people:
        if mention.start < end:
            continue
        if mention.start - end > 2 or any(token.lower_ not in _BETWEEN for token in doc[end : mention.start]):
            break
        found.append(mention)
        end = mention.end
    return found
