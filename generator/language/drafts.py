"""What the extraction components leave on a Doc: drafts made of spaCy spans.

``condense`` turns them into the frozen records of ``generator.model``; nothing after it sees a Doc.
Actors are referred to by their index in ``doc._.actors``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from spacy.tokens import Span

from generator.model import Form, Granularity, Kind, PositionType, QuestionKind, Salience, Status


@dataclass(slots=True)
class ActorDraft:
    """An actor of one article. ``mentions`` are names and descriptions in text order, never pronouns."""

    name: str
    kind: Kind
    mentions: list[Span]
    role: str | None = None
    salience: Salience = "other"


@dataclass(slots=True)
class PositionDraft:
    """A position. ``pieces`` are the verbatim parts of its statement, in text order."""

    holder: int
    pieces: list[Span]
    sentence: Span
    type: PositionType
    form: Form
    via: list[int] = field(default_factory=list)
    cue: Span | None = None
    rule: str = ""  # which rule found it


@dataclass(slots=True)
class QuestionDraft:
    """An open question, worded, with the sentences that each show that it is open."""

    question: str
    sentences: list[Span]
    kind: QuestionKind
    strength: float = 0.0  # how strongly its sentences say that it is open


@dataclass(slots=True)
class EventDraft:
    """A scheduled event; ``start`` and ``end`` are inclusive, both None where nothing resolves them."""

    what: str
    when: Span
    sentence: Span
    start: date | None
    end: date | None
    granularity: Granularity
    status: Status
    participants: list[int] = field(default_factory=list)


# Every Doc extension of the project: name -> default. Registered once, by generator.language.
DOC_EXTENSIONS: dict[str, Any] = {
    "analysis": None,  # how sure the trained encoder was, set by briefing_encoder
    "published": None,  # datetime.date | None: reference date for time expressions (an input)
    "title_end": 0,  # char offset at which the title line ends; 0 where there is no title (an input)
    "lemma_at": None,  # dict[str, list[int]]: where each lemma stands, looked up when first asked for
    "actors": None,  # list[ActorDraft], set by briefing_actors
    "actor_at": None,  # dict[int, int]: token -> actor index; names, descriptions, resolved pronouns
    "positions": None,  # list[PositionDraft]
    "questions": None,  # list[QuestionDraft]
    "events": None,  # list[EventDraft]
    "summary": None,  # list[str], the "in brief" bullets
}
