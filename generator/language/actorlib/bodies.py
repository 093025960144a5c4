"""Bodies that news calls by a common noun: "police arrested", "the election commission ruled"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.actorlib.acting import SUBJECT
from generator.language.actorlib.cluster import Cluster
from generator.language.actorlib.gazetteer import known_words, phrase_at
from generator.names import key


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
    i = begin
    while i < len(doc):
        end = phrase_at(doc, i, common, min(len(doc), i + 3))
        if end is None or i in taken or doc[i:end].text.lower() in referring or doc[end - 1].lower_ in words:
            i += 1
            continue
        if _is_whole(doc, i, end):
            name = doc[i:end].text
            cluster = clusters.setdefault(key(name), Cluster("organization", name, guessed=False))
            cluster.spans.append((i, end))
            cluster.heads.append(end - 1)
        i = end
    return [c for c in clusters.values() if any(_acts(doc, doc[head]) for head in c.heads)]


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing else of a longer noun stands around it: no "police officer", no "Ohio police"."""
    if end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"} and not doc[end].is_space:
        return False
    return not (start and doc[start - 1].pos_ in {"PROPN", "ADJ", "NOUN"} and doc[start - 1].whitespace_)


def _acts(doc: Doc, token: Token) -> bool:
    according = token.i > 1 and doc[token.i - 1].lower_ == "to" and doc[token.i - 2].lower_ == "according"
    return token.dep_ in SUBJECT or according
