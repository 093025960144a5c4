"""One run of the generator, alone on its output folder, and none where there is nothing to do.

Light to import: what takes time is loaded once it is known that there is work.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import fingerprint, lock, standing
from generator.errors import GeneratorError
from generator.settings import Settings
from generator.standing import LastRun, Standing, Told

if TYPE_CHECKING:
    from generator.analysis import Progress, Result
    from generator.comparison import Difference
    from generator.kept import Readings
    from generator.reading import Outcome, Source
    from generator.rendered import Rendered
    from generator.settled import Settled
    from generator.workers import Started

READINGS = "readings"  # a folder in the cache
SELDOM = 20_000, 50, 50  # thresholds of ``gc``: what is young is gone through as often as it pays


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be generated.

    Attributes:
        content, output: the folders of articles and of pages.
        cache: the folder of what may be lost; None keeps nothing.
        workers: at most this many processes; what comes out does not depend on it.
        recompute: read every article again, whatever is kept.
    """

    content: Path
    output: Path
    settings: Settings
    cache: Path | None = None
    workers: int = 1
    recompute: bool = False


def generate(
    job: Job, *, progress: Progress, waiting: Callable[[], None], tell: Callable[[Result], Told]
) -> Told:
    """Bring the output folder to hold what the content folder gives.

    Args:
        progress: see ``analysis.analyse``.
        waiting: called where another run is at work on the same folder, before waiting for it.
        tell: what the user is told of a result.

    Returns:
        What the user is to be told: of this run, or again of the last one where nothing has changed since.

    Raises:
        GeneratorError: see ``analysis.analyse``; or where a file cannot be written.
    """
    last = LastRun(job.cache, job.content, job.output)
    memory: fingerprint.Memory = {}
    with ExitStack() as ends:
        # Looking at all the pages takes its time, in which others can get ready.
        ahead = job.recompute or last.had_other(_content(job, memory))
        desk = _desk(job, memory, ends) if ahead else None
        found = _standing(job, memory)
        if found and not job.recompute and (told := last.told(found)):
            return told
        ends.enter_context(_alone(job.output, waiting))
        ends.enter_context(_seldom_collecting())
        found = found or _standing(job, memory)
        readings, readers = desk or _desk(job, memory, ends)
        from generator import build, known

        result = build.generate(
            job.content,
            job.output,
            job.settings,
            workers=job.workers,
            progress=progress,
            known=known.Known(readings, _settled(job, found), _rendered(job, found, memory), readers),
        )
        readings.sweep()
        told = tell(result)
        if result.report is not None:
            _remember(job, found, _standing(job, memory), last, told)
    return told


def compare(
    job: Job, *, progress: Progress, tell: Callable[[Result], Told]
) -> tuple[list[Difference], Told | None]:
    """Find how the output folder differs from what the content folder gives; write nothing to it.

    Returns:
        The differences, and what the user is to be told of the articles; None where what is committed
        beside the pages says that they are right, and nothing was read.

    Raises:
        GeneratorError: see ``generate``.
    """
    found = _standing(job, {})
    if found and not job.recompute and standing.accepted(found, job.output):
        return [], None
    from generator import build, comparison, known

    planned = build.plan(
        job.content,
        job.output,
        job.settings,
        workers=job.workers,
        progress=progress,
        known=known.Known(_readings(job)),
    )
    return comparison.differences(job.output, planned), tell(planned.result)


def _standing(job: Job, memory: fingerprint.Memory) -> Standing | None:
    """What stands on disk; None where a file cannot be read, which the run itself will say."""
    try:
        generator = fingerprint.of_pages(job.settings, job.settings.language_model)
        return standing.read(job.content, job.output, generator, memory)
    except OSError:
        return None


def _content(job: Job, memory: fingerprint.Memory) -> dict[str, str]:
    """The digests of the articles and editors' files; of none where one cannot be read."""
    try:
        return standing.content_of(job.content, memory)
    except OSError:
        return {}


def _readings(job: Job) -> Readings:
    from generator.kept import Readings

    depends = fingerprint.of_reading(job.settings.language_model, job.settings.largest_article)
    folder = job.cache / READINGS if job.cache else None
    return Readings(folder, depends, use=not job.recompute)


def _desk(job: Job, memory: fingerprint.Memory, ends: ExitStack) -> tuple[Readings, Started[Source, Outcome]]:
    """What is kept of articles, and processes that get ready to read the others."""
    from generator import reading, workers

    readings = _readings(job)
    files = _content(job, memory).items()
    articles = [(path, digest) for path, digest in files if not path.endswith(standing.EDITORS)]
    missing = sum(not readings.has(path, digest) for path, digest in articles)
    number = reading.processes(job.workers, missing, len(articles) - missing)
    work = reading.work(job.settings.language_model, job.settings.largest_article)
    return readings, ends.enter_context(workers.Started(work, number))


def _rendered(job: Job, found: Standing | None, memory: fingerprint.Memory) -> Rendered:
    from generator.rendered import Rendered

    if job.cache is None or found is None:
        return Rendered(None)
    file = job.cache / f"pages-{standing.place(job.content, job.output)}.json"
    return Rendered(file, found.generator, memory, use=not job.recompute)


def _settled(job: Job, found: Standing | None) -> Settled:
    from generator.settled import Settled

    if job.cache is None or found is None:
        return Settled(None)
    file = job.cache / f"settled-{standing.place(job.content, job.output)}.json"
    return Settled(file, found.generator, use=not job.recompute)


def _remember(job: Job, before: Standing | None, after: Standing | None, last: LastRun, told: Told) -> None:
    """Write down what this run made from what, unless that changed while it was at work."""
    if before and after and before.content == after.content:
        last.keep(standing.accept(after, job.output), told)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for cycles seldom: there are few, and all records would be gone through again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _alone(output: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the output folder, which is made where it is missing, and taken away again if it stays empty."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with lock.held(output, waiting):
            try:
                yield
            finally:
                if not any(output.iterdir()):
                    output.rmdir()
    except OSError as error:
        raise GeneratorError(f"{error.filename or output}: cannot be used: {error.strerror}") from error
