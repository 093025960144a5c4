"""The board of open questions: by article, newest first, with whom each is about and when it is due."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.crossindex import SiteActor, SiteIndex
from generator.model import Actor, Briefing, OpenQuestion, ScheduledEvent
from generator.render.paging import Part, by_year

QUESTIONS = 44  # on a page, so that it stays under 60 KB

_WORD = re.compile(r"[^\W\d_]{4,}")


Asking = tuple[Briefing, tuple[OpenQuestion, ...]]  # an article and what it leaves open


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question and what its article tells with it."""

    question: OpenQuestion
    actors: tuple[SiteActor, ...]  # whom its words or its sentences name
    due: ScheduledEvent | None  # the event with which it should be settled


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's open questions."""

    briefing: Briefing
    asked: tuple[Asked, ...]


def pages(index: SiteIndex) -> tuple[Part[Asking], ...]:
    """Every article that leaves a question open, newest first, cut by year of publication."""
    asking = [(briefing, briefing.open_questions) for briefing in index.briefings if briefing.open_questions]
    return by_year(asking, lambda one: one[0].article.published, QUESTIONS, size=lambda one: len(one[1]))


def entries(index: SiteIndex, part: Part[Asking]) -> tuple[Entry, ...]:
    """What one of these pages shows."""
    return tuple(
        Entry(briefing, tuple(_asked(index, briefing, question) for question in questions))
        for briefing, questions in part.items
    )


def due(briefing: Briefing, question: OpenQuestion) -> ScheduledEvent | None:
    """The first dated event of the same article that a question names.

    That is one whose sentence is a sentence of the question, or all of whose longer words stand in the
    question: "Will the council vote on the plan?" and "vote on the plan".
    """
    words = set(_words(question.question))
    named = [
        event
        for event in briefing.events
        if event.end
        and event.status != "cancelled"
        and (
            _shares_a_sentence(event, question)
            or (bool(_words(event.what)) and words.issuperset(_words(event.what)))
        )
    ]
    return min(named, key=lambda event: (event.end, event.id), default=None)


def _asked(index: SiteIndex, briefing: Briefing, question: OpenQuestion) -> Asked:
    told = " ".join([question.question, *question.sentences])
    named = (
        index.actor_of[briefing.id, actor.id]
        for actor in briefing.actors
        if actor.kind != "unnamed" and is_named(actor, told)
    )
    shown = {actor.slug: actor for actor in named if not actor.hidden}
    return Asked(question, tuple(shown.values()), due(briefing, question))


def is_named(actor: Actor, text: str) -> bool:
    """Whether a text has one of the actor's names, as a word of its own."""
    return any(_stands_in(name, text) for name in {actor.name, *actor.mentions})


def _stands_in(name: str, text: str) -> bool:
    at = text.find(name) if name else -1
    while at >= 0:
        around = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not any(char.isalnum() for char in around):
            return True
        at = text.find(name, at + 1)
    return False


def _shares_a_sentence(event: ScheduledEvent, question: OpenQuestion) -> bool:
    return any(
        one.start < other.end and other.start < one.end
        for one in event.evidence
        for other in question.evidence
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
