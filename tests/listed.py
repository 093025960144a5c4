"""Small briefings for the tests of lists and pictures: made in a line, with made-up names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from generator.model import (
    Actor,
    Article,
    Briefing,
    Evidence,
    Granularity,
    OpenQuestion,
    Position,
    PositionType,
    ScheduledEvent,
)


def briefing(
    ident: str, published: str | None, *names: str, topics: tuple[str, ...] = (), **items: Any
) -> Briefing:
    """An article and the organisations that it names; ``items`` are a Briefing's other fields."""
    actors = tuple(
        Actor(f"a{number}", name, "organization", None, "main", (name,), 1, ())
        for number, name in enumerate(names)
    )
    day = date.fromisoformat(published) if published else None
    article = Article(ident, f"{ident}.md", f"About {ident}", "", published=day, topics=topics)
    return replace(Briefing(article, ("A line.",), actors), **items)


def event(
    ident: str,
    start: str | None,
    end: str | None = None,
    *,
    what: str = "vote on the plan",
    granularity: Granularity = "day",
    at: int = 0,
    **more: Any,
) -> ScheduledEvent:
    """An event whose sentence begins at ``at`` and is ten letters long."""
    first, last = (date.fromisoformat(day) if day else None for day in (start, end or start))
    made = ScheduledEvent(
        ident,
        what,
        "then",
        "A sentence.",
        first,
        last,
        granularity,
        "scheduled",
        (),
        (Evidence(at, at + 10),),
    )
    return replace(made, **more)


def position(ident: str, holder: str, kind: PositionType, statement: str = "it is so") -> Position:
    """A paraphrased position."""
    return Position(ident, holder, statement, f"So {statement}.", kind, "indirect", (), ())


def question(ident: str, asked: str, *sentences: str, at: int = 0) -> OpenQuestion:
    """An undecided question whose sentence begins at ``at`` and is ten letters long."""
    return OpenQuestion(ident, asked, sentences, "undecided", (Evidence(at, at + 10),))
