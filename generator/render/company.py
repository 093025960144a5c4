"""Who is named together with whom: the rows of a table, and the network drawn from them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.crossindex import SiteActor, SiteIndex, sort_name
from generator.model import Briefing
from generator.render import pictures
from generator.render.wording import shortened

NAME = 33  # letters of a name that a picture has room for


@dataclass(frozen=True, slots=True)
class Company:
    """Actors and the briefings that name them together.

    Attributes:
        members: each actor with the number of briefings that name it, most first.
        pairs: (place in ``members``, a later place) → number of briefings that name both.
    """

    members: tuple[tuple[SiteActor, int], ...]
    pairs: dict[tuple[int, int], int]

    def with_most(self, place: int) -> tuple[SiteActor, int] | None:
        """The other member with whom one is named most often, and how often."""
        found = {
            one + other - place: number
            for (one, other), number in self.pairs.items()
            if place in (one, other)
        }
        if not found:
            return None
        best = min(found, key=lambda other: (-found[other], other))
        return self.members[best][0], found[best]

    def picture(self, *, lead: bool) -> pictures.Network | None:
        """The network; see ``pictures.network``."""
        names = [shortened(actor.name, NAME) for actor, _ in self.members]
        return pictures.network(names, [number for _, number in self.members], self.pairs, lead=lead)


def of_actor(index: SiteIndex, actor: SiteActor, number: int) -> Company:
    """An actor, first, and those with whom it is named in most briefings.

    Args:
        index: the site.
        actor: whose company it is.
        number: how many others at most.
    """
    return _company([index.named[seen.briefing.id] for seen in actor.appearances], number, first=actor)


def of_briefings(index: SiteIndex, briefings: Iterable[Briefing], number: int) -> Company:
    """The actors that most of these briefings name, ``number`` at most; only those that two or more name."""
    return _company([index.named[briefing.id] for briefing in briefings], number, least=2)


def _company(
    named: Sequence[Mapping[str, SiteActor]], number: int, *, first: SiteActor | None = None, least: int = 1
) -> Company:
    everybody = dict(itertools.chain.from_iterable(one.items() for one in named))
    counts = Counter(itertools.chain.from_iterable(named))
    others = [slug for slug in counts if counts[slug] >= least and not (first and slug == first.slug)]
    others.sort(key=lambda slug: (-counts[slug], sort_name(everybody[slug].name), slug))
    chosen = others[:number]
    members = [(everybody[slug], counts[slug]) for slug in chosen]
    if first:
        chosen = [first.slug, *chosen]
        members = [(first, len(named)), *members]
    places = {slug: place for place, slug in enumerate(chosen)}
    pairs: Counter[tuple[int, int]] = Counter()
    for one in named:
        pairs.update(itertools.combinations(sorted(places[slug] for slug in one if slug in places), 2))
    return Company(tuple(members), dict(sorted(pairs.items())))
