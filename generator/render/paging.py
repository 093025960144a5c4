"""Long lists, cut into pages by year: decided from what is listed, never from the clock."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

Item = TypeVar("Item")
Day = Callable[[Item], date | None]
Size = Callable[[Item], int]


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """What one page of a long list holds.

    Attributes:
        key: what its address ends with: ``2024``, ``2024-2`` for the second page of a full year,
            ``undated``; empty for the page that has the list's own address.
        label: the years it holds, as a link names them: ``2024``, ``2024 (2)``, ``2025–2026``, ``Undated``.
        items: in the list's order.
    """

    key: str
    label: str
    items: tuple[Item, ...]


def by_year(
    items: Sequence[Item],
    day: Day[Item],
    limit: int,
    *,
    size: Size[Item] = lambda item: 1,
    opens_with: Callable[[Item], bool] = lambda item: True,
) -> tuple[Part[Item], ...]:
    """Cut a list into pages, of which one is what a reader sees first.

    Args:
        items: in the order in which they are shown, year by year, those without a date last.
        day: when an item is; None for one without a date.
        limit: how much a page may hold, in the units of ``size``.
        size: how much room an item takes.
        opens_with: the page that holds the first such item is the list's first page; in a list that
            shows the newest first, the first of all.

    Returns:
        At least one part, in the list's order. A list that fits is not cut. Else a year has one part or
        more, and the first page, the one without a key, also holds the years after it as long as they fit.
    """
    if sum(map(size, items)) <= limit:
        years = [f"{found.year:04}" for item in items if (found := day(item))]
        return (_first(items, years),)
    pages = list(year_pages(items, day, limit, size=size))
    start = next((n for n, page in enumerate(pages) if any(map(opens_with, page.items))), 0)
    end, room = start + 1, limit - _room(pages[start], size)
    while end < len(pages) and _room(pages[end], size) <= room:
        room -= _room(pages[end], size)
        end += 1
    together = pages[start:end]
    years = [page.key[:4] for page in together if page.key[:4].isdigit()]
    first = _first([item for page in together for item in page.items], years)
    return *pages[:start], first, *pages[end:]


def year_pages(
    items: Sequence[Item], day: Day[Item], limit: int, *, size: Size[Item] = lambda item: 1
) -> Iterator[Part[Item]]:
    """One part for each year in the order of the items, or several where a year exceeds the limit.

    A full year is cut between months where that is possible, so that a month is read on one page.
    """

    def year(item: Item) -> int | None:
        found = day(item)
        return found.year if found else None

    for number, group in itertools.groupby(items, key=year):
        name = "undated" if number is None else f"{number:04}"
        for place, some in enumerate(_cut(tuple(group), day, limit, size), 1):
            key, label = (name, name) if place == 1 else (f"{name}-{place}", f"{name} ({place})")
            yield Part(key, label.capitalize(), some)


def _cut(items: Sequence[Item], day: Day[Item], limit: int, size: Size[Item]) -> Iterator[tuple[Item, ...]]:
    """A year's items in pages: whole months together, and a month that is too long wherever it is full."""

    def month(item: Item) -> int:
        found = day(item)
        return found.month if found else 0

    page: list[Item] = []
    taken = 0
    for _, group in itertools.groupby(items, key=month):
        block = list(group)
        if page and taken + sum(map(size, block)) > limit:
            yield tuple(page)
            page, taken = [], 0
        for item in block:
            if page and taken + size(item) > limit:
                yield tuple(page)
                page, taken = [], 0
            page.append(item)
            taken += size(item)
    if page:
        yield tuple(page)


def _room(page: Part[Item], size: Size[Item]) -> int:
    return sum(map(size, page.items))


def _first(items: Sequence[Item], years: Sequence[str]) -> Part[Item]:
    """The page with the list's own address, which holds these years; ``2025–2026`` for those of two."""
    if not years:
        return Part("", "Undated" if items else "", tuple(items))
    first, last = min(years), max(years)
    return Part("", first if first == last else f"{first}–{last}", tuple(items))


@dataclass(frozen=True, slots=True)
class Year(Generic[Item]):
    """A year's link: to its first page."""

    label: str
    first: Part[Item]
    current: Literal["", "true", "page"]  # "page" where the page in view is all there is of it


@dataclass(frozen=True, slots=True)
class Together(Generic[Item]):
    """What leads from one page of a list to the others.

    Attributes:
        years: one link for each year.
        label: the year in view.
        pages: those of the year in view.
    """

    years: tuple[Year[Item], ...]
    label: str
    pages: tuple[Part[Item], ...]


def together(parts: Sequence[Part[Item]], part: Part[Item]) -> Together[Item]:
    """Pages gathered by year, so that a list of hundreds has a link for each year and not for each page.

    Args:
        parts: of the list, in its order.
        part: the one in view.
    """
    groups = [tuple(group) for _, group in itertools.groupby(parts, key=_year)]
    mine = next(group for group in groups if part in group)
    years = (Year(_label(group), group[0], _current(group, mine)) for group in groups)
    return Together(tuple(years), _label(mine), mine)


def _current(group: tuple[Part[Item], ...], mine: tuple[Part[Item], ...]) -> Literal["", "true", "page"]:
    if group is not mine:
        return ""
    return "page" if len(group) == 1 else "true"


def _year(part: Part[Item]) -> str:
    """The year in which a page begins; "2024 (2)" and the page that holds "2024–2025" belong to 2024."""
    return part.label[:4]


def _label(group: Sequence[Part[Item]]) -> str:
    return group[0].label.partition(" (")[0]
