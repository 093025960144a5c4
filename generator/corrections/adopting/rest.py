"""What of an edit is left when its corrections are made."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

_SHOWN = 100  # characters of a line


def not_turned(before: str, edited: str, after: str) -> Iterator[str]:
    """The lines of an edit that the corrections do not bring about.

    Args:
        before: the page as it was generated.
        edited: the page with the edit in it.
        after: the page as it is generated with the corrections.
    """
    was, now, will = ([_seen(line) for line in text.split("\n")] for text in (before, edited, after))
    for number, line in enumerate(now, 1):
        if line and line not in was and line not in will:
            yield f"line {number}: {_short(line)}"
    for line in dict.fromkeys(was):
        if line and line not in now and line in will:
            yield f"taken out: {_short(line)}"


def not_turned_in_twin(before: Mapping[str, Any], edited: Mapping[str, Any]) -> Iterator[str]:
    """What was edited in a twin and no correction can say.

    Args:
        before: as it was generated.
        edited: with the edit in it.
    """
    for key, value in before.items():
        if key not in _CORRECTABLE:
            if edited.get(key) != value:
                yield key
            continue
        items = {item["id"]: item for item in edited.get(key, ())}
        for item in value:
            now = items.get(item["id"], item)
            for name, field in item.items():
                if name not in _CORRECTABLE[key] and now.get(name) != field:
                    yield f"{key}: {item['id']}: {name}"


_CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "actors": ("name", "kind", "role"),
    "positions": ("holder", "type", "form", "statement"),
    "open_questions": ("question", "kind"),
    "events": ("what", "status", "start", "end", "granularity"),
}


def _seen(line: str) -> str:
    """A line as a reader sees it: where its links lead is not told by a correction, nor asked of it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", line)).split())


def _short(line: str) -> str:
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
