"""Bodies that news calls by a common noun: "police arrested", "the Indonesian military said"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from generator.language.actorlib.acting import SUBJECT, case_of, weight
from generator.language.actorlib.cluster import Cluster, with_fuller
from generator.language.actorlib.gazetteer import known_words, phrase_at, place
from generator.language.forms import between
from generator.names import key

_ACTS = 1.0  # weight of a mention from which a government called by its head is an actor
_FORCES = frozenset(["police", "navy", "army", "military"])  # said without an article, of one force
_LED = frozenset(["administration", "government"])
_SPEAKERS = frozenset(["spokesman", "spokeswoman", "spokesperson"])


def find(doc: Doc, begin: int, taken: set[int], named: list[Cluster]) -> list[Cluster]:
    """Return the bodies that act and that no name in the article covers.

    Args:
        doc: the article.
        begin: its first token behind the title line.
        taken: tokens that are parts of names already found.
        named: the organisations found by name.
    """
    words = {word for cluster in named for word in key(cluster.name).split()}
    clusters: dict[str, Cluster] = {}
    common = known_words("organizations", "common")
    referring = known_words("organizations", "referring")
    for first, last in _administrations(doc, begin, taken):
        name = between(doc, first, last)
        cluster = clusters.setdefault(key(name), Cluster("organization", name, guessed=False))
        cluster.spans.append((first, last))
        cluster.heads.append(last - 1)
    i = begin
    while i < len(doc):
        end = phrase_at(doc, i, common, min(len(doc), i + 3))
        known = (
            end is not None and doc[end - 1].lower_ in words and between(doc, i, end).lower() not in _FORCES
        )
        if end is not None and doc[end - 1].lower_ == "opposition" and _leads_to(doc, end):
            end = None  # "opposition to the plan" is no party
        if end is None or i in taken or between(doc, i, end).lower() in referring or known:
            i += 1
            continue
        start = _with_state(doc, i, end)
        if start < i or _is_whole(doc, i, end):
            name = between(doc, start, end)
            cluster = clusters.setdefault(key(name), Cluster("organization", name, guessed=False))
            cluster.spans += sorted({(start, end), (i, end)}) if doc[i - 1].tag_ == "POS" else [(start, end)]
            cluster.heads.append(end - 1)
        i = end
    found = _with_whole(list(clusters.values()), named)
    return [c for c in with_fuller(found) if any(_acts(doc, doc[head]) for head in c.heads)]


def _administrations(doc: Doc, begin: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The governments called by who leads them: "the Brook administration", where "Brook" is a name."""
    for i in range(begin + 1, len(doc)):
        named = doc[i - 1].pos_ == "PROPN" and doc[i - 1].ent_type_ == "PERSON" and i - 1 in taken
        if named and doc[i].lower_ in _LED and doc[i - 1].whitespace_ and not _is_cut(doc, i + 1):
            first = i - 1
            while doc[first].ent_iob_ == "I" and first - 1 in taken:
                first -= 1
            yield first, i + 1


def _with_whole(found: list[Cluster], named: list[Cluster]) -> list[Cluster]:
    """Put a bare "police" to the one force that the article tells of: "the city's police department"."""
    out: list[Cluster] = []
    for cluster in found:
        noun = key(cluster.name)
        same = [c for c in named if key(c.name) == noun]  # "the Norda Navy", "the Norda navy"
        fuller = [c for c in (*named, *found) if noun in key(c.name).split() and c is not cluster]
        fuller = same or (fuller if noun in _FORCES else [])
        if len(fuller) == 1:
            fuller[0].spans += cluster.spans
            fuller[0].heads += cluster.heads
        else:
            out.append(cluster)
    return out


def _with_state(doc: Doc, start: int, end: int) -> int:
    """Where the state begins whose body it is: "the Indonesian military"; else where the body does."""
    if between(doc, start, end).lower() not in known_words("organizations", "state_bodies") or _is_cut(
        doc, end
    ):
        return start
    last = start - (doc[start - 1].tag_ == "POS")  # "Ohio's legislature"
    for first in range(max(0, start - 4), last):
        if place(between(doc, first, last)) and doc[start - 1].whitespace_:
            return first
    if between(doc, start, end).lower() in _FORCES and doc[start - 1].ent_type_ in {"GPE", "LOC"}:
        first = start - 1  # "Northshire police": a place that no list knows
        while first and doc[first].ent_iob_ == "I":
            first -= 1
        return first
    return start


def _leads_to(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].lower_ in {"to", "from", "among", "within"}


def _is_cut(doc: Doc, end: int) -> bool:
    """Whether a longer noun goes on behind: "police officer"."""
    return end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"} and not doc[end].is_space


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing else of a longer noun stands around it: no "police officer", no "Ohio police"."""
    return not _is_cut(doc, end) and not (
        start and doc[start - 1].pos_ in {"PROPN", "ADJ", "NOUN"} and doc[start - 1].whitespace_
    )


def _acts(doc: Doc, token: Token) -> bool:
    according = token.i > 1 and doc[token.i - 1].lower_ == "to" and doc[token.i - 2].lower_ == "according"
    speaks_for = token.dep_ == "nmod" and token.head.lower_ in _SPEAKERS
    if token.lower_ in _LED and token.nbor(-1).ent_type_ == "PERSON":
        return weight(doc, token.i) >= _ACTS
    return token.dep_ in SUBJECT or according or speaks_for or case_of(token) == "by"
