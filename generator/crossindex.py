"""Briefings → SiteIndex: actors, calendar, questions and topics across articles.

Two articles' actors become one only on good grounds: the same full name and a compatible kind. A
surname, a title or a demonym alone never merges; nor does a name that many bodies share
("Supreme Court"). Countries merge through the lexicon.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model import Actor, Briefing, Kind, OpenQuestion, Position, ScheduledEvent
from generator.names_across import identity


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor as one briefing has it."""

    briefing: Briefing
    actor: Actor
    positions: tuple[Position, ...]  # those it holds there


@dataclass(frozen=True, slots=True)
class SiteActor:
    """An actor across the site.

    Attributes:
        slug: its address, unique, made from the name.
        reason: why its appearances are one actor, in words; empty where there is but one.
    """

    slug: str
    name: str
    kind: Kind
    appearances: tuple[Appearance, ...]  # newest first
    reason: str = ""

    @property
    def roles(self) -> tuple[str, ...]:
        """The distinct roles that articles give, newest first."""
        return tuple(dict.fromkeys(seen.actor.role for seen in self.appearances if seen.actor.role))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names that articles use, newest first."""
        names = (seen.actor.name for seen in self.appearances)
        return tuple(name for name in dict.fromkeys(names) if name != self.name)

    @property
    def position_count(self) -> int:
        """How many positions it holds, in all briefings."""
        return sum(len(seen.positions) for seen in self.appearances)

    def has_page(self, page_from: int) -> bool:
        """Whether it holds a position or is named in ``page_from`` briefings; an unnamed source never has."""
        return self.kind != "unnamed" and (self.position_count > 0 or len(self.appearances) >= page_from)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the front matter of several articles names."""

    slug: str
    name: str
    briefings: tuple[Briefing, ...]  # newest first


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What lies across articles.

    Attributes:
        briefings: newest first.
        actors: by name.
        actor_of: (briefing's id, actor's id) → the actor across the site.
        events: in date order, those without a date last.
        questions: newest first.
        topics: by name.
        months: "2025-05" or "undated" → its briefings, newest first.
    """

    briefings: tuple[Briefing, ...]
    actors: tuple[SiteActor, ...]
    actor_of: Mapping[tuple[str, str], SiteActor]
    events: tuple[tuple[Briefing, ScheduledEvent], ...]
    questions: tuple[tuple[Briefing, OpenQuestion], ...]
    topics: tuple[Topic, ...]
    months: Mapping[str, tuple[Briefing, ...]]


def build(briefings: Sequence[Briefing]) -> SiteIndex:
    """Index what briefings share.

    Args:
        briefings: with distinct ids, in any order: the result does not depend on it.
    """
    newest = tuple(sorted(briefings, key=_newest_first))
    actors = _actors(newest)
    return SiteIndex(
        briefings=newest,
        actors=actors,
        actor_of={(seen.briefing.id, seen.actor.id): actor for actor in actors for seen in actor.appearances},
        events=tuple(sorted(((b, e) for b in newest for e in b.events), key=_date_order)),
        questions=tuple((b, question) for b in newest for question in b.open_questions),
        topics=_topics(newest),
        months=_months(newest),
    )


def slug(text: str) -> str:
    """An address for a name: ASCII letters and digits where it has any, else a digest of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return plain if plain and plain != "index" else f"{plain or 'name'}-{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]


def calendar_day(briefing: Briefing, event: ScheduledEvent) -> date | None:
    """The day under which a calendar lists an event: its first, or the last of a period already running.

    "By Friday" and "this year" begin before or with the publication; what a reader waits for is their end.
    """
    published = briefing.article.published
    running = published and event.start and event.start <= published
    return event.end if running else event.start


def _newest_first(briefing: Briefing) -> tuple[int, str]:
    return -(briefing.article.published or date.min).toordinal(), briefing.id


def _date_order(pair: tuple[Briefing, ScheduledEvent]) -> tuple[date, date, str, str]:
    briefing, event = pair
    return calendar_day(briefing, event) or date.max, event.end or date.max, briefing.id, event.id


def _actors(newest: Iterable[Briefing]) -> tuple[SiteActor, ...]:
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
    addresses = _addresses({key: _best_name(group) for key, group in groups.items()}, groups)
    actors = [
        SiteActor(
            slug=addresses[key],
            name=_best_name(group),
            kind=Counter(seen.actor.kind for seen in group).most_common(1)[0][0],
            appearances=tuple(group),
            reason=reasons[key] if len(group) > 1 else "",
        )
        for key, group in groups.items()
    ]
    return tuple(sorted(actors, key=lambda actor: (sort_name(actor.name), actor.slug)))


def sort_name(name: str) -> str:
    """A name as lists order it: without regard to case and accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name


def _best_name(group: Sequence[Appearance]) -> str:
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
            address = f"{address}-{_digest(key)}"
        taken.add(address)
        out[key] = address
    return out


def _grouped(
    newest: Iterable[Briefing], keys: Callable[[Briefing], Iterable[str]]
) -> dict[str, tuple[Briefing, ...]]:
    groups: dict[str, list[Briefing]] = defaultdict(list)
    for briefing in newest:
        for key in dict.fromkeys(keys(briefing)):
            groups[key].append(briefing)
    return {key: tuple(group) for key, group in groups.items()}


def _topics(newest: Sequence[Briefing]) -> tuple[Topic, ...]:
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for briefing in newest:
        for topic in briefing.article.topics:
            spellings[slug(topic)][" ".join(topic.split())] += 1
    groups = _grouped(newest, lambda briefing: (slug(topic) for topic in briefing.article.topics))
    topics = [
        Topic(key, min(spellings[key], key=lambda name: (-spellings[key][name], name)), group)
        for key, group in groups.items()
    ]
    return tuple(sorted(topics, key=lambda topic: (sort_name(topic.name), topic.slug)))


def _months(newest: Sequence[Briefing]) -> dict[str, tuple[Briefing, ...]]:
    def month(briefing: Briefing) -> tuple[str]:
        published = briefing.article.published
        return (f"{published:%Y-%m}" if published else "undated",)

    return _grouped(newest, month)
