"""A topic's pages: who holds what, to be read across, cut by year of publication where there is much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.crossindex import SiteActor, SiteIndex, Topic, calendar_day, sort_name
from generator.model import Briefing, Position, PositionType
from generator.render import pictures, views
from generator.render.paging import Part, by_year
from generator.render.profile import PICTURED

Held = tuple[Briefing, Position]
Column = tuple[PositionType, ...]

# From agreement to disagreement, then what is wanted and foreseen; what is merely said comes last.
COLUMNS: tuple[Column, ...] = (
    ("support",),
    ("opposition", "denial", "concern"),
    ("demand",),
    ("intention", "expectation"),
    ("claim",),
)
OPEN = 2  # statements that stand open in a cell
LETTERS = 110  # of a statement in a cell

# What items take in a page, in bytes, and what there is for them, so that a page stays under 60 KB.
ROOM = 32_000
_POSITION, _EVENT, _QUESTION, _BRIEFING = 460, 560, 420, 450


@dataclass(frozen=True, slots=True)
class Row:
    """A holder and its positions, those of each column newest first."""

    holder: SiteActor
    cells: tuple[tuple[Held, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Holders by what they hold; only columns in which somebody has a position."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def pages(topic: Topic) -> tuple[Part[Briefing], ...]:
    """A topic's briefings, newest first, cut by year."""
    return by_year(topic.briefings, lambda briefing: briefing.article.published, ROOM, size=_size)


def within(topic: Topic, part: Part[Briefing]) -> Topic:
    """The topic with these briefings alone."""
    return replace(topic, briefings=part.items)


def table(index: SiteIndex, topic: Topic) -> Table:
    """Who holds what in a topic's briefings: those with most positions first, each cell newest first."""
    holders: dict[str, SiteActor] = {}
    held: dict[str, list[Held]] = {}
    for briefing in topic.briefings:
        for position in briefing.positions:
            holder = index.actor_of[briefing.id, position.holder]
            holders[holder.slug] = holder
            held.setdefault(holder.slug, []).append((briefing, position))
    kinds = {position.type for found in held.values() for _, position in found}
    columns = tuple(column for column in COLUMNS if kinds.intersection(column))
    order = sorted(held, key=lambda slug: (-len(held[slug]), sort_name(holders[slug].name), slug))
    return Table(columns, tuple(Row(holders[slug], _cells(held[slug], columns)) for slug in order))


def _cells(held: Sequence[Held], columns: Iterable[Column]) -> tuple[tuple[Held, ...], ...]:
    return tuple(tuple(one for one in held if one[1].type in column) for column in columns)


def timeline(topic: Topic) -> pictures.Timeline | None:
    """The days of a topic's articles, and of the events that they announce."""
    if len(topic.briefings) < PICTURED:
        return None
    days = (calendar_day(*pair) for pair in views.events_on(topic))
    published = (briefing.article.published for briefing in topic.briefings)
    return pictures.timeline([day for day in published if day], [day for day in days if day])


def has_feed(topic: Topic) -> bool:
    """Whether it has a feed, which lists by date what has one."""
    return any(briefing.article.published for briefing in topic.briefings)


def has_calendar(topic: Topic) -> bool:
    """Whether any event of its briefings has a date."""
    return any(event.end for _, event in views.events_on(topic))


def _size(briefing: Briefing) -> int:
    counts = len(briefing.positions), len(briefing.events), len(briefing.open_questions)
    return _BRIEFING + sum(
        number * each for number, each in zip(counts, (_POSITION, _EVENT, _QUESTION), strict=True)
    )
