"""The records of what lies across articles: frozen, made by ``crossindex.build``, read by the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.editorial import Editorial
from generator.model import Actor, Briefing, Kind, OpenQuestion, Position, ScheduledEvent


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor as one briefing has it; the rest is looked up there, so that an index stays small.

    Attributes:
        ids: of all that the article takes for actors and is this one, the most important first.
        names: theirs, as the article gives them.
        roles: the distinct ones that it gives.
        held: how many positions they hold there.
        events: in how many of its events they take part.
    """

    briefing: Briefing
    ids: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    held: int = 0
    events: int = 0

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All that the article has of it, the most important first."""
        own = {actor.id: actor for actor in self.briefing.actors if actor.id in self.ids}
        return tuple(own[ident] for ident in self.ids)

    @property
    def actor(self) -> Actor:
        """The most important of them, which stands for all."""
        return next(actor for actor in self.briefing.actors if actor.id == self.ids[0])

    @property
    def positions(self) -> tuple[Position, ...]:
        """Those that it holds there."""
        return tuple(position for position in self.briefing.positions if position.holder in self.ids)


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role, and the days of publication of the first and the last article that gives it."""

    role: str
    first: date | None  # None where no such article has a date
    last: date | None


@dataclass(frozen=True, slots=True)
class SiteActor:
    """An actor across the site.

    Attributes:
        slug: its address, unique, made from the name.
        reason: why its appearances are one actor, in words; empty where there is but one.
        apart: why it is not one with another of its name, in words; empty where there is no such other.
        description: one line that an editor wrote.
        links: web addresses that an editor gave, http or https.
        other_names: further names that an editor gave.
        hidden: an editor took it off the lists; it has no page.
        former: addresses that parts of it have without the editor's file and nobody has with it.
    """

    slug: str
    name: str
    kind: Kind
    appearances: tuple[Appearance, ...]  # newest first
    reason: str = ""
    apart: str = ""
    description: str | None = None
    links: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    hidden: bool = False
    former: tuple[str, ...] = ()

    @property
    def role(self) -> str | None:
        """The newest role that an article gives."""
        return next((role for seen in self.appearances for role in seen.roles), None)

    @property
    def roles_seen(self) -> tuple[RoleSeen, ...]:
        """The distinct roles with the days on which they were first and last given, newest first."""
        days: dict[str, list[date]] = {}
        for seen in self.appearances:
            published = seen.briefing.article.published
            for role in seen.roles:
                days.setdefault(role, []).extend([published] if published else [])
        return tuple(
            RoleSeen(role, min(found, default=None), max(found, default=None)) for role, found in days.items()
        )

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names: those that an editor gave, then those that articles use, newest first."""
        names = [*self.other_names, *(name for seen in self.appearances for name in seen.names)]
        return tuple(name for name in dict.fromkeys(names) if name != self.name)

    @property
    def position_count(self) -> int:
        """How many positions it holds, in all briefings."""
        return sum(seen.held for seen in self.appearances)

    def has_page(self, page_from: int) -> bool:
        """Whether it holds a position or is named in ``page_from`` briefings.

        An unnamed source never has a page, nor has one that an editor hides.
        """
        if self.kind == "unnamed" or self.hidden:
            return False
        return len(self.appearances) >= page_from or any(seen.held for seen in self.appearances)


@dataclass(frozen=True, slots=True)
class Topic:
    """What several briefings are about: named by their front matter, or pinned by an editor."""

    slug: str
    name: str
    briefings: tuple[Briefing, ...]  # newest first
    description: str | None = None
    pinned: bool = False  # stands in the editor's file
    former: tuple[str, ...] = ()  # addresses of its other names, which no other topic has


Quarrel = Literal["opposed", "denied", "disputed", "against"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two actors of one briefing that stand against each other, and what shows it.

    Attributes:
        one: who opposes or denies.
        other: whom it opposes.
        kind: ``opposed``: one supports, demands or plans what the other opposes; ``denied``: one denies
            what the other says; ``disputed``: the article's own disputed question has both; ``against``:
            one opposes something that its words ascribe to the other.
        positions: those of ``one``, then those of ``other``; their statements are the evidence.
        question: the disputed question, where it is what shows the disagreement.
    """

    one: Actor
    other: Actor
    kind: Quarrel
    positions: tuple[Position, ...]
    question: OpenQuestion | None = None


Neighbours = tuple[Briefing | None, Briefing | None]


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What lies across articles.

    Attributes:
        briefings: newest first.
        actors: by name; those that an editor hides are left out.
        actor_of: (briefing's id, actor's id) → the actor across the site, hidden ones too.
        named: briefing's id → address → actor: those in it that lists may name.
        events: in date order, those without a date last.
        questions: newest first.
        topics: by name.
        months: "2025-05" or "undated" → its briefings, newest first.
        topics_of: briefing's id → its topics: pinned ones first, then in the order of its front matter.
        related: briefing's id → others that share its actors and words, the closest first.
        story: briefing's id → the one before and the one after it on its first topic, by date.
        disagreements: briefing's id → who stands against whom in it; only briefings that have any.
        notes: what an editor's file says and no article bears out, each with its file and line.
        editorial: what editors said, to build another index by.
    """

    briefings: tuple[Briefing, ...]
    actors: tuple[SiteActor, ...]
    actor_of: Mapping[tuple[str, str], SiteActor]
    named: Mapping[str, Mapping[str, SiteActor]]
    events: tuple[tuple[Briefing, ScheduledEvent], ...]
    questions: tuple[tuple[Briefing, OpenQuestion], ...]
    topics: tuple[Topic, ...]
    months: Mapping[str, tuple[Briefing, ...]]
    topics_of: Mapping[str, tuple[Topic, ...]]
    related: Mapping[str, tuple[Briefing, ...]]
    story: Mapping[str, Neighbours]
    disagreements: Mapping[str, tuple[Disagreement, ...]]
    notes: tuple[str, ...] = ()
    editorial: Editorial = field(default_factory=Editorial)
