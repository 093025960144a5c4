"""Briefings → the parts of which actors are made: what one article calls one actor, with its key.

Parts of one key are one actor. A key comes from the name (``names_across``); people of one name are
told apart by their roles (``homonyms``), and joined over a middle initial where they share company.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.crossindex.homonyms import SAME_COMPANY, Sighting, people
from generator.model import Actor, Briefing, Kind
from generator.names_across import folded, identity, without_initials


@dataclass(frozen=True, slots=True)
class Part:
    """One actor of one briefing: as much of it as tells whose it is.

    Attributes:
        key: equal for parts that are one actor; with a line break where nothing but the article names it.
        reason: why parts of this key are one, in words.
        id: the actor's in its briefing, as are the name, the kind, the role and the count of mentions.
        main: whether it is one of the article's main actors.
        held: how many positions it holds there.
        events: places of the events in which it takes part there.
        apart: why it is not one with others of its name, in words.
    """

    key: str
    reason: str
    briefing: Briefing
    id: str
    name: str
    kind: Kind
    role: str | None
    main: bool
    count: int
    held: int
    events: tuple[int, ...]
    apart: str = ""

    def alone(self, apart: str = "") -> Part:
        """The same, joined with nothing else."""
        key = f"{self.key}\n{self.briefing.id}\n{self.id}"
        return replace(self, key=key, reason="", apart=apart)


def parts(own: Iterable[Iterable[Part]]) -> list[Part]:
    """All parts, each with the key that its name and its role give it.

    Args:
        own: those of each briefing, as ``parts_of`` gives them; newest briefing first.
    """
    found = [part for some in own for part in some]
    company = _company(found)
    named = _people(found)
    for bare, places in _with_an_initial(named, found, company):
        for place in places:
            found[place] = replace(found[place], key=bare, reason="the same full name, once with an initial")
    for places in _people(found).values():
        if len(places) > 1:
            oldest = sorted(places, key=lambda place: _age(found[place]))
            for place, part in _told_apart(found, oldest, company):
                found[place] = part
    return found


def _people(found: Sequence[Part]) -> dict[str, list[int]]:
    """The key of a full personal name → the places of its parts."""
    named: dict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(found):
        if part.key.startswith("person:") and "\n" not in part.key:
            named[part.key].append(place)
    return named


def _with_an_initial(
    named: Mapping[str, list[int]], found: Sequence[Part], company: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, list[int]]]:
    """Names that differ by a middle initial alone, with the places of both, where they share company.

    Where two initials go with one name ("Ada K. Brook", "Ada L. Brook") nobody knows whose the bare name is.
    """
    full: dict[str, list[str]] = defaultdict(list)
    for key in named:
        bare = without_initials(key)
        full[bare].extend([key] if bare != key else [])
    for bare, keys in full.items():
        if len(keys) == 1 and bare in named:
            one, other = (
                frozenset().union(*(company[found[place].briefing.id] for place in named[key]))
                for key in (bare, keys[0])
            )
            if len((one & other) - {bare, keys[0]}) >= SAME_COMPANY:
                yield bare, [*named[bare], *named[keys[0]]]


def _age(part: Part) -> tuple[date, str]:
    """Sort key: oldest first; without a date an article counts as young, so that it moves no address."""
    return part.briefing.article.published or date.max, part.briefing.id


def parts_of(briefing: Briefing) -> Iterator[Part]:
    """The parts of one briefing, each with the key that its name gives it."""
    held = Counter(position.holder for position in briefing.positions)
    events: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for place, event in enumerate(briefing.events):
        for ident in event.participants:
            events[ident] += (place,)
    seen: set[str] = set()
    people_named = {
        w for actor in briefing.actors if actor.kind == "person" for w in folded(actor.name).split()
    }
    for actor in briefing.actors:
        key, reason = identity(actor, briefing.id)
        part = _part(key, reason, briefing, actor, held[actor.id], events[actor.id])
        if key.startswith("body:") and folded(actor.name) in people_named:
            part = part.alone()  # one word of somebody's name: "Brook" beside "Ada Brook"
        if key in seen and not key.startswith("country:"):
            part = part.alone("its article sets two apart that have one name")
        seen.add(key)
        yield part


def _part(
    key: str, reason: str, briefing: Briefing, actor: Actor, held: int, events: tuple[int, ...]
) -> Part:
    ident, name = sys.intern(actor.id), sys.intern(actor.name)  # many articles name the same
    main = actor.salience == "main"
    return Part(key, reason, briefing, ident, name, actor.kind, actor.role, main, actor.count, held, events)


def _told_apart(
    found: Sequence[Part], oldest: Sequence[int], company: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, Part]]:
    """Parts of one full name, by person: the oldest keeps the key of the name."""
    persons = people([_sighting(found[place], company) for place in oldest])
    if len(persons) == 1:
        return
    for number, person in enumerate(persons):
        first = found[oldest[person[0]]]
        key = first.alone().key if number else first.key
        for at in person:
            part = found[oldest[at]]
            apart = "another of this name has a role that does not fit"
            yield oldest[at], replace(part, key=key, reason=f"{part.reason}, roles that fit", apart=apart)


def _sighting(part: Part, company: Mapping[str, frozenset[str]]) -> Sighting:
    roles = (part.role,) if part.role else ()
    return Sighting(roles, company[part.briefing.id] - {part.key})


def _company(found: Iterable[Part]) -> dict[str, frozenset[str]]:
    """Briefing's id → the keys of those it names, who can be recognised elsewhere; countries left out."""
    keys: dict[str, set[str]] = defaultdict(set)
    for part in found:
        keys[part.briefing.id] |= {part.key} if "\n" not in part.key and part.kind != "country" else set()
    return {ident: frozenset(group) for ident, group in keys.items()}
