"""Briefings made by hand for the tests of what lies across articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from generator.model import Actor, Article, Briefing, OpenQuestion, Position

Named = tuple[str, Any]  # a name and a kind


def briefing(
    ident: str,
    *actors: Named | tuple[str, Any, str],
    published: date | None = date(2031, 3, 4),
    title: str | None = None,
    **article: Any,
) -> Briefing:
    """A briefing with these actors, each as name, kind and perhaps a role."""
    records = tuple(
        Actor(f"a{n}", name, kind, role[0] if role else None, "main", (name,), 1, ())
        for n, (name, kind, *role) in enumerate(actors)
    )
    about = Article(ident, f"{ident}.md", title or ident, "", published=published, **article)
    return Briefing(about, (), records)


def with_positions(
    positions: Sequence[Sequence[Any]],
    questions: Sequence[str] = (),
    mentions: Mapping[str, Sequence[str]] | None = None,
) -> Briefing:
    """A briefing of positions, each as holder, type, statement and perhaps its sentence."""
    names = list(dict.fromkeys(holder for holder, *_ in positions))
    base = briefing("x", *((name, "person") for name in names))
    held = tuple(
        Position(
            f"p-{n}", f"a{names.index(holder)}", statement, (*more, f"{n}: {statement}")[0], kind,
            "indirect", (), (),
        )
        for n, (holder, kind, statement, *more) in enumerate(positions)
    )  # fmt: skip
    asked = tuple(OpenQuestion(f"q-{n}", "Is it?", (s,), "disputed", ()) for n, s in enumerate(questions))
    actors = tuple(replace(a, mentions=(a.name, *(mentions or {}).get(a.name, ()))) for a in base.actors)
    return Briefing(base.article, (), actors, held, asked)
