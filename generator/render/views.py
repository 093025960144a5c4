"""What templates ask of the records: grouping, folding, ordering. No wording, no markup."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.crossindex import SiteActor, SiteIndex, Topic, calendar_day, sort_name
from generator.model import Actor, Briefing, Kind, OpenQuestion, Position, ScheduledEvent
from generator.render.escape import visible
from generator.render.wording import KINDS

Item = TypeVar("Item")
Dated = tuple[Briefing, ScheduledEvent]
Asked = tuple[Briefing, OpenQuestion]
JOINER = " … "


@dataclass(frozen=True, slots=True)
class Held:
    """An actor and what it holds in one briefing."""

    actor: Actor
    positions: tuple[Position, ...]


def holders(briefing: Briefing) -> list[Held]:
    """Who holds positions: main actors first, then in the order of the actors."""
    held = [
        Held(actor, tuple(p for p in briefing.positions if p.holder == actor.id)) for actor in briefing.actors
    ]
    return sorted((one for one in held if one.positions), key=lambda one: one.actor.salience != "main")


def main_holders(held: Iterable[Held]) -> int:
    """How many of them are main actors."""
    return sum(one.actor.salience == "main" for one in held)


def actors(briefing: Briefing, salience: str) -> list[Actor]:
    """The actors of one salience that are to be listed; an unnamed source stands with its positions only."""
    return [actor for actor in briefing.actors if actor.salience == salience and actor.kind != "unnamed"]


def by_id(briefing: Briefing) -> dict[str, Actor]:
    """The briefing's actors by their ids."""
    return {actor.id: actor for actor in briefing.actors}


def in_date_order(briefing: Briefing) -> list[ScheduledEvent]:
    """A briefing's events by their calendar days, those without a date last."""
    return [event for _, event in _dated((briefing, event) for event in briefing.events)]


def folded(items: Sequence[Item], after: int) -> tuple[Sequence[Item], Sequence[Item]]:
    """What stands open and what is folded away; nothing is folded to hide a single item."""
    return (items, ()) if len(items) <= after + 1 else (items[:after], items[after:])


def marked(sentence: str, statement: str) -> list[tuple[str, bool]]:
    """A sentence cut into parts, each with whether it belongs to the statement."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for piece in statement.split(JOINER):
        start = sentence.find(piece, at)
        if start < 0 or not piece:
            continue
        parts += [(sentence[at:start], False), (piece, True)]
        at = start + len(piece)
    return [(text, mark) for text, mark in [*parts, (sentence[at:], False)] if text]


def by_kind(found: Iterable[SiteActor]) -> list[tuple[Kind, list[SiteActor]]]:
    """Named actors by kind, in the order of the kinds."""
    listed = [actor for actor in found if actor.kind != "unnamed"]
    groups = ((kind, [actor for actor in listed if actor.kind == kind]) for kind in KINDS)
    return [(kind, group) for kind, group in groups if group]


def most_in_view(index: SiteIndex, page_from: int, number: int) -> list[SiteActor]:
    """The actors with a page that are named in most briefings, then those that hold most positions."""
    with_page = [actor for actor in index.actors if actor.has_page(page_from)]
    return sorted(with_page, key=lambda a: (-len(a.appearances), -a.position_count, sort_name(a.name)))[
        :number
    ]


def still_to_come(index: SiteIndex, number: int) -> list[tuple[Briefing, ScheduledEvent, bool]]:
    """Events for the reader's browser to choose from, each with whether it shows where no script runs.

    A static page does not know the reader's day; without a script it takes the newest article's.
    """
    newest = index.briefings[0].article.published if index.briefings else None
    dated = [
        (b, e) for b, e in index.events if e.end and newest and e.end >= newest and e.status != "cancelled"
    ]
    return [(b, e, place < number) for place, (b, e) in enumerate(dated[: number * 8])]


def has_text(title: str) -> bool:
    """Whether a reader would see anything of it."""
    return bool(visible(title).strip())


def anchor(actor: Actor) -> str:
    """An actor's id on the page of a briefing."""
    return f"actor-{actor.id}"


def with_page(found: Iterable[SiteActor], page_from: int) -> list[SiteActor]:
    """Those that have a page."""
    return [actor for actor in found if actor.has_page(page_from)]


def without_page(found: Iterable[SiteActor], page_from: int) -> list[SiteActor]:
    """Those that have none."""
    return [actor for actor in found if not actor.has_page(page_from)]


def events_of(actor: SiteActor) -> list[Dated]:
    """The events in which it takes part, in date order."""
    return _dated(
        (seen.briefing, event)
        for seen in actor.appearances
        for event in seen.briefing.events
        if not set(seen.ids).isdisjoint(event.participants)
    )


def events_on(topic: Topic) -> list[Dated]:
    """The events of a topic's briefings, in date order."""
    return _dated((briefing, event) for briefing in topic.briefings for event in briefing.events)


def _dated(events: Iterable[Dated]) -> list[Dated]:
    return sorted(events, key=lambda pair: (calendar_day(*pair) or date.max, pair[1].end or date.max))


def questions_on(topic: Topic) -> list[Asked]:
    """The open questions of a topic's briefings, newest first."""
    return [(briefing, question) for briefing in topic.briefings for question in briefing.open_questions]


def by_briefing(held: Iterable[tuple[Briefing, Item]]) -> list[tuple[Briefing, list[Item]]]:
    """Items that stand beside their briefings, gathered under each of them in the order given."""
    groups = (list(group) for _, group in itertools.groupby(held, key=lambda pair: pair[0].id))
    return [(group[0][0], [item for _, item in group]) for group in groups]
