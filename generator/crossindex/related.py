"""Which briefings are close to one: those that share its actors, topics and words, rare ones most.

The weight of what two briefings share is the sum of the inverse document frequencies (K. Spärck Jones,
"A statistical interpretation of term specificity", 1972), divided as in the cosine of two vectors. Only
briefings that share something are compared, and what many share is looked for among neighbours in time
alone, so the work grows with the number of briefings and not with its square.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.crossindex.records import SiteActor, Topic
from generator.crossindex.shares import Shares
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
    shares: Shares,
) -> Iterator[frozenset[Key]]:
    """What each briefing can share with others: its named actors, its topics, the words of its top."""
    for briefing in newest:
        actors = {("actor", slug) for slug in named[briefing.id]}
        topics = {("topic", topic.slug) for topic in topics_of.get(briefing.id, ())}
        yield frozenset(actors | topics | {("word", word) for word in shares.words(briefing)})


def across(newest: Sequence[Briefing], shared: Iterable[frozenset[Key]]) -> dict[str, tuple[Briefing, ...]]:
    """Briefing's id → its related ones, the closest first.

    Args:
        newest: briefings, newest first.
        shared: for each, what it can share with others.
    """
    rows, places, squares = _numbered(shared, len(newest))
    length = [math.sqrt(sum(squares[key] for key in row)) or 1.0 for row in rows]
    seen = [0] * len(places)
    related = {}
    for place, briefing in enumerate(newest):
        close: dict[int, float] = defaultdict(float)
        for key in rows[place]:
            group, at, square = places[key], seen[key], squares[key]
            seen[key] += 1
            for other in group[max(0, at - REACH) : at + REACH + 1]:
                close[other] += square
        close.pop(place, None)
        own = length[place]
        best = sorted(
            (-round(score, 9), abs(other - place), other)
            for other, value in close.items()
            if (score := value / (own * length[other])) >= LEAST
        )
        related[briefing.id] = tuple(newest[other] for *_, other in best[:NUMBER])
    return related


def _numbered(
    shared: Iterable[frozenset[Key]], briefings: int
) -> tuple[list[array[int]], list[array[int]], list[float]]:
    """Each briefing's keys as numbers, which take less room; the briefings of each, and its worth squared.

    Keys are numbered as they come, those of one briefing in the order of the alphabet: floats are added in
    one order, so that the last digit does not depend on the order of a set.
    """
    numbers: dict[Key, int] = {}
    rows: list[array[int]] = []
    places: list[array[int]] = []
    for place, found in enumerate(shared):
        row = array("l")
        for key in sorted(found):
            number = numbers.setdefault(key, len(places))
            if number == len(places):
                places.append(array("l"))
            places[number].append(place)
            row.append(number)
        rows.append(row)
    squares = [worth_of(key, len(places[number]), briefings) ** 2 for key, number in numbers.items()]
    return rows, places, squares


def worth_of(key: Key, number: int, briefings: int) -> float:
    """How telling a key is that ``number`` of all briefings have; 0 where all have it."""
    return _WORTH[key[0]] * math.log((1 + briefings / number) / 2)
