"""An article and its briefing, made by hand, for the tests of corrections."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from generator import corrections, gate
from generator.corrections.finding import place
from generator.model import Actor, Article, Briefing, Evidence, OpenQuestion, Position, ScheduledEvent

TEXT = (
    "Council weighs harbour bridge\n\n"
    "Mayor Brook said that the old bridge is safe. Hale said that it must be closed at once.\n\n"
    "“The toll is too high,” the mayor said. It is not clear who pays for the repair. "
    "The council will vote on Friday. A second vote is set for next month."
)
ARTICLE = Article("dale/bridge", "dale/bridge.md", "Council weighs harbour bridge", TEXT, date(2031, 3, 4))


def at(words: str) -> Evidence:
    """Where words stand in the text."""
    found = place(words, TEXT)
    assert found, words
    return found


def briefing() -> Briefing:
    """As the generator might read it: it takes the mayor for somebody else than Brook."""
    return Briefing(
        article=ARTICLE,
        summary=("The council will vote on Friday.",),
        actors=(
            actor("brook", "Brook", "Mayor Brook", "Brook", role="mayor", count=1),
            actor("hale", "Hale", "Hale"),
            actor("the-mayor", "the mayor", "the mayor", kind="unnamed"),
            actor("council", "council", "The council", kind="organization"),
        ),
        positions=(
            position(
                "p-1a", "brook", "the old bridge is safe", "Mayor Brook said that the old bridge is safe."
            ),
            position(
                "p-2b", "hale", "it must be closed at once", "Hale said that it must be closed at once."
            ),
            position("p-3c", "the-mayor", "The toll is too high", "“The toll is too high,” the mayor said."),
        ),
        open_questions=(
            OpenQuestion(
                "q-4d",
                "Who pays for the repair?",
                ("It is not clear who pays for the repair.",),
                "unknown",
                (at("It is not clear who pays for the repair."),),
                "low",
            ),
        ),
        events=(
            event("e-5e", "vote", "on Friday", "The council will vote on Friday.", date(2031, 3, 7)),
            event("e-6f", "second vote", "next month", "A second vote is set for next month.", None),
        ),
    )


def actor(ident: str, name: str, *mentions: str, kind: Any = "person", **more: Any) -> Actor:
    """An actor with these mentions."""
    about = {"role": None, "salience": "main", "count": len(mentions), **more}
    places = tuple(at(mention) for mention in mentions)
    return Actor(id=ident, name=name, kind=kind, mentions=mentions, evidence=places, **about)


def position(ident: str, holder: str, statement: str, sentence: str) -> Position:
    """A position of one piece."""
    return Position(ident, holder, statement, sentence, "claim", "indirect", (), (at(statement),))


def event(ident: str, what: str, when: str, sentence: str, day: date | None) -> ScheduledEvent:
    """An event of one day, or of none."""
    unit: Any = "day" if day else "unspecified"
    who = ("council",)
    return ScheduledEvent(
        ident, what, when, sentence, day, day, unit, "scheduled", who, (at(sentence),), "medium"
    )


def said(folder: Path, text: str) -> corrections.Corrections:
    """Corrections as a file beside the article holds them."""
    article = folder / "bridge.md"
    corrections.path_of(article).write_text(text, encoding="utf-8")
    found = corrections.read(article, "dale/bridge.md")
    assert found is not None
    return found


def corrected(folder: Path, text: str, read: Briefing | None = None) -> corrections.Corrected:
    """The briefing with these corrections; whatever they are, its words are the article's."""
    done = corrections.apply(read or briefing(), said(folder, text))
    gate.check(done.briefing)
    return done
