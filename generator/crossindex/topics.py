"""Briefings → topics, and the story that each briefing continues."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.crossindex.addresses import slug, sort_name
from generator.crossindex.records import Neighbours, Topic
from generator.model import Briefing


def across(newest: Sequence[Briefing]) -> tuple[Topic, ...]:
    """The topics that front matter names, by name; a spelling that most articles use stands for all."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    groups: dict[str, list[Briefing]] = defaultdict(list)
    for briefing in newest:
        names = {slug(topic): " ".join(topic.split()) for topic in reversed(briefing.article.topics)}
        for key, name in names.items():
            spellings[key][name] += 1
            groups[key].append(briefing)
    topics = [
        Topic(key, min(spellings[key], key=lambda name: (-spellings[key][name], name)), tuple(group))
        for key, group in groups.items()
    ]
    return tuple(sorted(topics, key=lambda topic: (sort_name(topic.name), topic.slug)))


def by_briefing(topics: Iterable[Topic]) -> dict[str, tuple[Topic, ...]]:
    """Briefing's id → its topics: pinned ones first, then in the order of its front matter."""
    found: dict[str, list[Topic]] = defaultdict(list)
    for topic in topics:
        for briefing in topic.briefings:
            found[briefing.id].append(topic)
    own = {b.id: [slug(name) for name in b.article.topics] for t in topics for b in t.briefings}

    def order(ident: str, topic: Topic) -> tuple[bool, int]:
        place = own[ident].index(topic.slug) if topic.slug in own[ident] else len(own[ident])
        return not topic.pinned, place

    return {ident: tuple(sorted(group, key=lambda t: order(ident, t))) for ident, group in found.items()}


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
