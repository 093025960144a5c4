"""All articles below a folder → their briefings: what is known is kept, the rest is read by workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator import corrections, editorial, reading, store, workers
from generator.briefings import Briefings
from generator.errors import ArticleError, GeneratorError
from generator.first_seen import FirstSeen
from generator.intake import discovery, ids
from generator.known import Known
from generator.model import Article, Briefing
from generator.reading import Outcome, Source
from generator.settings import Settings
from generator.trust import trusted

Meanwhile = Callable[[Iterable[Briefing]], None]  # given the briefings that are known
Progress = Callable[[int, int], None]  # (articles read, articles to be read in all)


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
        readings: id → digest of what was read, as far as that is kept; ``""`` where two share the id.
        shelf: where the briefings stand, so that they need not all be held in memory.
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
    readings: dict[str, str] = field(default_factory=dict)
    shelf: Briefings = field(default_factory=Briefings)


def _nothing(found: Iterable[Briefing]) -> None:
    """What is done meanwhile where nothing is to be done."""


def analyse(
    content: Path,
    settings: Settings,
    *,
    number: int,
    progress: Progress,
    known: Known | None = None,
    meanwhile: Meanwhile = _nothing,
) -> Result:
    """Read and condense every article below ``content``; write nothing but the kept readings.

    Args:
        content: the folder that holds the articles.
        settings: which language pipeline to use.
        number: at most this many processes; the result does not depend on it.
        progress: called after each article that is read.
        known: what earlier runs left; None for nothing.
        meanwhile: does what can be done with the briefings that are known, while other processes read.

    Raises:
        GeneratorError: where there is no such folder, no article in it, no usable pipeline, or a fault
            in what editors say: pages would change their addresses if it were left out.
    """
    if not content.is_dir():
        raise GeneratorError(f"{content}: no such folder; name the folder that holds the articles")
    result = Result(said=editorial.read(content))
    paths = discovery.discover(content)
    if not paths:
        raise GeneratorError(
            f"{content}: no articles found; put at least one .md, .txt or .html file below this folder"
        )
    desk = _Desk(content, settings, number, progress, known or Known(), result.shelf, result.readings)
    outcomes = desk.outcomes(paths, meanwhile)
    found = [_sorted_in(result, outcomes[path], path, content) for path in paths]
    _settle(result, [one for one in found if one], settings)
    result.notes += corrections.without_article(content, paths)
    return result


@dataclass(slots=True)
class _Desk:
    """What is known or read of each file."""

    content: Path
    settings: Settings
    number: int
    progress: Progress
    known: Known
    shelf: Briefings
    digests: dict[str, str]
    _found: dict[Path, Outcome] = field(default_factory=dict)

    def outcomes(self, paths: Sequence[Path], meanwhile: Meanwhile) -> dict[Path, Outcome]:
        """What becomes of each file; what is kept is taken up while other processes read the rest."""
        first_seen = FirstSeen(self.content)
        kept = {path: None for path in paths if self._seems_known(path)}
        missing = self._look_up([path for path in paths if path not in kept], first_seen)
        useless: dict[Path, Source] = {}

        def beside() -> None:
            useless.update(self._look_up(kept, first_seen))
            meanwhile([found for found in self._found.values() if isinstance(found, Briefing)])

        self._read(missing, beside, kept=len(kept))
        self._read(useless)
        return self._found

    def _seems_known(self, path: Path) -> bool:
        try:
            data = discovery.take(path, self.content)
        except ArticleError:
            return False
        return self.known.readings.seems_known(discovery.name_of(path, self.content), data)

    def _look_up(self, paths: Iterable[Path], first_seen: FirstSeen) -> dict[Path, Source]:
        """Find what is known of files, be it that they cannot be read; returns those that are to be read."""
        missing: dict[Path, Source] = {}
        for path in paths:
            name = discovery.name_of(path, self.content)
            try:
                data = discovery.take(path, self.content)
            except ArticleError as error:
                self._found[path] = error
                continue
            known = self.known.readings.get(name, data, partial(first_seen, path))
            if known:
                self._found[path] = self._at_hand(known, self.known.readings.digest(name, data))
            else:
                missing[path] = Source(name, data, first_seen(path))
        return missing

    def _read(
        self,
        missing: Mapping[Path, Source],
        meanwhile: Callable[[], None] = workers.nothing,
        *,
        kept: int = 0,
    ) -> None:
        number = reading.processes(self.number, len(missing), kept)
        work = reading.work(self.settings.language_model, self.settings.largest_article)
        started = self.known.readers
        read = workers.each(work, [*missing.values()], number, started=started, meanwhile=meanwhile)
        for done, ((path, source), outcome) in enumerate(zip(missing.items(), read, strict=True), 1):
            self.progress(done, len(missing))
            self.known.readings.put(source, outcome)
            self._found[path] = self._at_hand(outcome, self.known.readings.digest(source.path, source.data))

    def _at_hand(self, outcome: Outcome, digest: str | None) -> Outcome:
        if not isinstance(outcome, Briefing):
            return outcome
        if digest:  # of two files with one id, nobody knows which it is of
            self.digests[outcome.id] = "" if outcome.id in self.digests else digest
        return self.shelf.put(outcome)


def _sorted_in(result: Result, outcome: Outcome, path: Path, content: Path) -> Briefing | None:
    """Put errors and drafts into the result, and give a briefing back; its corrections are read with it."""
    if isinstance(outcome, Article):
        result.drafts.append(outcome.path)
        return None
    if isinstance(outcome, Briefing):
        try:
            said = corrections.read(path, discovery.name_of(path, content))
        except ArticleError as error:
            outcome = error
        else:
            if said is not None:
                result.corrections[outcome.id] = said
            return outcome
    result.errors.append(outcome)
    return None


def _settle(result: Result, found: list[Briefing], settings: Settings) -> None:
    """Leave out articles that share an id, and bring all into their order."""
    clashes = ids.clashes(briefing.article for briefing in found)
    refused = {error.path for error in clashes}
    result.errors += clashes
    result.errors.sort(key=lambda error: (error.path, error.line or 0))
    result.briefings = sorted(
        (
            result.shelf.put(trusted(b, settings.least_confidence))
            for b in found
            if b.article.path not in refused
        ),
        key=lambda briefing: briefing.id,
    )
