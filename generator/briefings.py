"""Many briefings: each is what it always is, but what it says is on a shelf until somebody asks for it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from generator.model import Article, Briefing
from generator.shelf import Shelf

_LONG = ("text", "dropped")  # of an article: what only its own page, or a correction, asks for
_ABOUT = tuple(field.name for field in fields(Article) if field.name not in _LONG)


class Briefings:
    """A shelf of briefings."""

    def __init__(self) -> None:
        self._shelf: Shelf[Briefing] = Shelf()

    def put(self, briefing: Briefing) -> Briefing:
        """The same briefing, on the shelf; one that stands there stays where it is.

        Raises:
            GeneratorError: see ``Shelf.put``.
        """
        if isinstance(briefing, _Shelved) and briefing._shelf is self._shelf:
            return briefing
        whole = _whole(briefing)
        return _Shelved._at(self._shelf, self._shelf.put(whole), whole)


def _from_shelf(name: str) -> Any:
    """A field of a briefing that is looked up where the briefing stands."""
    return property(lambda shelved: getattr(shelved._shelf.get(shelved._place), name))


class _Shelved(Briefing):
    """A briefing whose article's facts are at hand; the rest is taken from the shelf each time.

    What ``dataclasses.replace`` makes of it is a plain briefing.
    """

    __slots__ = ("_place", "_shelf")
    _shelf: Shelf[Briefing]
    _place: int

    def __new__(cls, *args: Any, **values: Any) -> Any:
        return Briefing(*args, **values)

    @classmethod
    def _at(cls, shelf: Shelf[Briefing], place: int, whole: Briefing) -> Briefing:
        made: Briefing = object.__new__(cls)
        article = object.__new__(_ShelvedArticle)
        for name in _ABOUT:
            object.__setattr__(article, name, getattr(whole.article, name))
        for one in (made, article):
            object.__setattr__(one, "_shelf", shelf)
            object.__setattr__(one, "_place", place)
        object.__setattr__(made, "article", article)
        object.__setattr__(made, "has_corrections", whole.has_corrections)
        return made

    summary = _from_shelf("summary")
    actors = _from_shelf("actors")
    positions = _from_shelf("positions")
    open_questions = _from_shelf("open_questions")
    events = _from_shelf("events")
    warnings = _from_shelf("warnings")

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Briefing) and _whole(self) == _whole(other))

    __hash__ = Briefing.__hash__


class _ShelvedArticle(Article):
    __slots__ = ("_place", "_shelf")
    _shelf: Shelf[Briefing]
    _place: int

    def __new__(cls, *args: Any, **values: Any) -> Any:
        return Article(*args, **values)

    @property
    def text(self) -> str:
        return self._shelf.get(self._place).article.text

    @property
    def dropped(self) -> Any:
        return self._shelf.get(self._place).article.dropped

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Article) and all(
            getattr(self, field.name) == getattr(other, field.name) for field in fields(Article)
        )

    __hash__ = Article.__hash__


def _whole(briefing: Briefing) -> Briefing:
    if isinstance(briefing, _Shelved):
        return briefing._shelf.get(briefing._place)
    if isinstance(briefing.article, _ShelvedArticle):  # one that was made of a shelved briefing
        return replace(briefing, article=replace(briefing.article))
    return briefing
