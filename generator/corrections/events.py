"""Corrections of events: what, when, how firm, and who takes part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.corrections.desk import Desk, edited, inserted, marked, name_of
from generator.corrections.finding import Miss, evidence, place, plain, short
from generator.corrections.records import Entry
from generator.corrections.times import written
from generator.dates.period import OPEN, Period
from generator.model import Correction, ScheduledEvent


def correct(desk: Desk, entry: Entry) -> None:
    """Carry out one entry.

    Raises:
        Miss: where what it names is not there.
    """
    if entry.item is None:
        _add(desk, entry)
        return
    ident = desk.find("events", entry.item)
    desk.events = edited(desk.events, ident, entry.values, lambda event: _changed(desk, event, entry.values))


def _changed(desk: Desk, event: ScheduledEvent, values: Any) -> ScheduledEvent:
    change = {field: values[field] for field in ("what", "status") if field in values}
    was = {field: getattr(event, field) for field, new in change.items() if getattr(event, field) != new}
    if "participants" in values:
        change["participants"] = desk.named(values["participants"], "participant")
        if change["participants"] != event.participants:
            was["participants"] = ", ".join(name_of(desk, ident) for ident in event.participants)
    if "date" in values:
        change |= _days(values["date"])
        if (change["start"], change["end"]) != (event.start, event.end):
            was["date"] = written(event.start, event.end)
    return marked(event, replace(event, **change), **was)


def _days(period: Period) -> dict[str, Any]:
    return {"start": period.start, "end": period.end, "granularity": period.granularity}


def _add(desk: Desk, entry: Entry) -> None:
    values, text = entry.values, desk.article.text
    within = evidence(values["evidence"], text)
    if place(values["when"], text, within.start, within.end) is None:
        raise Miss(f"its time {short(values['when'])} is not in its evidence word for word")
    period = values.get("date", OPEN)
    made = ScheduledEvent(
        id=desk.new_id("e", entry.add or "", text[within.start : within.end]),
        what=entry.add or "",
        when=values["when"],
        sentence=text[within.start : within.end],
        **_days(period),
        status=values.get("status", "scheduled"),
        participants=desk.named(values.get("participants", ()), "participant"),
        evidence=(within,),
        correction=Correction(added=True),
    )
    left = [event for event in desk.events if not _same(event, made)]
    desk.events = inserted(left, made)


def _same(event: ScheduledEvent, made: ScheduledEvent) -> bool:
    return plain(event.what) == plain(made.what) and event.sentence == made.sentence
