"""The records that flow through the generator: frozen, made of plain values, no spaCy in them.

Offsets count Unicode code points in the cleaned article text, title line first,
as ``briefings clean FILE`` prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Kind = Literal["person", "organization", "country", "group", "unnamed"]
Salience = Literal["main", "other"]
PositionType = Literal[
    "claim", "expectation", "demand", "intention", "support", "opposition", "concern", "denial"
]
Form = Literal["direct", "mixed", "indirect"]
QuestionKind = Literal["undecided", "unknown", "conditional", "disputed", "asked"]
Granularity = Literal["day", "week", "month", "quarter", "year", "unspecified"]
Confidence = Literal["high", "medium", "low"]
Status = Literal["scheduled", "expected", "deadline", "proposed", "postponed", "cancelled"]

JOINER = " … "  # between the pieces of a discontinuous statement


class _Record:
    """What all records have: they are pickled as their values, which is quicker than by their slots."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])


@dataclass(frozen=True, slots=True)
class Dropped(_Record):
    """A piece of the source file that cleaning left out."""

    line: int  # 1-based line in the source file
    rule: str  # name of the cleaning rule
    text: str  # what was dropped, verbatim


@dataclass(frozen=True, slots=True)
class Article(_Record):
    """One article, cleaned: what extraction reads.

    ``text`` is the title line, a blank line, then the paragraphs, each on one line, with a
    blank line between them. It ends without a line break.
    """

    id: str  # path below content/ without suffix, or the front matter's id
    path: str  # the source file, relative to the content folder, with forward slashes
    title: str
    text: str
    published: date | None = None
    source: str | None = None
    url: str | None = None
    licence: str | None = None
    author: str | None = None
    language: str = "en"
    topics: tuple[str, ...] = ()
    draft: bool = False
    retrieved: date | None = None
    modified: date | None = None  # the day on which it was last changed or corrected, where it says so
    inferred: tuple[str, ...] = ()  # names of the fields above that were worked out from the text
    dropped: tuple[Dropped, ...] = ()

    @property
    def changed(self) -> date | None:
        """The day of its latest change; of its publication where it tells of none."""
        return max((day for day in (self.published, self.modified) if day), default=None)


@dataclass(frozen=True, slots=True)
class Evidence(_Record):
    """A half-open range of the cleaned text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correction(_Record):
    """What an editor made of an item, see ``corrections``.

    Attributes:
        was: what was read in the article, for each field that says something else now.
        added: the item was not read in the article: an editor found it there.
    """

    was: tuple[tuple[str, str], ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Actor(_Record):
    """Somebody who acts, speaks, decides, holds a view or is acted upon in one article."""

    id: str  # unique within the briefing
    name: str
    kind: Kind
    role: str | None
    salience: Salience
    mentions: tuple[str, ...]  # distinct surface forms, verbatim
    count: int  # number of mentions, pronouns left out
    evidence: tuple[Evidence, ...]  # one for each entry of ``mentions``: its first occurrence
    confidence: Confidence = "high"
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Position(_Record):
    """Who holds what."""

    id: str
    holder: str  # an Actor's id
    statement: str  # verbatim pieces joined with " … "
    sentence: str  # verbatim, the first sentence that carries it
    type: PositionType
    form: Form
    via: tuple[str, ...]  # ids of the actors that relay it
    evidence: tuple[Evidence, ...]  # one for each piece of the statement
    confidence: Confidence = "high"
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion(_Record):
    """What the article leaves open."""

    id: str
    question: str
    sentences: tuple[str, ...]
    kind: QuestionKind
    evidence: tuple[Evidence, ...]  # one for each sentence
    confidence: Confidence = "high"
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class ScheduledEvent(_Record):
    """Something planned, due, expected or proposed at or after publication."""

    id: str
    what: str
    when: str  # the verbatim time expression
    sentence: str
    start: date | None
    end: date | None  # inclusive
    granularity: Granularity
    status: Status
    participants: tuple[str, ...]  # Actors' ids
    evidence: tuple[Evidence, ...]  # the sentence
    confidence: Confidence = "high"
    correction: Correction | None = None


Item = Actor | Position | OpenQuestion | ScheduledEvent


@dataclass(frozen=True, slots=True)
class Briefing(_Record):
    """One article, condensed."""

    article: Article
    summary: tuple[str, ...]
    actors: tuple[Actor, ...] = ()
    positions: tuple[Position, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    events: tuple[ScheduledEvent, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
    has_corrections: bool = field(default=False, compare=False)  # whether there is a file of corrections

    @property
    def id(self) -> str:
        """The article's id, and with it the page's address."""
        return self.article.id
