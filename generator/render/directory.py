"""Everybody that the briefings name, from A to Z: on one page while that is short, else by first letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.crossindex import SiteActor, sort_name

# What entries take in a page, in bytes, and what there is for them, so that a page stays under 60 KB.
ROOM = 36_000
_ENTRY, _BRIEFING = 130, 110
FOLDER = "actors/a-z.md"  # letters stand below it, where no actor's address can be
OTHERS = "other"
BRIEFINGS = 3  # that are named with an actor who has no page


@dataclass(frozen=True, slots=True)
class Letter:
    """A page of the directory.

    Attributes:
        key: what its address ends with: ``s``, ``s-2`` for the second page of a letter, ``other``.
        label: ``S``, or ``0–9`` for all that begins with no letter from A to Z.
        number: 1 for a letter's first page.
        actors: in the order of the alphabet.
    """

    key: str
    label: str
    number: int
    actors: tuple[SiteActor, ...]


def fits(actors: Sequence[SiteActor], page_from: int) -> bool:
    """Whether one page can hold them all."""
    return sum(_size(actor, page_from) for actor in actors) <= ROOM


def letters(actors: Sequence[SiteActor], page_from: int) -> tuple[Letter, ...]:
    """The pages of the directory, in the order of the alphabet; unnamed sources stand on none.

    Args:
        actors: by name.
        page_from: in how many briefings one must be named to have a page; the others take more room.
    """
    named = [actor for actor in actors if actor.kind != "unnamed"]
    found = []
    for initial, group in groupby(sorted(named, key=_initial), key=_initial):
        key, label = (OTHERS, "0–9") if initial == "~" else (initial, initial.upper())
        for number, some in enumerate(_cut(list(group), page_from), 1):
            found.append(Letter(key if number == 1 else f"{key}-{number}", label, number, tuple(some)))
    return tuple(found)


def _cut(actors: Sequence[SiteActor], page_from: int) -> Iterator[list[SiteActor]]:
    page: list[SiteActor] = []
    room = ROOM
    for actor in actors:
        size = _size(actor, page_from)
        if page and size > room:
            yield page
            page, room = [], ROOM
        page.append(actor)
        room -= size
    yield page


def _size(actor: SiteActor, page_from: int) -> int:
    role = len(actor.role or "")
    named_in = () if actor.has_page(page_from) else actor.appearances[:BRIEFINGS]
    titles = sum(_BRIEFING + 2 * len(seen.briefing.article.title) for seen in named_in)
    return _ENTRY + len(actor.name) + role + titles


def _initial(actor: SiteActor) -> str:
    """The letter under which an actor stands; ``~``, which sorts behind them, where it is none of them."""
    first = sort_name(actor.name)[:1]
    return first if "a" <= first <= "z" else "~"
