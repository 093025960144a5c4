"""Records → {path: text}: pages and their JSON twins, everything from an article escaped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from generator import crossindex, history
from generator.crossindex import Appearance, SiteActor, SiteIndex, Topic
from generator.model import Briefing
from generator.render import agenda, board, directory, onward, paths, profile, standpoints
from generator.render.company import of_actor, of_briefings
from generator.render.environment import prepare, render
from generator.render.evidence import allowed
from generator.render.keys import Keys
from generator.render.page import Page
from generator.render.paging import Part
from generator.render.twin import SCHEMA, dumps, from_json, to_json
from generator.settings import Settings
from generator.store import File

__all__ = ["Keys", "allowed", "briefing_files", "files", "from_json", "pages", "prepare", "to_json"]

ACCURACY = Path(__file__).parents[1] / "accuracy.json"  # written by training/scores.py
COMING_UP = 6  # events on the home page
IN_VIEW = 12  # actors on the home page
ASKED = 6  # open questions on the home page
TOGETHER = 12  # actors whom an actor's page names beside it


def pages(
    index: SiteIndex,
    briefings: Sequence[Briefing],
    settings: Settings,
    *,
    stale: Mapping[str, str] | None = None,
    past: history.History | None = None,
) -> dict[str, str]:
    """The text of every file of the output folder at once; see ``files``."""
    made = files(index, briefings, settings, stale=stale, past=past)
    return {file.path: file.text() for file in made}


def files(
    index: SiteIndex,
    briefings: Sequence[Briefing],
    settings: Settings,
    *,
    stale: Mapping[str, str] | None = None,
    past: history.History | None = None,
    keys: Keys | None = None,
) -> Iterator[File]:
    """The files of the output folder, one after the other: all at once they take much memory.

    Args:
        index: made from these very briefings.
        briefings: in any order.
        settings: what the site may show, and how long its lists are.
        stale: id → why its article cannot be used now, for briefings kept at their last good version.
        past: what earlier versions of the briefings said, their present ones included.
        keys: of this index's pages, as far as they are known.

    Yields:
        Files whose texts are made when they are asked for, before the next file is.
    """
    keys = keys or Keys(index, settings.page_from)
    for briefing in briefings:
        why = (stale or {}).get(briefing.id)
        yield from briefing_files(briefing, index, settings, stale=why, past=past, keys=keys)
    yield from _overviews(index, settings, keys)
    yield File("briefing.schema.json", partial(SCHEMA.read_text, encoding="utf-8"))


def briefing_files(
    briefing: Briefing,
    index: SiteIndex,
    settings: Settings,
    *,
    stale: str | None = None,
    past: history.History | None = None,
    keys: Keys | None = None,
) -> Iterator[File]:
    """The page of one briefing and its JSON twin, see ``files``."""
    shown = allowed(briefing, settings.evidence)
    page = Page(paths.briefing(briefing.id), index, settings)
    past, keys = past or history.History(), keys or Keys(index, settings.page_from)
    told: dict[str, Any] = {
        "stale": stale,
        "glance": onward.glance(shown, index),
        "onward": onward.from_here(shown, index),
    }

    def text() -> str:
        before = past.past(briefing.id)
        changes = history.last_changes(before)
        return render("briefing", page=page, briefing=shown, changes=changes, gone=before.gone, **told)

    yield File(page.path, text, keys.briefing(shown, past=past.digest(briefing.id), **told))
    yield File(f"{briefing.id}.json", lambda: dumps(to_json(shown)), keys.twin(shown))


def _overviews(index: SiteIndex, settings: Settings, keys: Keys) -> Iterator[File]:
    shown = index
    if any(allowed(briefing, settings.evidence) != briefing for briefing in index.briefings):
        shown = crossindex.build([allowed(b, settings.evidence) for b in index.briefings], index.editorial)
        keys = keys.of(shown)

    def overview(
        path: str, template: str, *, key: str | None = None, late: Late | None = None, **values: object
    ) -> File:
        def text() -> str:
            more = late() if late else {}
            return render(template, page=Page(path, shown, settings), index=shown, **values, **more)

        return File(path, text, key)

    yield overview("index.md", "home", coming_up=COMING_UP, in_view=IN_VIEW, asked=ASKED)
    yield from _directory(overview, shown, settings.page_from, keys)
    for actor in shown.actors:
        if actor.has_page(settings.page_from):
            yield from _of_actor(overview, shown, actor, keys)
    yield from _calendar(overview, shown, keys)
    yield from _board(overview, shown, keys)
    yield overview("topics/index.md", "topics")
    for topic in shown.topics:
        yield from _of_topic(overview, shown, topic, keys)
    yield overview("archive/index.md", "archive")
    for month, group in shown.months.items():
        yield overview(
            paths.month(month), "month", key=keys.listed(month, group), month=month, briefings=group
        )
    yield overview("search.md", "search")
    yield overview("about.md", "about", accuracy=_accuracy(settings))


Late = Callable[[], dict[str, object]]


class _Overview(Protocol):
    """Fills a template for a path, with values of which some are worked out only when it is filled."""

    def __call__(
        self, path: str, template: str, *, key: str | None = None, late: Late | None = None, **values: object
    ) -> File: ...


def _directory(overview: _Overview, index: SiteIndex, page_from: int, keys: Keys) -> Iterator[File]:
    fits = directory.fits(index.actors, page_from)
    letters = () if fits else directory.letters(index.actors, page_from)
    yield overview("actors/index.md", "actors", letters=letters)
    for letter in letters:
        path = paths.part(directory.FOLDER, letter.key)
        key = keys.letter(letters, letter)
        yield overview(path, "letter", key=key, letters=letters, letter=letter)


def _of_actor(overview: _Overview, index: SiteIndex, actor: SiteActor, keys: Keys) -> Iterator[File]:
    parts, path = profile.pages(actor), paths.actor(actor.slug)
    for part in parts:
        key, late = keys.actor(actor, parts, part), partial(_actor_page, index, actor, part)
        yield overview(paths.part(path, part.key), "actor", key=key, late=late, parts=parts, part=part)


def _actor_page(index: SiteIndex, actor: SiteActor, part: Part[Appearance]) -> dict[str, object]:
    company = None if part.key else of_actor(index, actor, TOGETHER)
    return {"actor": actor, "shown": profile.within(actor, part), "company": company}


def _of_topic(overview: _Overview, index: SiteIndex, topic: Topic, keys: Keys) -> Iterator[File]:
    parts, path = standpoints.pages(topic), paths.topic(topic.slug)
    for part in parts:
        key, late = keys.topic(topic, parts, part), partial(_topic_page, index, topic, part)
        yield overview(paths.part(path, part.key), "topic", key=key, late=late, parts=parts, part=part)


def _topic_page(index: SiteIndex, topic: Topic, part: Part[Briefing]) -> dict[str, object]:
    company = None if part.key else of_briefings(index, topic.briefings, TOGETHER)
    return {"topic": topic, "shown": standpoints.within(topic, part), "company": company}


def _calendar(overview: _Overview, index: SiteIndex, keys: Keys) -> Iterator[File]:
    parts, since = agenda.pages(index), agenda.newest_month(index)
    for part in parts:
        key = keys.calendar(parts, part, (since, agenda.has_dates(index)))
        path = paths.part("calendar.md", part.key)
        yield overview(path, "calendar", key=key, parts=parts, part=part, since=since)


def _board(overview: _Overview, index: SiteIndex, keys: Keys) -> Iterator[File]:
    parts = board.pages(index)
    for part in parts:
        late = partial(_board_page, index, part)
        key = keys.board(parts, part)
        yield overview(
            paths.part("questions.md", part.key), "questions", key=key, late=late, parts=parts, part=part
        )


def _board_page(index: SiteIndex, part: Part[board.Asking]) -> dict[str, object]:
    return {"entries": board.entries(index, part)}


def _accuracy(settings: Settings) -> Any:
    """What was measured of the generator; None where another pipeline than the measured one is at work."""
    return None if settings.language_model else json.loads(ACCURACY.read_text(encoding="utf-8"))
