"""The linear driver: content folder → articles → briefings → pages on disk."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator import article as articles
from generator import corrections, crossindex, editorial, gate, history, language, render, store
from generator.condense import condense
from generator.errors import ArticleError, GeneratorError
from generator.model import Article, Briefing
from generator.settings import Settings
from generator.trust import trusted

# Loading the pipeline costs a worker about as much time as analysing this many articles.
ARTICLES_WORTH_A_WORKER = 12

Progress = Callable[[int, int], None]  # (articles done, articles in all)


@dataclass(slots=True)
class Result:
    """What a run gave.

    Attributes:
        briefings: one for each article that could be used, in the order of their ids.
        errors: one for each article that could not.
        stale: for each article that could not be used now but has an earlier page: its id and why.
        kept: the files of these articles.
        drafts: paths of articles marked as drafts, left out.
        said: what editors say about actors and topics.
        notes: what of it no article bears out.
        report: what was written, None where nothing was to be written.
        faults: what is wrong with files of the history that cannot be read; they are left as they are.
        corrections: what editors correct, by the article's id, for articles with such a file.
    """

    briefings: list[Briefing] = field(default_factory=list)
    errors: list[ArticleError] = field(default_factory=list)
    stale: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    drafts: list[str] = field(default_factory=list)
    said: editorial.Editorial = field(default_factory=editorial.Editorial)
    notes: list[str] = field(default_factory=list)
    report: store.Report | None = None
    faults: list[str] = field(default_factory=list)
    corrections: dict[str, corrections.Corrections] = field(default_factory=dict)


def analyse(content: Path, settings: Settings, *, workers: int, progress: Progress) -> Result:
    """Read and condense every article below ``content``; write nothing.

    Args:
        content: the folder that holds the articles.
        settings: which language pipeline to use.
        workers: at most this many processes; the result does not depend on it.
        progress: called after each article.

    Raises:
        GeneratorError: where there is no such folder, no article in it, no usable pipeline, or a fault
            in what editors say: pages would change their addresses if it were left out.
    """
    result = Result()
    usable = _read(content, result)
    result.said = editorial.read(content)
    if not usable and not result.errors and not result.drafts:
        raise GeneratorError(
            f"{content}: no articles found; put at least one .md, .txt or .html file below this folder"
        )
    for done, outcome in enumerate(_condense_all(usable, settings.language_model, workers), 1):
        progress(done, len(usable))
        if isinstance(outcome, ArticleError):
            result.errors.append(outcome)
        else:
            result.briefings.append(trusted(outcome, settings.least_confidence))
    result.briefings.sort(key=lambda briefing: briefing.id)
    result.errors.sort(key=lambda error: (error.path, error.line or 0))
    return result


def check(content: Path, settings: Settings, *, workers: int, progress: Progress) -> Result:
    """Do all of ``generate`` but the writing; see ``analyse`` for what it takes and raises."""
    result = analyse(content, settings, workers=workers, progress=progress)
    result.notes += crossindex.build(result.briefings, result.said).notes
    return result


def generate(content: Path, output: Path, settings: Settings, *, workers: int, progress: Progress) -> Result:
    """Condense every article and write the pages; see ``analyse`` for what it takes and raises."""
    result = analyse(content, settings, workers=workers, progress=progress)
    past = _advance(result, content, output)
    kept = _last_good(result, content, output)
    briefings = sorted([*result.briefings, *kept], key=lambda briefing: briefing.id)
    if not briefings and result.errors:
        return result
    index = crossindex.build(briefings, result.said)
    result.notes += index.notes
    pages = render.pages(index, briefings, settings, stale=result.stale, pasts=past.pasts)
    result.report = store.write(output, pages)
    history.write(output, history.advance_pages(past, index, settings.page_from))
    return result


def _advance(result: Result, content: Path, output: Path) -> history.History:
    """Give the items of the briefings their lasting ids; returns the history with what is new."""
    past = history.read(output, uncommitted=False)
    result.faults = [str(fault) for _, fault in sorted(past.faults.items())]
    claimed = (articles.claimed_id(content / error.path, error.path) for error in result.errors)
    unread = {ident for ident in claimed if ident}
    # Corrections belong here: what was read has its lasting ids by then, and nothing is rendered yet. They
    # are no part of what an article's analysis depends on, but of what its page depends on.
    result.briefings, past = history.advance(
        past, result.briefings, unread=unread, correct=lambda read, before: _correct(result, read, before)
    )
    return past


def _correct(result: Result, read: Briefing, past: history.Past) -> Briefing:
    if read.id not in result.corrections:
        return read
    corrected = corrections.apply(read, result.corrections[read.id], past)
    result.notes += corrected.notes
    return corrected.briefing


def _read(content: Path, result: Result) -> list[Article]:
    if not content.is_dir():
        raise GeneratorError(f"{content}: no such folder; name the folder that holds the articles")
    found: list[Article] = []
    first_seen = _FirstSeen(content)
    paths = articles.discover(content)
    for alone in corrections.without_article(content, paths):
        result.notes.append(f"{alone}: no article of that name stands beside it; the file is kept")
    for path in paths:
        try:
            article = articles.read(path, content, first_seen=first_seen(path))
            said = corrections.read(path, article.path)
        except ArticleError as error:
            result.errors.append(error)
            continue
        if article.draft:
            result.drafts.append(article.path)
            continue
        found.append(article)
        if said is not None:
            result.corrections[article.id] = said
    clashes = articles.check_ids(found)
    result.errors.extend(clashes)
    refused = {error.path for error in clashes}
    return [article for article in found if article.path not in refused]


class _FirstSeen:
    """The day of the first commit that holds a file; None where there is no such commit, or no git."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._days: dict[str, date] | None = None

    def __call__(self, path: Path) -> date | None:
        if self._days is None:
            self._days = self._ask_git()
        return self._days.get(path.relative_to(self._content).as_posix())

    def _ask_git(self) -> dict[str, date]:
        command = ["git", "-C", str(self._content), "log", "--format=%x00%cs", "--name-only", "--relative"]
        command += ["-z", "--diff-filter=A", "--reverse", "--", "."]
        try:
            answer = subprocess.run(
                command, capture_output=True, text=True, check=True, errors="replace"
            ).stdout
        except (OSError, subprocess.CalledProcessError):
            return {}
        days: dict[str, date] = {}
        day: date | None = None
        for item in answer.replace("\n", "\0").split("\0"):
            try:
                day = date.fromisoformat(item)
            except ValueError:
                if item and day:
                    days.setdefault(item, day)
        return days


