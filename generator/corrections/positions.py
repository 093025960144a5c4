"""Corrections of positions: holder, type, wording, and whom it came through."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.corrections.desk import Desk, edited, inserted, marked, name_of
from generator.corrections.finding import evidence, pieces, plain
from generator.corrections.records import Entry
from generator.model import JOINER, Correction, Evidence, Form, Position

_QUOTES = '"“”‘’«»'


def correct(desk: Desk, entry: Entry) -> None:
    """Carry out one entry.

    Raises:
        Miss: where what it names is not there.
    """
    if entry.item is None:
        _add(desk, entry)
        return
    ident = desk.find("positions", entry.item)
    desk.positions = edited(
        desk.positions, ident, entry.values, lambda position: _changed(desk, position, entry.values)
    )


def _changed(desk: Desk, position: Position, values: Any) -> Position:
    was: dict[str, str] = {}
    change: dict[str, Any] = {}
    if "holder" in values:
        change["holder"] = desk.actor(values["holder"], "holder")
        was["holder"] = name_of(desk, position.holder)
    if "via" in values:
        change["via"] = desk.named(values["via"], "via")
        was["via"] = ", ".join(name_of(desk, ident) for ident in position.via)
    for field in ("type", "form"):
        if field in values:
            change[field], was[field] = values[field], getattr(position, field)
    if "statement" in values:
        places = pieces(values["statement"], desk.article.text, _sentence_of(desk, position))
        change["evidence"], change["statement"] = places, _said(desk, places)
        was["statement"] = position.statement
    was = {field: old for field, old in was.items() if getattr(position, field) != change[field]}
    return marked(position, replace(position, **change), **was)


def _sentence_of(desk: Desk, position: Position) -> Evidence | None:
    """Its sentence, where the statement begins in it."""
    first = position.evidence[0].start
    at = desk.article.text.rfind(position.sentence, 0, first + len(position.sentence))
    return Evidence(at, at + len(position.sentence)) if 0 <= at <= first else None


def _said(desk: Desk, places: tuple[Evidence, ...]) -> str:
    return JOINER.join(desk.article.text[one.start : one.end] for one in places)


def _add(desk: Desk, entry: Entry) -> None:
    values, text = entry.values, desk.article.text
    holder = desk.actor(values["holder"], "holder")
    within = evidence(values["evidence"], text)
    places = pieces(entry.add or "", text, within)
    statement = _said(desk, places)
    same = {p.id for p in desk.positions if p.holder == holder and plain(p.statement) == plain(statement)}
    made = Position(
        id=desk.new_id("p", name_of(desk, holder), statement),
        holder=holder,
        statement=statement,
        sentence=text[within.start : within.end],
        type=values.get("type", "claim"),
        form=values.get("form") or _form(text, places),
        via=desk.named(values.get("via", ()), "via"),
        evidence=places,
        correction=Correction(added=True),
    )
    left = [position for position in desk.positions if position.id not in same]
    desk.positions = inserted(left, made)


def _form(text: str, places: tuple[Evidence, ...]) -> Form:
    """Quoted where every piece stands between quotation marks."""
    quoted = [text[one.start - 1 : one.start] + text[one.end : one.end + 1] for one in places]
    inside = [
        len(marks) == 2 and set(marks) <= set(_QUOTES + ",.") and marks[0] in _QUOTES for marks in quoted
    ]
    return "direct" if all(inside) else "indirect"
