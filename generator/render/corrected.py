"""What an editor made of an item, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.corrections import items_of
from generator.model import Briefing, Item
from generator.render.wording import FORMS, KINDS, QUESTIONS, STATUSES, TYPES, day

_WORDS: Mapping[str, Mapping[Any, str]] = {
    "form": FORMS,
    "kind": {**KINDS, **QUESTIONS},
    "status": STATUSES,
    "type": TYPES,
}
_FIELDS = {
    "what": "event",
    "question": "wording",
    "statement": "wording",
    "form": "wording",
    "via": "passed on by",
}


def has_notes(briefing: Briefing) -> bool:
    """Whether an editor made anything of an item that is shown."""
    return any(item.correction for item in items_of(briefing))


def note(item: Item) -> str | None:
    """One line that says what the generator had read; None for an item that is as it was read.

    ``Corrected by an editor. Before: holder “Ada Brook”, type “Says”.``
    """
    made = item.correction
    if made is None:
        return None
    was = dict(made.was)
    if made.added:
        out_of = was.pop("split", None)
        told = f"Added by an editor, taken apart from “{out_of}”." if out_of else "Added by an editor."
        return " ".join([told, *_before(was)])
    parts = ["Corrected by an editor."]
    parts += [f"Joined with “{was.pop('merge')}”."] if "merge" in was else []
    parts += [f"Taken apart from “{was.pop('split')}”."] if "split" in was else []
    return " ".join([*parts, *_before(was)])


def _before(was: dict[str, str]) -> list[str]:
    named = [f"{_FIELDS.get(field, field)} {_value(field, old)}" for field, old in was.items()]
    return [f"Before: {', '.join(named)}."] if named else []


def _value(field: str, old: str) -> str:
    if not old:
        return "none"
    if field == "date":
        return (
            "open" if old == "open" else " to ".join(day(date.fromisoformat(one)) for one in old.split("/"))
        )
    return f"“{_WORDS.get(field, {}).get(old, old)}”"
