"""People of one full name → those who are one person: whose roles fit together.

Roles of different countries, or of lines of work that one person seldom joins, set two people of one
name apart, unless both are named beside the same others. Somebody without a telling role belongs to
the only person of that name, or to the one whose company it shares; else it stays by itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from generator.lexicon import load
from generator.names import folded as lowered
from generator.names_across import country_words, folded

SAME_COMPANY = 2  # so many others named beside both outweigh roles that do not fit
_TARGET = frozenset(["to", "for", "in", "with", "on"])  # "ambassador to Chile": not where one comes from


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody in one article.

    Attributes:
        roles: what the article calls them.
        company: keys of the others that it names, countries left out.
    """

    roles: tuple[str, ...]
    company: frozenset[str]


@dataclass(slots=True)
class _Person:
    places: list[int]
    countries: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)


def people(sightings: Sequence[Sighting]) -> list[list[int]]:
    """Sort sightings of one name by person.

    Args:
        sightings: oldest first.

    Returns:
        The places of each person's sightings, in order; the oldest person first.
    """
    found: list[_Person] = []
    vague: list[int] = []
    for place, seen in enumerate(sightings):
        countries, fields = profile(seen.roles)
        if not countries and not fields:
            vague.append(place)
            continue
        person = next((one for one in found if _fits(one, countries, fields, seen.company)), None)
        if person is None:
            found.append(person := _Person([]))
        person.places.append(place)
        person.countries |= countries
        person.fields |= fields
        person.company |= seen.company
    alone = _place_vague(found, vague, sightings)
    return sorted([*(sorted(person.places) for person in found), *alone])


def profile(roles: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The countries and the lines of work that roles name."""
    countries: set[str] = set()
    fields: set[str] = set()
    for role in roles:
        words = re.findall(r"[^\W_]+(?:[.'\u2019\-][^\W_]+)*\.?", role)
        for start in range(len(words)):
            for end in range(start + 1, min(start + 4, len(words)) + 1):
                phrase = " ".join(words[start:end])
                country = country_words().get(folded(phrase)) if phrase[0].isupper() else None
                if country and not (start and words[start - 1].lower() in _TARGET):
                    countries.add(country)
                fields |= _fields().get(lowered(phrase), frozenset())
    return frozenset(countries), frozenset(fields)


def _fits(person: _Person, countries: Set[str], fields: Set[str], company: Set[str]) -> bool:
    abroad = person.countries and countries and not person.countries & countries
    elsewhere = (
        person.fields and fields and not any(_joined(one, other) for one in person.fields for other in fields)
    )
    return not (abroad or elsewhere) or len(person.company & company) >= SAME_COMPANY


def _place_vague(
    found: list[_Person], vague: Sequence[int], sightings: Sequence[Sighting]
) -> list[list[int]]:
    """Give those without a telling role to a person; return those that nobody claims."""
    if not found:
        return [list(vague)] if vague else []
    if len(found) == 1:
        found[0].places += vague
        return []
    alone = []
    known = [frozenset(person.company) for person in found]
    for place in vague:
        shared = [len(company & sightings[place].company) for company in known]
        best = max(shared)
        if best and shared.count(best) == 1:
            found[shared.index(best)].places.append(place)
        else:
            alone.append([place])
    return alone


@functools.cache
def _fields() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for name, words in load("occupations")["fields"].items():
        for word in words:
            out.setdefault(lowered(word), set()).add(name)
            out.setdefault(f"{lowered(word)}s", set()).add(name)
    return {word: frozenset(names) for word, names in out.items()}


@functools.cache
def _careers() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load("occupations")["careers"])


def _joined(one: str, other: str) -> bool:
    return one == other or frozenset((one, other)) in _careers()
