"""A briefing while its corrections are made: the items, what they were, and what could not be done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from generator.corrections.finding import Miss, Option, find, plain
from generator.corrections.records import KINDS, Entry, Section, text_of
from generator.crossindex.addresses import slug
from generator.history import Past
from generator.model import (
    Actor,
    Article,
    Briefing,
    Correction,
    Item,
    OpenQuestion,
    Position,
    ScheduledEvent,
)

OneItem = TypeVar("OneItem", Actor, Position, OpenQuestion, ScheduledEvent)
_DIGITS = 6  # hexadecimal, of an added item's id; more where they are taken
_ANCHOR = "actor-"  # what an actor's place on a page begins with


@dataclass
class Desk:
    """The work on one briefing.

    Attributes:
        read: the briefing as it was read, its items with their lasting ids.
        past: what earlier versions said.
        hidden: ids of actors that are hidden.
        joined: id of an actor that was merged into another → the other's id.
        notes: what could not be done, for the editor.
    """

    read: Briefing
    past: Past
    actors: list[Actor] = field(init=False)
    positions: list[Position] = field(init=False)
    questions: list[OpenQuestion] = field(init=False)
    events: list[ScheduledEvent] = field(init=False)
    hidden: set[str] = field(default_factory=set)
    joined: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.actors, self.positions = list(self.read.actors), list(self.read.positions)
        self.questions, self.events = list(self.read.open_questions), list(self.read.events)

    @property
    def article(self) -> Article:
        """The article."""
        return self.read.article

    @contextmanager
    def working_on(self, entry: Entry) -> Iterator[None]:
        """Turn what cannot be done into a note, and leave nothing half done."""
        before = ([*self.actors], [*self.positions], [*self.questions], [*self.events])
        joined = dict(self.joined)
        try:
            yield
        except Miss as miss:
            (self.actors, self.positions, self.questions, self.events), self.joined = before, joined
            what = f"{KINDS[entry.section]} {entry.item or entry.add!r}"
            self.notes.append(f"{self._where(entry)}: {what}: {miss}; the entry is kept, and does nothing")

    def _where(self, entry: Entry) -> str:
        folder = self.article.path.rpartition("/")[0]
        return f"{folder}/{entry.where}" if folder else entry.where

    def find(self, section: Section, wanted: str) -> str:
        """The id of the item that is meant; see ``finding.find``."""
        last = self.past.items.get(_ANCHOR + wanted if section == "actors" else wanted)
        known_as = last.item.text if last else None
        return self.joined_to(find(self._bare(section, wanted), self._options(section), known_as))

    def actor(self, wanted: str, role: str = "actor") -> str:
        """The id of an actor that a field names.

        Raises:
            Miss: naming the field.
        """
        try:
            return self.find("actors", wanted)
        except Miss as miss:
            raise Miss(f"its {role} {wanted!r} {miss}") from miss

    def named(self, names: Iterable[str], role: str) -> tuple[str, ...]:
        """The ids of actors that a field lists, each once; see ``actor``."""
        return tuple(dict.fromkeys(self.actor(name, role) for name in names))

    def joined_to(self, ident: str) -> str:
        """An actor's id, or that of the one it was merged into."""
        while ident in self.joined:
            ident = self.joined[ident]
        return ident

    def _bare(self, section: Section, wanted: str) -> str:
        """An actor may be named as links name its place: ``actor-ada-brook``."""
        bare = wanted.removeprefix(_ANCHOR)
        known = {actor.id for actor in (*self.read.actors, *self.actors)}
        return bare if section == "actors" and wanted not in known and bare in known else wanted

    def _options(self, section: Section) -> list[Option]:
        if section == "actors":
            return _merged(Option(a.id, ((a.name,), a.mentions)) for a in (*self.read.actors, *self.actors))
        read: Mapping[Section, Collection[Item]] = {
            "positions": self.read.positions,
            "questions": self.read.open_questions,
            "events": self.read.events,
        }
        items = (*read[section], *self.items(section))
        return _merged(Option(item.id, ((text_of(item),),)) for item in items)

    def items(self, section: Section) -> list[Item]:
        """The items of one kind as they are now."""
        held: Mapping[Section, list[Item]] = {
            "actors": [*self.actors],
            "positions": [*self.positions],
            "questions": [*self.questions],
            "events": [*self.events],
        }
        return held[section]

    def new_id(self, prefix: str, *words: str) -> str:
        """An id for an item that is added: it comes from what the item says."""
        taken = {item.id for section in ("positions", "questions", "events") for item in self.items(section)}
        digest = hashlib.sha256("\n".join(["added", prefix, *map(plain, words)]).encode()).hexdigest()
        digits = _DIGITS
        while f"{prefix}-{digest[:digits]}" in taken:
            digits += 1
        return f"{prefix}-{digest[:digits]}"

    def new_actor_id(self, name: str) -> str:
        """The same for an actor: from its name."""
        taken = {actor.id for actor in (*self.read.actors, *self.actors)}
        number, ident = 2, slug(name)
        while ident in taken:
            ident, number = f"{slug(name)}-{number}", number + 1
        return ident


def name_of(desk: Desk, ident: str) -> str:
    """An actor's name."""
    named = {actor.id: actor.name for actor in (*desk.read.actors, *desk.actors)}
    return named[ident]


def marked(item: OneItem, changed: OneItem, **was: str) -> OneItem:
    """A changed item that says what was read, and that an editor vouches for it.

    Args:
        item: before the change.
        changed: after it.
        was: for each field what it was; the first to change a field tells what was read.
    """
    if item == changed:
        return item
    before = item.correction or Correction()
    known = dict(before.was)
    return replace(
        changed, confidence="high", correction=Correction(tuple((was | known).items()), before.added)
    )


def _merged(options: Iterator[Option]) -> list[Option]:
    """One option for each id, with what it is and was called."""
    found: dict[str, Option] = {}
    for option in options:
        if option.id in found:
            ranks = zip(found[option.id].texts, option.texts, strict=True)
            option = Option(option.id, tuple(tuple(dict.fromkeys(one + other)) for one, other in ranks))
        found[option.id] = option
    return list(found.values())


def edited(
    items: list[OneItem], ident: str, values: Mapping[str, Any], change: Callable[[OneItem], OneItem]
) -> list[OneItem]:
    """The items with one of them changed, or without it where the entry hides it."""
    if values.get("hide"):
        return [item for item in items if item.id != ident]
    return [change(item) if item.id == ident else item for item in items]


def inserted(items: list[OneItem], made: OneItem) -> list[OneItem]:
    """The items with one more, where it stands in the text; the order of the others stays."""
    at, out = made.evidence[0].start, list(items)
    later = (place for place, item in enumerate(items) if item.evidence and item.evidence[0].start > at)
    out.insert(next(later, len(items)), made)
    return out
