"""What a file of corrections says: entries in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from generator.history import ItemKind

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
