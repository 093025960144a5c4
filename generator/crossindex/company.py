"""What an actor's page asks of the index: what it holds on each topic."""

from __future__ import annotations

from generator.crossindex.records import SiteActor, SiteIndex, Topic
from generator.model import Briefing, Position


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
