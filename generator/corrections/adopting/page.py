"""A briefing's page → what it says of each item, by the item's id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from generator.corrections.records import Section
from generator.corrections.times import parse, written
from generator.dates.period import OPEN
from generator.render.wording import FORMS, KINDS, QUESTIONS, STATUSES, TYPES

Fields = dict[str, str | None]
Said = dict[tuple[Section, str], Fields]
_QUOTES = "“”"


def read(text: str) -> Said:
    """Read a page.

    Args:
        text: the page's Markdown; its items are HTML.

    Returns:
        For each item its correctable fields, as a file of corrections has them. A field whose words mean
        nothing to the generator is None.
    """
    _, _, body = text.partition("\n---\n")
    root = html.fromstring(f"<div>{body}</div>")
    said: Said = {}
    for item in root.iter("li"):
        for section, begins, reader in _READERS:
            ident = next((one for one in _ids(item) if one.startswith(begins)), None)
            if ident is not None and _has(item, f"br-{_CLASSES[section]}"):
                said[section, ident.removeprefix("actor-")] = reader(item)
    _name_holders(root, said)
    return said


def _name_holders(root: Any, said: Said) -> None:
    """A name that was changed where the actor's positions stand is the actor's name."""
    for heading in root.xpath("//h3[starts-with(@id, 'positions-')]"):
        ident = heading.get("id").removeprefix("positions-")
        said.setdefault(("actors", ident), {})["heading"] = _words(heading, without="br-role")


def _actor(item: Any) -> Fields:
    kind = _one(item, "br-count").partition(",")[0]
    return {
        "name": _one(item, "br-actor__name") or None,
        "role": _one(item, "br-role"),
        "kind": _value(KINDS, kind),
    }


def _position(item: Any) -> Fields:
    section = next(item.iterancestors("section"), None)
    labelled = section.get("aria-labelledby", "") if section is not None else ""
    return {
        "holder": labelled.removeprefix("positions-") or None,
        "type": _value(TYPES, _one(item, "br-chip")),
        "form": _value(FORMS, _one(item, "br-form")),
        "statement": (_one(item, "br-statement") or _one(item, "br-quote").strip(_QUOTES)) or None,
    }


def _question(item: Any) -> Fields:
    return {
        "question": _one(item, "br-question__text") or None,
        "kind": _value(QUESTIONS, _one(item, "br-chip")),
    }


def _event(item: Any) -> Fields:
    days = [time.get("datetime", "") for time in item.xpath(".//p[contains(@class, 'br-when')]//time")]
    return {
        "what": _one(item, "br-event__title") or None,
        "status": _value(STATUSES, _one(item, "br-chip")),
        "date": _date(days),
        "days": _one(item, "br-when"),  # in words: where they alone were edited, they say the date
    }


def _date(days: list[str]) -> str | None:
    """The days between the first and the last that are written for machines."""
    periods = [parse(day) for day in days]
    first, last = (periods[0], periods[-1]) if periods else (OPEN, OPEN)
    return written(first.start, last.end) if first and last else None


_READERS: tuple[tuple[Section, str, Callable[[Any], Fields]], ...] = (
    ("actors", "actor-", _actor),
    ("positions", "p-", _position),
    ("questions", "q-", _question),
    ("events", "e-", _event),
)
_CLASSES: Mapping[Section, str] = {
    "actors": "actor",
    "positions": "item",
    "questions": "item",
    "events": "event",
}


def _ids(item: Any) -> list[str]:
    """An item's id stands at it, or at the heading in it."""
    return [one.get("id") for one in (item, *item.iter("h3")) if one.get("id")]


def _has(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _one(item: Any, name: str) -> str:
    found = next((one for one in item.iter() if isinstance(one.tag, str) and _has(one, name)), None)
    return _words(found) if found is not None else ""


def _words(element: Any, without: str = "") -> str:
    return re.sub(r"\s+", " ", "".join(_texts(element, without))).strip()


def _texts(element: Any, without: str) -> Iterator[str]:
    if isinstance(element.tag, str) and not _has(element, without):
        yield element.text or ""
        for child in element:
            yield from _texts(child, without)
            yield child.tail or ""


def _value(labels: Mapping[Any, str], label: str) -> str | None:
    return next((value for value, one in labels.items() if one.casefold() == label.casefold()), None)
