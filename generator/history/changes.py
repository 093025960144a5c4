"""What one version changed in the one before, for the briefing's page and for ``briefings diff``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.history.records import Item, Past


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the version before.

    Attributes:
        dated: the day of the later version, where its article gives one.
        reread: the article is the same, and was read in another way.
        retitled: the title before, where it is another now.
        moved_from: the address before, where it is another now.
        added: new items, or items that are back.
        gone: items that are no longer there, in their last form.
        moved: events with another time or status, before and after.
        reworded: items that say the same thing in other words.
    """

    dated: date | None
    reread: bool
    retitled: str | None
    moved_from: str | None
    added: tuple[Item, ...] = ()
    gone: tuple[Item, ...] = ()
    moved: tuple[tuple[Item, Item], ...] = ()
    reworded: tuple[Item, ...] = ()

    @property
    def items(self) -> int:
        """How many items are concerned."""
        return len(self.added) + len(self.gone) + len(self.moved) + len(self.reworded)


def last_changes(past: Past) -> Changes | None:
    """What the newest version changed; None where there is but one."""
    return changes_in(past, len(past.versions) - 1) if len(past.versions) > 1 else None


def changes_in(past: Past, number: int) -> Changes:
    """What the version of that index changed in the one before.

    Args:
        past: a history.
        number: the version's place; 1 or more.
    """
    version, previous = past.versions[number], past.versions[number - 1]
    before = past.before(number).items
    there = {ident: last.item for ident, last in before.items() if last.there}
    shown = [item for item in version.put if item.editor != "hidden"]
    known = [(there[item.id], item) for item in shown if item.id in there]
    taken = {*version.gone, *(item.id for item in version.put if item.editor == "hidden")}
    return Changes(
        dated=version.dated,
        reread=version.article == previous.article,
        retitled=previous.title if previous.title != version.title else None,
        moved_from=previous.address if previous.address != version.address else None,
        added=tuple(item for item in shown if item.id not in there),
        gone=tuple(item for ident, item in there.items() if ident in taken),
        moved=tuple((old, new) for old, new in known if _moved(old, new)),
        reworded=tuple(new for old, new in known if not _moved(old, new)),
    )


def _moved(old: Item, new: Item) -> bool:
    return bool(old.time and new.time and new.time.differs(old.time))
