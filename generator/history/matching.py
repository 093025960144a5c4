"""Which item of a new version is which of the version before.

An item that says the same is the same. Of the others, the most alike pairs are taken first, so that an
edited sentence, another cut of a statement or a moved event keeps its id. What an item says counts, not
where it stands: neither another order nor an insertion changes an id.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import product

from generator.history.records import Item, ItemKind, Last

# How alike two items must be to be one: Dice's coefficient of their words, and what else speaks for it.
_ENOUGH: dict[ItemKind, float] = {"actor": 0.4, "position": 0.8, "question": 0.5, "event": 0.5}
_SAME_HOLDER = 0.3
_SAME_TIME = 0.3
_CUT_SHORTER = 0.9  # a statement that is a part of another
_TOO_SHORT_TO_TELL = 3  # words
_MOST_PAIRS = 250_000  # beyond, only what says the same is matched: bounds the time for a huge article


def match(new: Sequence[Item], known: Mapping[str, Last]) -> dict[int, str]:
    """Find earlier items again.

    Args:
        new: the items of one kind, with ids that are not looked at.
        known: the last forms of all earlier items that were read in an article, by id.

    Returns:
        Ids for the places in ``new`` of those that are known; the others are new. An item that was gone
        is taken for come back only where it says exactly the same.
    """
    kind = new[0].kind if new else "actor"
    old = {ident: last for ident, last in known.items() if last.item.kind == kind}
    found = _same(new, old, _timed, {})
    found = _same(new, old, _saying, found)
    left = [place for place in range(len(new)) if place not in found]
    taken = set(found.values())
    open_ids = [ident for ident, last in old.items() if last.known and ident not in taken]
    found |= _alike(new, left, {ident: old[ident].item for ident in open_ids})
    return _in_order(new, old, found)


def _same(
    new: Sequence[Item], old: Mapping[str, Last], saying: Callable[[Item], Hashable], found: Mapping[int, str]
) -> dict[int, str]:
    """Add the items that say the same as an earlier one; those still there go first."""
    taken = set(found.values())
    waiting: dict[Hashable, list[str]] = defaultdict(list)
    for ident in sorted(old.keys() - taken, key=lambda ident: (not old[ident].known, ident)):
        waiting[saying(old[ident].item)].append(ident)
    out = dict(found)
    for place, item in enumerate(new):
        ids = waiting.get(saying(item))
        if place not in out and ids:
            out[place] = ids.pop(0)
    return out


def _timed(item: Item) -> Hashable:
    time = item.known_time
    return *_saying(item), time and (time.start, time.end, time.status)


def _saying(item: Item) -> tuple[str, tuple[str, ...]]:
    return item.text.casefold(), item.who if item.kind == "position" else ()


def _in_order(new: Sequence[Item], old: Mapping[str, Last], found: Mapping[int, str]) -> dict[int, str]:
    """Let items that nobody can tell apart have their ids in one order: a second run gives the same."""
    rank = {ident: number for number, ident in enumerate(old)}
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        groups[_timed(item)].append(place)
    out: dict[int, str] = {}
    for places in groups.values():
        ids = sorted((found[place] for place in places if place in found), key=rank.__getitem__)
        out |= dict(zip(places, ids, strict=False))
    return out


def _alike(new: Sequence[Item], left: Sequence[int], old: Mapping[str, Item]) -> dict[int, str]:
    if len(left) * len(old) > _MOST_PAIRS:
        return {}
    scores = [
        (score, -place, -rank, place, ident)
        for place, (rank, ident) in product(left, enumerate(old))
        if (score := _likeness(new[place], old[ident])) >= _ENOUGH[new[place].kind]
    ]
    found: dict[int, str] = {}
    taken: set[str] = set()
    for *_, place, ident in sorted(scores, reverse=True):
        if place not in found and ident not in taken:
            found[place] = ident
            taken.add(ident)
    return found


def _likeness(item: Item, old: Item) -> float:
    here, there = Counter(_words(item.text)), Counter(_words(old.text))
    shared = (here & there).total()
    if not shared:
        return 0.0
    likeness = 2 * shared / (here.total() + there.total())
    smaller = min(here.total(), there.total())
    if item.kind == "actor":
        return (
            likeness if shared == smaller else 0.0
        )  # "Brook", "Ada Brook"; never two who share a first name
    if item.kind == "position":
        if smaller >= _TOO_SHORT_TO_TELL:
            likeness = max(likeness, _CUT_SHORTER * shared / smaller)
        return likeness + _SAME_HOLDER * (item.who == old.who)
    return likeness + _SAME_TIME * _same_time(item, old)


def _same_time(item: Item, old: Item) -> bool:
    time, before = item.known_time, old.known_time
    return bool(time and before and time.start and not time.differs(before))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
