"""``content/topics.yml``: the topics that an editor pins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from generator.editorial import entries, nodes
from generator.names_across import folded

FILE = "topics.yml"
_EXAMPLE = "'- name: Harbour toll'"


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One topic as an editor pins it.

    Attributes:
        where: file and line, for messages.
        name: what the site calls it.
        aliases: what front matter may call it.
        description: one line.
        articles: ids of articles or patterns of them that belong to it.
        actors: names; what names one of these actors belongs to it.
    """

    where: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str | None = None
    articles: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()

    def has(self, article: str) -> bool:
        """Whether its ids and patterns mean this article."""
        return any(fnmatchcase(article, pattern) for pattern in self.articles)


def read(content: Path) -> tuple[TopicEntry, ...]:
    """Read the file below the content folder; no file is no entries.

    Raises:
        GeneratorError: with a line for each fault.
    """
    path = content / FILE
    found = entries.read(path, "topics", _FIELDS, _EXAMPLE)
    topics = tuple(TopicEntry(entry.where, **entry.values) for entry in found)
    claims = ((name, topic.where) for topic in topics for name in (topic.name, *topic.aliases))
    entries.refuse_twice(path, ((_compared(name), name, where) for name, where in claims))
    return topics


def _compared(name: str) -> str:
    """Two names with one address would be one page: "Harbour toll" and "harbour-toll"."""
    return " ".join(re.findall(r"[^\W_]+", folded(name)))


_FIELDS: Mapping[str, nodes.Reader] = {
    "name": nodes.text,
    "aliases": nodes.many(nodes.text),
    "description": nodes.text,
    "articles": nodes.many(nodes.text),
    "actors": nodes.many(nodes.text),
}
