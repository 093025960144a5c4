"""What earlier versions of a briefing said: the records, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from generator.model import Status

ItemKind = Literal["actor", "position", "question", "event"]
Editors = Literal["hidden", "added"]


@dataclass(frozen=True, slots=True)
class Time:
    """When an event is to take place, as one version said it.

    Attributes:
        start, end: inclusive; None where the article leaves the days open.
        sequence: how often time or status changed since the event was first published; iCalendar's SEQUENCE.
    """

    start: date | None
    end: date | None
    status: Status
    sequence: int = 0

    def differs(self, other: Time) -> bool:
        """Whether somebody who has the event in a calendar must change the entry."""
        return (self.start, self.end, self.status) != (other.start, other.end, other.status)


@dataclass(frozen=True, slots=True)
class Item:
    """An item as one version said it.

    Attributes:
        id: what its address ends with; an item keeps it from version to version.
        text: one line: an actor's name, a statement, a question, what is to take place.
        who: ids of actors: the holder of a position, the participants of an event.
        time: of an event, as it is shown.
        editor: what an editor's correction does: hide what was read, or add what was not.
        read: the time of an event as it was read, where a correction says otherwise.
    """

    kind: ItemKind
    id: str
    text: str
    who: tuple[str, ...] = ()
    time: Time | None = None
    editor: Editors | None = None
    read: Time | None = None

    @property
    def known_time(self) -> Time | None:
        """When the article has it: what an event is recognised by."""
        return self.read or self.time


@dataclass(frozen=True, slots=True)
class Version:
    """What one version of a briefing changed in the one before.

    Attributes:
        article: digest of the article's text and front matter.
        dated: the day of the article, or of its latest change where its front matter tells.
        address: the briefing's id at that time.
        put: items that are new or say something new.
        gone: ids of items that are no longer there.
    """

    article: str
    dated: date | None
    address: str
    title: str
    put: tuple[Item, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """An item's last form.

    Attributes:
        since: the day of the version that gave it this form, or that dropped it.
        there: whether the newest version still shows it.
        hidden: whether the article still has it and an editor's correction hides it.
        shown: whether any version showed it.
    """

    item: Item
    since: date | None
    there: bool = True
    hidden: bool = False
    shown: bool = True

    @property
    def known(self) -> bool:
        """Whether it was read in the newest version's article, or added to it."""
        return self.there or self.hidden


@dataclass(frozen=True)
class Past:
    """All versions of one briefing, oldest first; empty for a briefing that never was."""

    versions: tuple[Version, ...] = ()

    def __reduce__(self) -> tuple[type[Past], tuple[tuple[Version, ...]]]:
        """What follows from the versions is not written down with them."""
        return Past, (self.versions,)

    @cached_property
    def items(self) -> dict[str, Last]:
        """Every item that ever was, by its id, in the order of first appearance."""
        items: dict[str, Last] = {}
        for version in self.versions:
            for item in version.put:
                items[item.id] = _put(item, items.get(item.id), version.dated)
            for ident in version.gone:
                items[ident] = _dropped(items[ident], version.dated)
        return items

    @property
    def gone(self) -> tuple[Last, ...]:
        """The items that a version showed and the newest does not."""
        return tuple(last for last in self.items.values() if last.shown and not last.there)

    @property
    def origin(self) -> str | None:
        """The first address; it names the briefing in calendars, whatever its address is now."""
        return self.versions[0].address if self.versions else None

    @property
    def address(self) -> str | None:
        """The newest address."""
        return self.versions[-1].address if self.versions else None

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that the briefing had, oldest first."""
        return tuple(dict.fromkeys(version.address for version in self.versions))

    def before(self, number: int) -> Past:
        """What was known before the version of that index."""
        return Past(self.versions[:number])

    def sequence(self, event: str) -> int:
        """An event's SEQUENCE; 0 for one that is not known."""
        last = self.items.get(event)
        return last.item.time.sequence if last and last.item.time else 0

    def since(self, ident: str) -> date | None:
        """The day of the version that gave an item its present form."""
        last = self.items.get(ident)
        return last.since if last else None


def _put(item: Item, before: Last | None, dated: date | None) -> Last:
    if item.editor != "hidden":
        return Last(item, dated)
    since = before.since if before and before.hidden else dated  # other words of what nobody sees are no news
    return Last(item, since, there=False, hidden=True, shown=bool(before and before.shown))


def _dropped(last: Last, dated: date | None) -> Last:
    if last.hidden:
        return replace(last, hidden=False)
    return Last(called_off(last.item), dated, there=False)


def called_off(item: Item) -> Item:
    """An event that is gone counts as one more change for whoever has it in a calendar."""
    if item.time is None:
        return item
    return replace(item, time=replace(item.time, status="cancelled", sequence=item.time.sequence + 1))
