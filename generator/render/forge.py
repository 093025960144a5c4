"""Where an item can be corrected at the forge that holds the repository.

The page only links there. The theme's own ``repo_url`` would make every page ask the forge for numbers.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from generator.corrections import SUFFIX, section_of, text_of
from generator.model import Briefing, Item
from generator.render import escape
from generator.render.wording import shortened

_LONGEST = 80  # characters of an item's text in the first entry of a new file


def corrections(briefing: Briefing, item: Item, edit_url: str | None, new_url: str | None) -> str | None:
    """The address of the file that corrects an item, safe in a quoted attribute.

    Args:
        briefing: of one article.
        item: one of the briefing's.
        edit_url: the address of a file that is there, with ``{path}`` for its path below the content folder.
        new_url: the same of one that is not, perhaps with ``{entry}`` for its first lines.

    Returns:
        None where nothing is set, or where it is not known which file the briefing was made from.
    """
    there = briefing.has_corrections or new_url is None
    template = edit_url if there else new_url
    if template is None or not briefing.article.path:
        return None
    path = PurePosixPath(briefing.article.path).with_suffix(SUFFIX).as_posix()
    filled = template.replace("{path}", quote(path)).replace("{entry}", quote(_entry(item), safe=""))
    return escape.href(filled)


def _entry(item: Item) -> str:
    """The beginning of a file, for the editor to go on with."""
    what = shortened(text_of(item), _LONGEST)
    return f"{section_of(item)}:\n  - item: {item.id}  # {what}\n    "
