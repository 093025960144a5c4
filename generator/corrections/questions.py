"""Corrections of open questions: their wording and kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.corrections.desk import Desk, edited, inserted, marked
from generator.corrections.finding import evidence, plain
from generator.corrections.records import Entry
from generator.model import Correction, OpenQuestion


def correct(desk: Desk, entry: Entry) -> None:
    """Carry out one entry.

    Raises:
        Miss: where what it names is not there.
    """
    if entry.item is None:
        _add(desk, entry)
        return
    ident = desk.find("questions", entry.item)
    desk.questions = edited(
        desk.questions, ident, entry.values, lambda question: _changed(question, entry.values)
    )


def _changed(question: OpenQuestion, values: Any) -> OpenQuestion:
    change = {field: values[field] for field in ("question", "kind") if field in values}
    was = {
        field: getattr(question, field) for field, new in change.items() if getattr(question, field) != new
    }
    return marked(question, replace(question, **change), **was)


def _add(desk: Desk, entry: Entry) -> None:
    text, asked = desk.article.text, entry.add or ""
    place = evidence(entry.values["evidence"], text)
    made = OpenQuestion(
        id=desk.new_id("q", asked),
        question=asked,
        sentences=(text[place.start : place.end],),
        kind=entry.values.get("kind", "unknown"),
        evidence=(place,),
        correction=Correction(added=True),
    )
    left = [question for question in desk.questions if plain(question.question) != plain(asked)]
    desk.questions = inserted(left, made)
