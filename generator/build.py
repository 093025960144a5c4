"""The linear driver: content folder → articles → briefings → pages on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator import corrections, crossindex, history, render, store
from generator.analysis import Progress, Result, analyse
from generator.errors import ArticleError
from generator.known import Known
from generator.model import Briefing
from generator.settings import Settings
from generator.settled import Settling

__all__ = ["Progress", "Result", "check", "generate", "plan"]


@dataclass(slots=True)
class Plan:
    """What is to stand in the output folder.

    Attributes:
        result: what was found in the articles.
        history: with what is new.
        index: None where there is nothing to be made, since no article can be used.
        keys: of the pages.
    """

    result: Result
    briefings: list[Briefing]
    history: history.History
    index: crossindex.SiteIndex | None
    settings: Settings
    keys: render.Keys | None = None

    def files(self) -> Iterator[store.File]:
        """The pages and their twins, one after the other."""
        if self.index is not None:
            yield from render.files(
                self.index,
                self.briefings,
                self.settings,
                stale=self.result.stale,
                past=self.history,
                keys=self.keys,
            )

    def settled(self) -> dict[str, Settling]:
        """How the briefings came out, once all files were made."""
        twins = self.keys.twins if self.keys else {}
        return {i: replace(how, twin=twins[i]) for i, how in self.history.settled.items() if i in twins}


def plan(
    content: Path,
    output: Path,
    settings: Settings,
    *,
    workers: int,
    progress: Progress,
    known: Known | None = None,
) -> Plan:
    """Work out what is to stand in the output folder; see ``analysis.analyse``."""
    known = known or Known()
    past = history.History()
    shares = crossindex.Shares()

    def meanwhile(found: Iterable[Briefing]) -> None:
        nonlocal past, shares
        shares = crossindex.Shares(found)
        past = history.read(output, uncommitted=False, settled=known.settled)
        render.prepare()

    result = analyse(content, settings, number=workers, progress=progress, known=known, meanwhile=meanwhile)
    past = _advance(result, content, past)
    kept = _last_good(result, content, output)
    # What a site may not show tells nothing across articles either: later runs may know only the pages.
    every = (render.allowed(briefing, settings.evidence) for briefing in (*result.briefings, *kept))
    shown = (result.shelf.put(briefing) for briefing in every)
    briefings = sorted(shown, key=lambda briefing: briefing.id)
    if not briefings and result.errors:
        return Plan(result, [], past, None, settings)
    index = crossindex.build(briefings, result.said, shares)
    result.notes += index.notes
    past = history.advance_pages(past, index, settings.page_from)
    twins = {ident: how.twin for ident, how in past.settled.items() if how.twin}
    keys = render.Keys(index, settings.page_from, twins)
    return Plan(result, briefings, past, index, settings, keys)


def check(content: Path, settings: Settings, *, workers: int, progress: Progress) -> Result:
    """Do all of ``generate`` but the writing; see ``analysis.analyse`` for what it takes and raises."""
    result = analyse(content, settings, number=workers, progress=progress)
    result.notes += crossindex.build(result.briefings, result.said).notes
    return result


def generate(
    content: Path,
    output: Path,
    settings: Settings,
    *,
    workers: int,
    progress: Progress,
    known: Known | None = None,
) -> Result:
    """Condense every article and write the pages; see ``analysis.analyse`` for what it takes and raises.

    What is ``known`` is not done again. No other run may work on ``output`` at the same time; ``run`` sees
    to that.
    """
    known = known or Known()
    planned = plan(content, output, settings, workers=workers, progress=progress, known=known)
    if planned.index is not None and planned.keys is not None:
        files = store.Store(output, rendered=known.rendered)
        for file in planned.files():
            files.bring(file)
        planned.result.report = files.finish()
        known.rendered.keep()
        history.write(output, planned.history)
        known.settled.keep(planned.settled())
    return planned.result


def _advance(result: Result, content: Path, past: history.History) -> history.History:
    """Give the items of the briefings their lasting ids; returns the history with what is new."""
    result.faults = [str(fault) for _, fault in sorted(past.faults.items())]
    unread = {ident for error in result.errors if (ident := _claimed(content, error))}
    # Corrections belong here: what was read has its lasting ids by then, and nothing is rendered yet. They
    # are no part of what an article's analysis depends on, but of what its page depends on.
    result.briefings, past = history.advance(
        past,
        result.briefings,
        unread=unread,
        correct=lambda read, before: _correct(result, read, before),
        readings={i: digest for i, digest in result.readings.items() if i not in result.corrections},
    )
    return past


def _correct(result: Result, read: Briefing, past: history.Past) -> Briefing:
    if read.id not in result.corrections:
        return result.shelf.put(read)
    corrected = corrections.apply(read, result.corrections[read.id], past)
    result.notes += corrected.notes
    return result.shelf.put(corrected.briefing)


def _last_good(result: Result, content: Path, output: Path) -> list[Briefing]:
    """The earlier briefings of articles that cannot be used now; their pages say so."""
    kept: list[Briefing] = []
    taken = {briefing.id for briefing in result.briefings}
    for error in result.errors:
        ident = _claimed(content, error)
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


def _claimed(content: Path, error: ArticleError) -> str | None:
    from generator import article  # it loads what cleans articles: dear, and rarely needed

    return article.claimed_id(content / error.path, error.path)
