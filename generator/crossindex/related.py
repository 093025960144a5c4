"""Which briefings are close to one: those that share its actors, topics and words, rare ones most.

The weight of what two briefings share is the sum of the inverse document frequencies (K. Spärck Jones,
"A statistical interpretation of term specificity", 1972), divided as in the cosine of two vectors. Only
briefings that share something are compared, and what many share is looked for among neighbours in time
alone, so the work grows with the number of briefings and not with its square.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.crossindex.records import SiteActor, Topic
from generator.crossindex.words import content_words
from generator.model import Briefing

Key = tuple[str, str]  # ("actor", slug), ("topic", slug) or ("word", stem)

NUMBER = 5  # related briefings for each
LEAST = 0.06  # the cosine from which two are related: below it, a shared actor of many matters is enough
REACH = 24  # of the briefings that share something, how many before and after one are looked at
_WORTH = {"actor": 1.5, "topic": 2.0, "word": 1.0}


def keys(
    newest: Sequence[Briefing],
    named: Mapping[str, Mapping[str, SiteActor]],
    topics_of: Mapping[str, tuple[Topic, ...]],
) -> list[frozenset[Key]]:
    """What each briefing can share with others: its named actors, its topics, the words of its top."""
    found = []
    for briefing in newest:
        actors = {("actor", slug) for slug in named[briefing.id]}
        topics = {("topic", topic.slug) for topic in topics_of.get(briefing.id, ())}
        words = content_words(" ".join([briefing.article.title, *briefing.summary]))
        found.append(frozenset(actors | topics | {("word", word) for word in words}))
    return found


def across(newest: Sequence[Briefing], shared: Sequence[frozenset[Key]]) -> dict[str, tuple[Briefing, ...]]:
    """Briefing's id → its related ones, the closest first.

    Args:
        newest: briefings, newest first.
        shared: for each, what it can share with others.
    """
    places: dict[Key, list[int]] = defaultdict(list)
    for place, found in enumerate(shared):
        for key in found:
            places[key].append(place)
    worth = {key: worth_of(key, len(group), len(newest)) for key, group in places.items()}
    # Floats are added in one order, so that the last digit does not depend on the order of a set.
    ordered = [sorted(key for key in found if len(places[key]) > 1) for found in shared]
    length = [math.sqrt(sum(worth[key] ** 2 for key in sorted(found))) or 1.0 for found in shared]
    seen: dict[Key, int] = defaultdict(int)
    related = {}
    for place, briefing in enumerate(newest):
        close: dict[int, float] = defaultdict(float)
        for key in ordered[place]:
            at = seen[key]
            seen[key] += 1
            for other in places[key][max(0, at - REACH) : at + REACH + 1]:
                close[other] += worth[key] ** 2
        close.pop(place, None)
        scores = {other: value / (length[place] * length[other]) for other, value in close.items()}
        best = sorted(
            (other for other, score in scores.items() if score >= LEAST),
            key=lambda other: (-round(scores[other], 9), abs(other - place), other),
        )
        related[briefing.id] = tuple(newest[other] for other in best[:NUMBER])
    return related


def worth_of(key: Key, number: int, briefings: int) -> float:
    """How telling a key is that ``number`` of all briefings have; 0 where all have it."""
    return _WORTH[key[0]] * math.log((1 + briefings / number) / 2)
