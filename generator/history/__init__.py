"""What earlier versions of the briefings said: committed, read before the pages are made, and shown.

History is an input beside the articles. With the same articles and the same history the pages are the
same, and a run that changes nothing adds nothing.
"""

from __future__ import annotations

from generator.history.advance import advance, advance_pages, orphans
from generator.history.changes import Changes, changes_in, last_changes
from generator.history.folder import FOLDER, SUFFIX, History, read, write
from generator.history.records import Item, ItemKind, Last, Past, Time, Version

__all__ = [
    "FOLDER",
    "SUFFIX",
    "Changes",
    "History",
    "Item",
    "ItemKind",
    "Last",
    "Past",
    "Time",
    "Version",
    "advance",
    "advance_pages",
    "changes_in",
    "last_changes",
    "orphans",
    "read",
    "write",
]
