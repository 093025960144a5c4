"""Briefings and what an editor says → the actors across briefings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from generator.crossindex.addresses import digest, slug, sort_name
from generator.crossindex.parts import Part, parts
from generator.crossindex.records import Appearance, SiteActor
from generator.crossindex.registered import ENTRY, Registry
from generator.editorial import ActorEntry

Groups = Mapping[str, Sequence[Part]]


def across(own: Iterable[Iterable[Part]], entries: Sequence[ActorEntry]) -> tuple[list[SiteActor], list[str]]:
    """Join the parts that are one actor.

    Args:
        own: the parts of each briefing, newest briefing first.
        entries: what the editor's file says.

    Returns:
        The actors, by name, hidden ones too; and notes on entries that no article bears out.
    """
    automatic = parts(own)
    registry = Registry(entries)
    found, entry_of = registry.assign(automatic)
    groups = _groups(found)
    addresses = _addresses(groups, entry_of)
    former = _former(automatic, found, addresses) if entry_of else {}
    actors = [
        _actor(group, addresses[key], entry_of.get(key), former.get(key, ())) for key, group in groups.items()
    ]
    return sorted(actors, key=lambda actor: (sort_name(actor.name), actor.slug)), registry.notes


def _groups(found: Iterable[Part]) -> dict[str, list[Part]]:
    groups: dict[str, list[Part]] = defaultdict(list)
    for part in found:
        groups[part.key].append(part)
    return dict(groups)


def _actor(
    group: Sequence[Part], address: str, entry: ActorEntry | None, former: tuple[str, ...]
) -> SiteActor:
    kinds = Counter(part.kind for part in group)
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    reason = group[0].reason if len(group) > 1 else ""
    appearances = tuple(
        _appearance(list(own)) for _, own in groupby(group, key=lambda part: part.briefing.id)
    )
    if entry is None:
        apart = group[0].apart
        return SiteActor(address, best_name(group), kind, appearances, reason, apart)
    return SiteActor(
        slug=address,
        name=entry.name,
        kind=entry.kind or kind,
        appearances=appearances,
        reason=reason,
        description=entry.description,
        links=entry.links,
        other_names=entry.aliases,
        hidden=entry.hide,
        former=former,
    )


def _appearance(own: Sequence[Part]) -> Appearance:
    """What one article has of an actor; the part that matters most there stands for all."""
    ranked = sorted(own, key=lambda part: (not part.main, -part.count))
    return Appearance(
        briefing=own[0].briefing,
        ids=tuple(part.id for part in ranked),
        names=tuple(part.name for part in ranked),
        roles=tuple(dict.fromkeys(part.role for part in ranked if part.role)),
        held=sum(part.held for part in own),
        events=len({place for part in own for place in part.events}),
    )


def best_name(group: Sequence[Part]) -> str:
    """The name most articles use; of equals the longest, then the first in the alphabet."""
    names = Counter(part.name for part in group)
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _addresses(groups: Groups, entry_of: Mapping[str, ActorEntry]) -> dict[str, str]:
    """One address for each key; where names collide, the one seen first keeps the plain one."""

    def seniority(key: str) -> tuple[bool, bool, date, str]:
        # What an editor names goes first; then one that merges by its full name before one that is
        # known by a surname in one article.
        oldest = groups[key][-1].briefing
        return not key.startswith(ENTRY), "\n" in key, oldest.article.published or date.max, key

    taken: set[str] = set()
    out = {}
    for key in sorted(groups, key=seniority):
        address = slug(entry_of[key].name if key in entry_of else best_name(groups[key]))
        if address in taken or "\n" in key:
            address = f"{address}-{digest(key)}"
        taken.add(address)
        out[key] = address
    return out


def _former(
    automatic: Sequence[Part], found: Sequence[Part], addresses: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Key → the addresses that its parts would have without the editor's file, and nobody has now."""
    groups = _groups(automatic)
    without = _addresses(groups, {})
    taken = set(addresses.values())
    out: dict[str, dict[str, None]] = defaultdict(dict)
    claimed: set[str] = set()
    for before, after in zip(automatic, found, strict=True):
        address = without[before.key]
        if before.key != after.key and address not in taken and address not in claimed:
            out[after.key][address] = None
            claimed.add(address)
    return {key: tuple(sorted(group)) for key, group in out.items()}
