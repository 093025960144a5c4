"""Records → {path: text}: pages and their JSON twins, everything from an article escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from generator import crossindex, history
from generator.crossindex import SiteActor, SiteIndex, Topic
from generator.model import Briefing
from generator.render import agenda, board, directory, onward, paths, profile, standpoints
from generator.render.company import of_actor, of_briefings
from generator.render.environment import render
from generator.render.evidence import allowed
from generator.render.page import Page
from generator.render.twin import SCHEMA, dumps, from_json, to_json
from generator.settings import Settings

__all__ = ["briefing_files", "files", "from_json", "pages", "to_json"]

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
    pasts: Mapping[str, history.Past] | None = None,
) -> dict[str, str]:
    """Every file of the output folder at once; see ``files``."""
    return dict(files(index, briefings, settings, stale=stale, pasts=pasts))


def files(
    index: SiteIndex,
    briefings: Sequence[Briefing],
    settings: Settings,
    *,
    stale: Mapping[str, str] | None = None,
    pasts: Mapping[str, history.Past] | None = None,
) -> Iterator[tuple[str, str]]:
    """The files of the output folder, one after the other: all at once they take much memory.

    Args:
        index: made from these very briefings.
        briefings: in any order.
        settings: what the site may show, and how long its lists are.
        stale: id → why its article cannot be used now, for briefings kept at their last good version.
        pasts: id → what earlier versions of a briefing said, its present one included.

    Yields:
        A path below the output folder, and its text.
    """
    for briefing in briefings:
        past = (pasts or {}).get(briefing.id)
        why = (stale or {}).get(briefing.id)
        yield from briefing_files(briefing, index, settings, stale=why, past=past).items()
    yield from _overviews(index, settings)
    yield "briefing.schema.json", SCHEMA.read_text(encoding="utf-8")


def briefing_files(
    briefing: Briefing,
    index: SiteIndex,
    settings: Settings,
    *,
    stale: str | None = None,
    past: history.Past | None = None,
) -> dict[str, str]:
    """The page of one briefing and its JSON twin, see ``pages``."""
    shown = allowed(briefing, settings.evidence)
    page = Page(paths.briefing(briefing.id), index, settings)
    past = past or history.Past()
    told = {"stale": stale, "changes": history.last_changes(past), "gone": past.gone}
    around = {"glance": onward.glance(shown, index), "onward": onward.from_here(shown, index)}
    return {
        page.path: render("briefing", page=page, briefing=shown, **told, **around),
        f"{briefing.id}.json": dumps(to_json(shown)),
    }


def _overviews(index: SiteIndex, settings: Settings) -> Iterator[tuple[str, str]]:
    shown = index
    if settings.evidence != "sentence":
        shown = crossindex.build([allowed(b, settings.evidence) for b in index.briefings], index.editorial)

    def overview(path: str, template: str, **values: object) -> tuple[str, str]:
        return path, render(template, page=Page(path, shown, settings), index=shown, **values)

    yield overview("index.md", "home", coming_up=COMING_UP, in_view=IN_VIEW, asked=ASKED)
    yield from _directory(overview, shown, settings.page_from)
    for actor in shown.actors:
        if actor.has_page(settings.page_from):
            yield from _of_actor(overview, shown, actor)
    yield from _calendar(overview, shown)
    yield from _board(overview, shown)
    yield overview("topics/index.md", "topics")
    for topic in shown.topics:
        yield from _of_topic(overview, shown, topic)
    yield overview("archive/index.md", "archive")
    for key, group in shown.months.items():
        yield overview(paths.month(key), "month", key=key, briefings=group)
    yield overview("search.md", "search")
    yield overview("about.md", "about", accuracy=_accuracy(settings))


class _Overview(Protocol):
    """Fills a template for a path."""

    def __call__(self, path: str, template: str, **values: object) -> tuple[str, str]: ...


def _directory(overview: _Overview, index: SiteIndex, page_from: int) -> Iterator[tuple[str, str]]:
    fits = directory.fits(index.actors, page_from)
    letters = () if fits else directory.letters(index.actors, page_from)
    yield overview("actors/index.md", "actors", letters=letters)
    for letter in letters:
        path = paths.part(directory.FOLDER, letter.key)
        yield overview(path, "letter", letters=letters, letter=letter)


def _of_actor(overview: _Overview, index: SiteIndex, actor: SiteActor) -> Iterator[tuple[str, str]]:
    parts, path = profile.pages(actor), paths.actor(actor.slug)
    company = of_actor(index, actor, TOGETHER)
    for part in parts:
        values = {"actor": actor, "shown": profile.within(actor, part), "company": company}
        yield overview(paths.part(path, part.key), "actor", parts=parts, part=part, **values)


def _of_topic(overview: _Overview, index: SiteIndex, topic: Topic) -> Iterator[tuple[str, str]]:
    parts, path = standpoints.pages(topic), paths.topic(topic.slug)
    for part in parts:
        company = None if part.key else of_briefings(index, topic.briefings, TOGETHER)
        values = {"topic": topic, "shown": standpoints.within(topic, part), "company": company}
        yield overview(paths.part(path, part.key), "topic", parts=parts, part=part, **values)


def _calendar(overview: _Overview, index: SiteIndex) -> Iterator[tuple[str, str]]:
    parts, since = agenda.pages(index), agenda.newest_month(index)
    for part in parts:
        yield overview(paths.part("calendar.md", part.key), "calendar", parts=parts, part=part, since=since)


def _board(overview: _Overview, index: SiteIndex) -> Iterator[tuple[str, str]]:
    parts = board.pages(index)
    for part in parts:
        yield overview(paths.part("questions.md", part.key), "questions", parts=parts, part=part)


def _accuracy(settings: Settings) -> Any:
    """What was measured of the generator; None where another pipeline than the measured one is at work."""
    return None if settings.language_model else json.loads(ACCURACY.read_text(encoding="utf-8"))
