"""What an actor's page asks of the index: with whom it is named, and what it holds on each topic."""

from __future__ import annotations

from collections import Counter

from generator.crossindex.addresses import sort_name
from generator.crossindex.records import SiteActor, SiteIndex, Topic
from generator.model import Briefing, Position


def named_with(index: SiteIndex, actor: SiteActor, number: int) -> list[tuple[SiteActor, int]]:
    """The actors that share most briefings with one, and how many they share.

    Unnamed sources and actors that an editor hides are left out.

    Args:
        index: the site.
        actor: one of its actors.
        number: at most so many.
    """
    counts: Counter[str] = Counter()
    named: dict[str, SiteActor] = {}
    for seen in actor.appearances:
        across = (index.actor_of[seen.briefing.id, one.id] for one in seen.briefing.actors)
        company = {
            one.slug: one
            for one in across
            if one.slug != actor.slug and one.kind != "unnamed" and not one.hidden
        }
        named |= company
        counts.update(company.keys())
    best = sorted(counts, key=lambda key: (-counts[key], sort_name(named[key].name), key))[:number]
    return [(named[key], counts[key]) for key in best]


def positions_by_topic(
    index: SiteIndex, actor: SiteActor
) -> list[tuple[Topic | None, list[tuple[Briefing, Position]]]]:
    """Everything that an actor holds, newest first, under the first topic of the briefing it comes from.

    The topic with the newest position comes first; what belongs to no topic comes last, under None.
    """
    groups: dict[str, tuple[Topic | None, list[tuple[Briefing, Position]]]] = {}
    for seen in actor.appearances:
        topic = next(iter(index.topics_of.get(seen.briefing.id, ())), None)
        _, held = groups.setdefault(topic.slug if topic else "", (topic, []))
        held.extend((seen.briefing, position) for position in seen.positions)
    return sorted((group for group in groups.values() if group[1]), key=lambda group: group[0] is None)
