"""``content/actors.yml``: what an editor says about actors across articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args

from generator.editorial import entries, nodes
from generator.model import Kind
from generator.names_across import folded

FILE = "actors.yml"
_EXAMPLE = "'- name: Ada Brook'"


@dataclass(frozen=True, slots=True)
class Selector:
    """Which appearances an entry means."""

    name: str  # as an article has it
    within: tuple[str, ...] = ()  # ids of articles or patterns of them; empty for all
    kind: Kind | None = None  # None for any

    def fits(self, article: str, kind: Kind) -> bool:
        """Whether it means an actor of this kind in this article, given that the name is right."""
        here = not self.within or any(fnmatchcase(article, pattern) for pattern in self.within)
        return here and self.kind in (None, kind)


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor as an editor describes it.

    Attributes:
        where: file and line, for messages.
        name: what the site calls it.
        names: under which names articles have it.
        aliases: further names to show.
        kind: what it is; None leaves what articles say.
        description: one line.
        links: web addresses.
        hide: take it off every list.
        apart: never join what articles call by these names.
    """

    where: str
    name: str
    names: tuple[Selector, ...]
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    description: str | None = None
    links: tuple[str, ...] = ()
    hide: bool = False
    apart: bool = False


def read(content: Path) -> tuple[ActorEntry, ...]:
    """Read the file below the content folder; no file is no entries.

    Raises:
        GeneratorError: with a line for each fault.
    """
    path = content / FILE
    found = tuple(_entry(entry) for entry in entries.read(path, "actors", _FIELDS, _EXAMPLE))
    entries.refuse_twice(
        path,
        (
            (f"{folded(selector.name)}\n{selector.within}\n{selector.kind}", selector.name, entry.where)
            for entry in found
            for selector in entry.names
        ),
    )
    return found


_KIND = nodes.one_of(get_args(Kind))
_WITHIN = nodes.many(nodes.text)
_NAME = nodes.record(
    {"name": nodes.text, "in": _WITHIN, "kind": _KIND}, "'Brook' or '{name: Brook, in: harbour/*}'"
)
_FIELDS: Mapping[str, nodes.Reader] = {
    "name": nodes.text,
    "in": _WITHIN,
    "aliases": nodes.many(_NAME),
    "instead_of": nodes.many(_NAME),
    "kind": _KIND,
    "description": nodes.text,
    "links": nodes.many(nodes.link),
    "hide": nodes.flag,
    "apart": nodes.flag,
}


def _entry(entry: entries.Entry) -> ActorEntry:
    values = entry.values
    within = values.get("in", ())

    def selector(named: Mapping[str, Any]) -> Selector:
        return Selector(named["name"], named.get("in", within), named.get("kind"))

    aliases = values.get("aliases", ())
    meant = [{"name": values["name"]}, *aliases, *values.get("instead_of", ())]
    return ActorEntry(
        where=entry.where,
        name=values["name"],
        names=tuple(dict.fromkeys(selector(named) for named in meant)),
        aliases=tuple(dict.fromkeys(named["name"] for named in aliases)),
        kind=values.get("kind"),
        description=values.get("description"),
        links=tuple(dict.fromkeys(values.get("links", ()))),
        hide=values.get("hide", False),
        apart=values.get("apart", False),
    )