Outcome = Briefing | ArticleError
_nlp: language.Language | None = None  # one for each process


def _start_worker(model: str | None) -> None:
    global _nlp
    _nlp = language.load(model)


def _condense_one(article: Article) -> Outcome:
    assert _nlp is not None
    try:
        doc = language.analyse(_nlp, article)
        briefing = condense(article, doc)
        gate.check(briefing)
    except ArticleError as error:
        return error
    except Exception as error:  # one bad article never stops the others
        return ArticleError(
            article.path, None, f"the generator failed on it: {type(error).__name__}: {error}"
        )
    return briefing


def _condense_all(found: list[Article], model: str | None, workers: int) -> Iterator[Outcome]:
    workers = max(1, min(workers, len(found) // ARTICLES_WORTH_A_WORKER))
    if not found:
        return
    if workers == 1:
        _start_worker(model)
        yield from map(_condense_one, found)
        return
    # Thread pools of the linear-algebra library would fight over the cores with the processes.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(workers, context, _start_worker, (model,)) as pool:
            yield from pool.map(_condense_one, found, chunksize=4)
    except BrokenProcessPool as error:
        raise GeneratorError(
            "a worker process died, perhaps for want of memory; try again with --workers 1"
        ) from error


def _last_good(result: Result, content: Path, output: Path) -> list[Briefing]:
    """The earlier briefings of articles that cannot be used now; their pages say so."""
    kept: list[Briefing] = []
    taken = {briefing.id for briefing in result.briefings}
    for error in result.errors:
        ident = articles.claimed_id(content / error.path, error.path)
        if ident is None or ident in taken:
            continue
        try:
            briefing = render.from_json(json.loads((output / f"{ident}.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        taken.add(ident)
        kept.append(briefing)
        result.stale[ident] = error.why
        result.kept.add(error.path)
    return kept
