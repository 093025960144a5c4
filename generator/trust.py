"""Which items a site shows: those at least as sure as its setting asks."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Briefing, Confidence

ORDER: tuple[Confidence, ...] = ("low", "medium", "high")


def trusted(briefing: Briefing, least: Confidence) -> Briefing:
    """Leave out what is less sure than ``least``.

    An actor stays, however unsure, where an item that stays speaks of it.
    """
    if least == ORDER[0]:
        return briefing

    def sure(confidence: Confidence) -> bool:
        return ORDER.index(confidence) >= ORDER.index(least)

    positions = tuple(p for p in briefing.positions if sure(p.confidence))
    events = tuple(e for e in briefing.events if sure(e.confidence))
    needed = {ident for p in positions for ident in (p.holder, *p.via)}
    needed |= {ident for e in events for ident in e.participants}
    return replace(
        briefing,
        actors=tuple(
            a for a in briefing.actors if a.id in needed or (sure(a.confidence) and a.kind != "unnamed")
        ),
        positions=positions,
        open_questions=tuple(q for q in briefing.open_questions if sure(q.confidence)),
        events=events,
    )
