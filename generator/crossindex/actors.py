"""Briefings → the actors across them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from generator.crossindex.addresses import digest, slug, sort_name
from generator.crossindex.records import Appearance, SiteActor
from generator.model import Briefing, Position
from generator.names_across import identity


def across(newest: Iterable[Briefing]) -> tuple[SiteActor, ...]:
    """Join the appearances that are one actor.

    Args:
        newest: briefings, newest first.

    Returns:
        The actors, by name.
    """
    groups: dict[str, list[Appearance]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for briefing in newest:
        held: dict[str, list[Position]] = defaultdict(list)
        for position in briefing.positions:
            held[position.holder].append(position)
        for actor in briefing.actors:
            key, reason = identity(actor, briefing.id)
            if any(seen.briefing is briefing for seen in groups[key][-1:]):
                # The article sets two apart that have one name: the second stays by itself.
                key, reason = f"{key}\n{briefing.id}\n{actor.id}", ""
            reasons[key] = reason
            groups[key].append(Appearance(briefing, actor, tuple(held[actor.id])))
    addresses = _addresses({key: best_name(group) for key, group in groups.items()}, groups)
    actors = [
        SiteActor(
            slug=addresses[key],
            name=best_name(group),
            kind=Counter(seen.actor.kind for seen in group).most_common(1)[0][0],
            appearances=tuple(group),
            reason=reasons[key] if len(group) > 1 else "",
        )
        for key, group in groups.items()
    ]
    return tuple(sorted(actors, key=lambda actor: (sort_name(actor.name), actor.slug)))


def best_name(group: Sequence[Appearance]) -> str:
    """The name most articles use; of equals the longest, then the first in the alphabet."""
    names = Counter(seen.actor.name for seen in group)
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _addresses(names: Mapping[str, str], groups: Mapping[str, Sequence[Appearance]]) -> dict[str, str]:
    """One address for each key; where names collide, the one seen first keeps the plain one."""

    def seniority(key: str) -> tuple[bool, date, str]:
        # One that merges by its full name goes before one that is known by a surname in one article.
        oldest = groups[key][-1].briefing
        return "\n" in key, oldest.article.published or date.max, key

    taken: set[str] = set()
    out = {}
    for key in sorted(names, key=seniority):
        address = slug(names[key])
        if address in taken or "\n" in key:
            address = f"{address}-{digest(key)}"
        taken.add(address)
        out[key] = address
    return out
