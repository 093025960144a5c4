"""Briefing + corrections → briefing, and what could not be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from generator.corrections import actors, events, positions, questions
from generator.corrections.desk import Desk
from generator.corrections.records import SECTIONS, Corrections, Entry, Section
from generator.history import Past
from generator.model import Briefing

_ORDER: Mapping[Section, Callable[[Desk, Entry], None]] = {
    "actors": actors.correct,
    "positions": positions.correct,
    "questions": questions.correct,
    "events": events.correct,
}
assert tuple(_ORDER) == SECTIONS


@dataclass(frozen=True, slots=True)
class Corrected:
    """A briefing as its editor wants it.

    Attributes:
        notes: entries whose item is not there, with the nearest that are.
    """

    briefing: Briefing
    notes: tuple[str, ...] = ()


def apply(briefing: Briefing, said: Corrections, past: Past | None = None) -> Corrected:
    """Make the corrections, in the order of the sections and within each in that of the file.

    Args:
        briefing: as it was read, its items with their lasting ids; it has its article's text.
        said: the corrections.
        past: what earlier versions said: it tells what an item was that is no longer there.
    """
    desk = Desk(briefing, past or Past())
    for section, carry_out in _ORDER.items():
        for entry in said.entries:
            if entry.section == section:
                with desk.working_on(entry):
                    carry_out(desk, entry)
    return Corrected(_without_hidden(desk), tuple(desk.notes))


def _without_hidden(desk: Desk) -> Briefing:
    """The briefing without hidden actors and what they hold."""
    hidden = desk.hidden
    shown = tuple(actor for actor in desk.actors if actor.id not in hidden)

    def others(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ident for ident in ids if ident not in hidden) if hidden else ids

    return replace(
        desk.read,
        actors=shown,
        positions=tuple(
            replace(p, via=others(p.via)) if hidden else p for p in desk.positions if p.holder not in hidden
        ),
        open_questions=tuple(desk.questions),
        events=tuple(replace(e, participants=others(e.participants)) if hidden else e for e in desk.events),
        has_corrections=True,
    )
