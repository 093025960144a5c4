"""What a file of corrections says: entries in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from generator.history import ItemKind
from generator.model import Actor, Briefing, Item, OpenQuestion, Position, ScheduledEvent

Section = Literal["actors", "positions", "questions", "events"]
SECTIONS: tuple[Section, ...] = get_args(Section)
KINDS: dict[Section, ItemKind] = {
    "actors": "actor",
    "positions": "position",
    "questions": "question",
    "events": "event",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction.

    Attributes:
        where: file and line, for messages.
        section: the list that it stands in.
        item: the id or the text of the item that it means; None for one that is added.
        add: the text of the item that it adds; None for a correction.
        values: its other fields, checked.
    """

    where: str
    section: Section
    item: str | None
    add: str | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Corrections:
    """A whole file."""

    entries: tuple[Entry, ...] = ()


def items_of(briefing: Briefing) -> list[Item]:
    """All items of a briefing, in the order of the sections."""
    return [*briefing.actors, *briefing.positions, *briefing.open_questions, *briefing.events]


def section_of(item: Item) -> Section:
    """The section that an item's corrections stand in."""
    sections: dict[type, Section] = {
        Actor: "actors",
        Position: "positions",
        OpenQuestion: "questions",
        ScheduledEvent: "events",
    }
    return sections[type(item)]


def text_of(item: Item) -> str:
    """What an item says, in one line."""
    match item:
        case Actor():
            return item.name
        case Position():
            return item.statement
        case OpenQuestion():
            return item.question
        case ScheduledEvent():
            return item.what
