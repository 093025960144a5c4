"""A briefing and its past: items get their lasting ids, and a new version is written down.

The two steps are apart because an editor's corrections come between them: items are recognised by
what was read in the article, and what counts as changed is what is shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.history.matching import match
from generator.history.records import Item, Last, Past, Time, Version, called_off
from generator.model import Actor, Article, Briefing, OpenQuestion, Position, ScheduledEvent

_LONGEST = 300  # characters of an item's text that are kept: enough to recognise it
_DIGITS = 12
_ACTOR = "actor-"  # what an actor's place on the page begins with: actors are named after their names

AnyItem = TypeVar("AnyItem", Actor, Position, OpenQuestion, ScheduledEvent)


def settle(briefing: Briefing, past: Past) -> Briefing:
    """Give the items that earlier versions had their ids back, and no id to two items.

    Args:
        briefing: as it was read, with ids made from what the items say.
        past: its history, empty for a new briefing.
    """
    if not past.versions:
        return briefing
    anchors = _ids(past, [actor_item(actor) for actor in briefing.actors])
    actors = {old.removeprefix(_ACTOR): new.removeprefix(_ACTOR) for old, new in anchors.items()}
    positions, events = briefing.positions, briefing.events
    if any(old != new for old, new in actors.items()):
        positions = tuple(replace(p, holder=actors[p.holder], via=_named(p.via, actors)) for p in positions)
        events = tuple(replace(e, participants=_named(e.participants, actors)) for e in events)
    position_ids = _ids(past, [position_item(position) for position in positions])
    question_ids = _ids(past, [question_item(question) for question in briefing.open_questions])
    event_ids = _ids(past, [event_item(event) for event in events])
    found = (anchors, position_ids, question_ids, event_ids)
    if all(old == new for ids in found for old, new in ids.items()):
        return briefing
    return replace(
        briefing,
        actors=_with_ids(briefing.actors, actors),
        positions=_with_ids(positions, position_ids),
        open_questions=_with_ids(briefing.open_questions, question_ids),
        events=_with_ids(events, event_ids),
    )


def _ids(past: Past, items: list[Item]) -> dict[str, str]:
    """The lasting id for each id that was made from what the item says."""
    read = {ident: last for ident, last in past.items.items() if last.item.editor != "added"}
    found = match(items, read)
    taken = {*past.items, *found.values()}
    out: dict[str, str] = {}
    for place, item in enumerate(items):
        ident = found.get(place) or _free(item.id, taken)
        taken.add(ident)
        out[item.id] = ident
    return out


def _free(ident: str, taken: set[str]) -> str:
    """The id, numbered where another item has or had it."""
    number, free = 2, ident
    while free in taken:
        free, number = f"{ident}-{number}", number + 1
    return free


def _named(ids: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[ident] for ident in ids)


def _with_ids(items: Iterable[AnyItem], ids: Mapping[str, str]) -> tuple[AnyItem, ...]:
    return tuple(item if ids[item.id] == item.id else replace(item, id=ids[item.id]) for item in items)


def record(read: Briefing, shown: Briefing, past: Past) -> Past:
    """Add a version where the article, or what its briefing shows, is not what the newest version says.

    Args:
        read: the settled briefing, whose words items will be recognised by.
        shown: the same after corrections; its events' times, and which items are there, count as shown.
        past: the history so far.
    """
    article = shown.article
    known = {item.id: item for item in items_of(read)}
    visible = {item.id: item for item in items_of(shown)}
    put = [new for item in visible.values() if (new := _news(_known_by(item, known.get(item.id)), past))]
    put += [
        new
        for ident, item in known.items()
        if ident not in visible and (new := _hidden(item, past.items.get(ident)))
    ]
    there = {*visible, *known}
    gone = tuple(ident for ident, last in past.items.items() if last.known and ident not in there)
    digest = article_digest(article)
    newest = past.versions[-1] if past.versions else None
    if newest and not put and not gone and (newest.article, newest.address) == (digest, article.id):
        return past
    dated = article.changed or article.retrieved
    return Past((*past.versions, Version(digest, dated, article.id, _line(article.title), tuple(put), gone)))


def _known_by(shown: Item, read: Item | None) -> Item:
    """A shown item with the words of the article, which it is recognised by."""
    if read is None:
        return replace(shown, editor="added")
    who = read.who if read.kind == "position" else shown.who
    moved = shown.time and read.time and shown.time.differs(read.time)
    return replace(shown, text=read.text, who=who, read=read.time if moved else None)


def _hidden(read: Item, last: Last | None) -> Item | None:
    """What was read and is not shown; None where the history has it so."""
    item = replace(read, editor="hidden", read=read.time)
    if read.time:
        item = replace(item, time=replace(read.time, status="cancelled"))
    if last and last.item.time:
        before = called_off(last.item) if last.there else last.item
        item = replace(item, time=before.time)
    return None if last and last.hidden and last.item == item else item


def _news(item: Item, past: Past) -> Item | None:
    """The item with its sequence, None where nothing about it is new."""
    last = past.items.get(item.id)
    if last is None or item.time is None or last.item.time is None:
        return None if last and last.there and last.item == item else item
    moved = not last.there or item.time.differs(last.item.time)
    item = replace(item, time=replace(item.time, sequence=last.item.time.sequence + moved))
    return None if last.there and last.item == item else item


def article_digest(article: Article) -> str:
    """A digest of an article's text and what its front matter says, wherever its file stands."""
    fields = (
        article.text,
        article.title,
        str(article.published),
        str(article.modified),
        article.source,
        article.url,
        article.licence,
        article.author,
        list(article.topics),
    )
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()[:_DIGITS]


def items_of(briefing: Briefing) -> list[Item]:
    """A briefing's items as history knows them, without what earlier versions tell."""
    return [
        *map(actor_item, briefing.actors),
        *map(position_item, briefing.positions),
        *map(question_item, briefing.open_questions),
        *map(event_item, briefing.events),
    ]


def actor_item(actor: Actor) -> Item:
    """An actor as history knows it, by its place on the page."""
    return Item("actor", _ACTOR + actor.id, _line(actor.name))


def position_item(position: Position) -> Item:
    """A position as history knows it."""
    return Item("position", position.id, _line(position.statement), (position.holder,))


def question_item(question: OpenQuestion) -> Item:
    """A question as history knows it."""
    return Item("question", question.id, _line(question.question))


def event_item(event: ScheduledEvent) -> Item:
    """An event as history knows it."""
    time = Time(event.start, event.end, event.status)
    return Item("event", event.id, _line(event.what), event.participants, time)


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
