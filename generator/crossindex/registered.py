"""What an editor's entries say about parts: which of them are whose.

An entry means the parts that have one of its names, and where the name holds everywhere, also what is
one with them anyway: an entry for "United States" has the parts called "Washington" too. A name that
holds only in some articles, or only for a kind, goes before one that holds everywhere.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from generator.crossindex.parts import Part
from generator.editorial import ActorEntry, Selector
from generator.names_across import folded, full_person_name

ENTRY = "entry:"  # how the key of a registered actor begins


class Registry:
    """An editor's entries, found by name.

    Attributes:
        notes: what no article bears out, in the order of the file; complete once ``assign`` has run.
    """

    def __init__(self, entries: Sequence[ActorEntry]) -> None:
        self._entries = entries
        self._named: dict[str, list[tuple[int, Selector]]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for selector in entry.names:
                self._named[folded(selector.name)].append((number, selector))
        self.notes: list[str] = []

    def assign(self, parts: Sequence[Part]) -> tuple[list[Part], dict[str, ActorEntry]]:
        """Give parts the keys of the entries that mean them.

        Returns:
            The parts in their order, and the entry for each key of a registered actor.
        """
        if not self._entries:
            return list(parts), {}
        own = [self._meant(part) for part in parts]
        carried: dict[str, set[int]] = defaultdict(set)
        for part, meant in zip(parts, own, strict=True):
            if meant and meant[1] == Selector(meant[1].name) and not self._entries[meant[0]].apart:
                carried[part.key].add(meant[0])
        out = []
        used = set()
        for part, meant in zip(parts, own, strict=True):
            one_with = carried.get(part.key, set())
            number = meant[0] if meant else min(one_with) if len(one_with) == 1 else None
            out.append(part if number is None else self._keyed(part, number))
            used.add(number)
        self._note_unused(parts, used)
        return out, {self._key(number): entry for number, entry in enumerate(self._entries)}

    def _meant(self, part: Part) -> tuple[int, Selector] | None:
        """The entry that has this part by name, and how: of several the most particular, then the first."""
        names = {folded(part.name), full_person_name(part.name) or ""}
        fitting = [
            (number, selector)
            for name in sorted(names)
            for number, selector in self._named.get(name, ())
            if selector.fits(part.briefing.id, part.kind)
        ]
        return min(fitting, key=lambda one: (not one[1].within, one[1].kind is None, one[0]), default=None)

    def _key(self, number: int) -> str:
        """A key that stays while other entries come and go: made of the entry's own first selector."""
        first = self._entries[number].names[0]
        return f"{ENTRY}{folded(first.name)}:{' '.join(first.within)}:{first.kind or ''}"

    def _keyed(self, part: Part, number: int) -> Part:
        entry = self._entries[number]
        if entry.apart:
            return part.alone(f"kept apart by {entry.where}")
        return replace(part, key=self._key(number), reason=f"joined by {entry.where}", apart="")

    def _note_unused(self, parts: Sequence[Part], used: Set[int | None]) -> None:
        unused = [entry for number, entry in enumerate(self._entries) if number not in used]
        if unused:
            known = _by_word(part.name for part in parts)
            self.notes += [_note(entry, known) for entry in unused]


def _by_word(names: Iterable[str]) -> dict[str, dict[str, None]]:
    """Word → the names that have it, so that a misspelt name is compared with few."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name in names:
        for word in _beginnings(name):
            found[word][name] = None
    return found


def _beginnings(name: str) -> Iterator[str]:
    return (word[:3] for word in folded(name).split())


def _note(entry: ActorEntry, known: dict[str, dict[str, None]]) -> str:
    near = sorted({name for word in _beginnings(entry.name) for name in known.get(word, ())})
    close = difflib.get_close_matches(entry.name, near, n=1)
    hint = f"; nearest is {close[0]!r}" if close else ""
    where = sorted({pattern for selector in entry.names for pattern in selector.within})
    here = f" in {', '.join(where)}" if where else ""
    return (
        f"{entry.where}: no article{here} names {entry.name!r}{hint}; the entry is kept and does nothing yet"
    )
