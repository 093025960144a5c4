"""Briefings and what an editor pins → topics, and the story that each briefing continues."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.crossindex.addresses import slug, sort_name
from generator.crossindex.records import Neighbours, SiteActor, Topic
from generator.editorial import TopicEntry
from generator.model import Briefing
from generator.names_across import folded


def across(
    newest: Sequence[Briefing], actors: Iterable[SiteActor], entries: Sequence[TopicEntry]
) -> tuple[tuple[Topic, ...], list[str]]:
    """The topics that front matter names and an editor pins.

    Args:
        newest: briefings, newest first.
        actors: those across the briefings.
        entries: what the editor's file says.

    Returns:
        The topics, by name; and notes on entries to which nothing belongs.
    """
    canonical = {slug(alias): slug(entry.name) for entry in entries for alias in entry.aliases}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, set[str]] = defaultdict(set)
    for briefing in newest:
        for name in briefing.article.topics:
            key = canonical.get(slug(name), slug(name))
            spellings[key][" ".join(name.split())] += 1
            members[key].add(briefing.id)
    for entry, named in zip(entries, _naming(actors, entries), strict=True):
        members[slug(entry.name)] |= named | {b.id for b in newest if entry.has(b.id)}
    pinned = {slug(entry.name): entry for entry in entries}
    used: dict[str, list[Briefing]] = defaultdict(list)
    topic_keys = _by_member(members)
    for briefing in newest:
        for key in topic_keys.get(briefing.id, ()):
            used[key].append(briefing)
    topics = [
        _topic(key, tuple(group), pinned.get(key), spellings[key], canonical) for key, group in used.items()
    ]
    notes = [
        f"{entry.where}: no article belongs to {entry.name!r}; the entry is kept and has no page yet"
        for entry in entries
        if slug(entry.name) not in used
    ]
    return tuple(sorted(topics, key=lambda topic: (sort_name(topic.name), topic.slug))), notes


def _by_member(members: Mapping[str, set[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(members):
        for ident in members[key]:
            found[ident].append(key)
    return found


def _topic(
    key: str,
    group: tuple[Briefing, ...],
    entry: TopicEntry | None,
    spelt: Counter[str],
    canonical: Mapping[str, str],
) -> Topic:
    if entry is None:
        return Topic(key, min(spelt, key=lambda name: (-spelt[name], name)), group)
    former = tuple(sorted(alias for alias, target in canonical.items() if target == key != alias))
    return Topic(key, entry.name, group, entry.description, pinned=True, former=former)


def _naming(actors: Iterable[SiteActor], entries: Sequence[TopicEntry]) -> list[set[str]]:
    """For each entry the ids of the briefings that name one of its actors."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name in entry.actors:
            wanted[folded(name)].append(number)
    found: list[set[str]] = [set() for _ in entries]
    if not wanted:
        return found
    for actor in actors:
        names = {folded(name) for name in (actor.name, *actor.aliases)}
        for number in {number for name in names for number in wanted.get(name, ())}:
            found[number] |= {seen.briefing.id for seen in actor.appearances}
    return found


def by_briefing(topics: Iterable[Topic]) -> dict[str, tuple[Topic, ...]]:
    """Briefing's id → its topics: pinned ones first, then in the order of its front matter."""
    found: dict[str, list[tuple[bool, int, Topic]]] = defaultdict(list)
    for topic in topics:
        for briefing in topic.briefings:
            own = [slug(name) for name in briefing.article.topics]
            place = own.index(topic.slug) if topic.slug in own else len(own)
            found[briefing.id].append((not topic.pinned, place, topic))
    return {
        ident: tuple(topic for *_, topic in sorted(group, key=lambda item: item[:2]))
        for ident, group in found.items()
    }


def stories(newest: Sequence[Briefing], topics_of: Mapping[str, tuple[Topic, ...]]) -> dict[str, Neighbours]:
    """Briefing's id → the one before and the one after it on the same story, by date.

    A briefing belongs to the story of its first topic, so that going on and going back are one path.
    Briefings without a neighbour are left out.
    """
    chains: dict[str, list[Briefing]] = defaultdict(list)
    for briefing in reversed(newest):
        if topics := topics_of.get(briefing.id):
            chains[topics[0].slug].append(briefing)
    return {
        briefing.id: (chain[at - 1] if at else None, chain[at + 1] if at + 1 < len(chain) else None)
        for chain in chains.values()
        if len(chain) > 1
        for at, briefing in enumerate(chain)
    }
