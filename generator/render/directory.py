"""The list of actors: on one page if it fits, else the foremost of each kind and all by initial letter."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from generator.crossindex import SiteActor, SiteIndex, sort_name
from generator.render.paging import Part

FOREMOST = 30  # actors of each kind on the first page, where it cannot hold all

# What an actor takes in a page, in bytes, and what there is for all, so that a page stays under 60 KB.
ROOM = 42_000
_ACTOR, _APPEARANCE = 170, 170


def pages(index: SiteIndex) -> tuple[Part[SiteActor], ...]:
    """The actors by initial letter, a letter with many in several parts; none where one page holds all."""
    listed = [actor for actor in index.actors if actor.kind != "unnamed"]
    if sum(map(_size, listed)) <= ROOM:
        return ()
    return tuple(_by_letter(listed))


def foremost(actors: Sequence[SiteActor]) -> list[SiteActor]:
    """Those named in most briefings, by name."""
    chosen = sorted(actors, key=lambda one: (-len(one.appearances), -one.position_count, one.slug))[:FOREMOST]
    return sorted(chosen, key=lambda one: (sort_name(one.name), one.slug))


def _by_letter(actors: Iterable[SiteActor]) -> Iterator[Part[SiteActor]]:
    ordered = sorted(actors, key=lambda one: (_letter(one) == "other", sort_name(one.name), one.slug))
    for letter, group in itertools.groupby(ordered, key=_letter):
        for place, some in enumerate(_cut(group), 1):
            key, label = (letter, letter) if place == 1 else (f"{letter}-{place}", f"{letter} ({place})")
            yield Part(key, label.capitalize(), some)


def _letter(actor: SiteActor) -> str:
    first = sort_name(actor.name)[:1]
    return first if "a" <= first <= "z" else "other"


def _cut(actors: Iterable[SiteActor]) -> Iterator[tuple[SiteActor, ...]]:
    page: list[SiteActor] = []
    taken = 0
    for actor in actors:
        if page and taken + _size(actor) > ROOM:
            yield tuple(page)
            page, taken = [], 0
        page.append(actor)
        taken += _size(actor)
    if page:
        yield tuple(page)


def _size(actor: SiteActor) -> int:
    # One without a page is listed with the briefings that name it: fewer than have a page made.
    return _ACTOR + (0 if actor.position_count else _APPEARANCE * min(len(actor.appearances), 3))
