"""What a briefing's page says first and last: the whole at a glance, and where to read on."""

from __future__ import annotations

from dataclasses import dataclass

from generator.crossindex import Disagreement, SiteActor, SiteIndex, Topic
from generator.model import Briefing, ScheduledEvent

AHEAD = 8  # events from which a reader's browser chooses the next one
QUARRELS = 3  # pairs of actors that are named at a glance
SHARED = 3  # actors that are named as what two briefings share


@dataclass(frozen=True, slots=True)
class Glance:
    """A briefing in one strip.

    Attributes:
        ahead: dated events after publication, by their ends; the reader's day says which is next.
        holders: how many actors hold a position.
        quarrels: who stands against whom.
    """

    ahead: tuple[ScheduledEvent, ...]
    holders: int
    quarrels: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Onward:
    """Where to read on.

    Attributes:
        topic: what the story is about, None where there is neither an earlier nor a later article.
        earlier, later: the story's articles before and after this one.
        related: close briefings, each with named actors that both have.
    """

    topic: Topic | None
    earlier: Briefing | None
    later: Briefing | None
    related: tuple[tuple[Briefing, tuple[SiteActor, ...]], ...]


def glance(briefing: Briefing, index: SiteIndex) -> Glance:
    """What stands in the strip under a briefing's title."""
    published = briefing.article.published
    dated = [
        (event.end, event.start or event.end, event.id, event)
        for event in briefing.events
        if event.end and event.status != "cancelled" and (not published or event.end >= published)
    ]
    return Glance(
        # By their ends: "2026" is not next while a day in it lies ahead.
        ahead=tuple(event for *_, event in sorted(dated, key=lambda one: one[:3])[:AHEAD]),
        holders=len({position.holder for position in briefing.positions}),
        quarrels=index.disagreements.get(briefing.id, ())[:QUARRELS],
    )


def from_here(briefing: Briefing, index: SiteIndex) -> Onward:
    """The story's neighbours and the related briefings that are not among them."""
    earlier, later = index.story.get(briefing.id, (None, None))
    beside = {one.id for one in (earlier, later) if one}
    related = [one for one in index.related.get(briefing.id, ()) if one.id not in beside]
    return Onward(
        topic=index.topics_of[briefing.id][0] if beside else None,
        earlier=earlier,
        later=later,
        related=tuple((one, _shared(briefing, one, index)) for one in related),
    )


def _shared(briefing: Briefing, other: Briefing, index: SiteIndex) -> tuple[SiteActor, ...]:
    """Named actors of both: this briefing's main ones first, then those that fewest briefings have."""
    there = index.named[other.id]
    found = {}
    for actor in briefing.actors:
        across = index.actor_of[briefing.id, actor.id]
        if across.slug in there and across.kind != "unnamed" and not across.hidden:
            rank = (actor.salience != "main", len(across.appearances), across.slug)
            found[across.slug] = (rank, across)
    return tuple(across for _, across in sorted(found.values(), key=lambda one: one[0])[:SHARED])
