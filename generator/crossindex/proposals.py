"""What articles share → topics that an editor could pin.

A proposal starts from one actor or word that several briefings share, takes in what mostly the same
briefings share, and keeps the briefings that have two of these. Looking up each briefing's keys once
for each of its keys makes the work grow with the number of briefings, not with its square.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.crossindex import related
from generator.crossindex.records import SiteIndex
from generator.crossindex.related import Key
from generator.crossindex.shares import Shares
from generator.crossindex.words import stem
from generator.lexicon import load
from generator.model import Briefing
from generator.names import folded

LEAST = 3  # briefings that make a topic
MOST = 150  # briefings: what more of them share is no one matter
SHARE = 0.5  # of the briefings of one key that must have the other; of two topics that are much the same
SIGNS = 5  # keys that must meet: a story has many, two matters of one minister have few
SHOWN = 5  # actors, and as many words, by which a proposal is explained
_WORD = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic that an editor could pin.

    Attributes:
        name: the most telling of what its briefings share.
        shared: names of actors and words that they share, the most telling first.
        briefings: newest first.
    """

    name: str
    shared: tuple[str, ...]
    briefings: tuple[Briefing, ...]


@dataclass(frozen=True, slots=True)
class _Cluster:
    strength: float
    signs: tuple[Key, ...]
    members: frozenset[int]


def proposals(index: SiteIndex, number: int) -> list[Proposal]:
    """Find topics that the site does not have yet.

    Args:
        index: the site.
        number: at most so many, the strongest first.
    """
    shared = _keys(index)
    places: dict[Key, list[int]] = defaultdict(list)
    for place, found in enumerate(shared):
        for key in found:
            places[key].append(place)
    limit = min(MOST, max(LEAST, len(shared) // 2))
    seeds = {key: frozenset(group) for key, group in places.items() if LEAST <= len(group) <= limit}
    worth = {key: related.worth_of(key, len(group), len(shared)) for key, group in seeds.items()}
    place_of = {briefing.id: place for place, briefing in enumerate(index.briefings)}
    known = [frozenset(place_of[b.id] for b in topic.briefings) for topic in index.topics]
    clusters = (_cluster(seed, seeds, shared, worth) for seed in sorted(seeds))
    strongest = sorted(
        (cluster for cluster in clusters if cluster), key=lambda c: (-round(c.strength, 6), c.signs)
    )
    labels = _labels(index)
    return [
        Proposal(
            name=_name(cluster, seeds, labels),
            shared=_shown(cluster.signs, labels),
            briefings=tuple(index.briefings[place] for place in sorted(cluster.members)),
        )
        for cluster in _distinct(strongest, known, number)
    ]


def _keys(index: SiteIndex) -> list[frozenset[Key]]:
    """What can be a sign of a matter: no countries, no words that only name or entitle an actor."""
    offices = {stem(folded(word)) for office in load("titles")["offices"] for word in office.split()}
    out = []
    every = related.keys(index.briefings, index.named, {}, Shares())
    for briefing, found in zip(index.briefings, every, strict=True):
        actors = [index.actor_of[briefing.id, actor.id] for actor in briefing.actors]
        named = {stem(word) for actor in actors for word in _WORD.findall(folded(actor.name))} | offices
        dropped = {("word", word) for word in named}
        out.append(found - dropped - {("actor", a.slug) for a in actors if a.kind == "country"})
    return out


def _name(cluster: _Cluster, seeds: Mapping[Key, frozenset[int]], labels: Mapping[Key, str]) -> str:
    """What is in most of the briefings and in few others; of equals a word with a capital, then an actor."""

    def rank(key: Key) -> tuple[float, bool, bool, Key]:
        common = len(seeds[key] & cluster.members) / len(seeds[key] | cluster.members)
        return -round(common, 2), labels[key].islower(), key[0] == "actor", key

    return labels[min(cluster.signs, key=rank)]


def _shown(signs: Sequence[Key], labels: Mapping[Key, str]) -> tuple[str, ...]:
    """Some of the actors, then some of the words."""
    actors = [labels[key] for key in signs if key[0] == "actor"][:SHOWN]
    words = [labels[key] for key in signs if key[0] == "word"][:SHOWN]
    return tuple(dict.fromkeys([*actors, *words]))


def _cluster(
    seed: Key,
    seeds: Mapping[Key, frozenset[int]],
    shared: Sequence[frozenset[Key]],
    worth: Mapping[Key, float],
) -> _Cluster | None:
    """What meets in the briefings of one key; None where that is too little to be a matter of its own."""
    own = seeds[seed]
    together = Counter(key for place in own for key in shared[place] if key in seeds)
    need = max(LEAST, SHARE * len(own))
    signs = [key for key, count in together.items() if count >= need and count >= SHARE * len(seeds[key])]
    signs.sort(key=lambda key: (-worth[key] * together[key], key))
    if len(signs) < SIGNS or all(kind != "actor" for kind, _ in signs):
        return None
    having = Counter(place for key in signs for place in seeds[key])
    members = frozenset(place for place, count in having.items() if count >= 2)
    strength = sum(worth[key] * together[key] for key in signs)
    return _Cluster(strength, tuple(signs), members)


def _distinct(
    clusters: Iterable[_Cluster], known: Sequence[frozenset[int]], number: int
) -> Iterator[_Cluster]:
    """The first clusters that are not much the same as a topic or as an earlier one."""
    by_place: dict[int, list[frozenset[int]]] = defaultdict(list)

    def remember(group: frozenset[int]) -> None:
        for place in group:
            by_place[place].append(group)

    for group in known:
        remember(group)
    for cluster in clusters:
        if number <= 0:
            return
        met = Counter(group for place in cluster.members for group in by_place[place])
        if all(count < SHARE * min(len(group), len(cluster.members)) for group, count in met.items()):
            number -= 1
            remember(cluster.members)
            yield cluster


def _labels(index: SiteIndex) -> dict[Key, str]:
    """How a reader calls a key: an actor's name, the commonest spelling of a word."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for briefing in index.briefings:
        for word in _WORD.findall(" ".join([briefing.article.title, *briefing.summary])):
            spelt[stem(folded(word))][word] += 1
    words = {("word", key): min(found, key=lambda word: (-found[word], word)) for key, found in spelt.items()}
    return words | {("actor", actor.slug): actor.name for actor in index.actors}
