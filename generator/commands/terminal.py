"""What the user sees: exit status, messages, progress, the summary of a run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from generator.errors import printable

if TYPE_CHECKING:  # loading takes time, and the help must answer at once
    from generator.analysis import Result
    from generator.standing import Told

Thing = TypeVar("Thing")

OK, SOME_SKIPPED, NOTHING_DONE = 0, 1, 2
INTERRUPTED = 130  # what shells give for Ctrl-C

EXIT_STATUS = """exit status:
  0  all well
  1  some articles were skipped, or kept at their last good page, which says so;
     or a file that somebody edited was left as it is
  2  nothing could be done
  130  stopped by Ctrl-C
"""


def say(message: str) -> None:
    """Tell the user something that is no result: standard error."""
    print("\n".join(map(printable, message.split("\n"))), file=sys.stderr)


def counted(number: int, what: str) -> str:
    """``1 briefing``, ``2 briefings``."""
    return f"{number:,} {what if number == 1 else f'{what}s'}"


class Bar:
    """A progress bar with rate and remaining time, on a terminal alone; called with (done, in all).

    Args:
        unit: what is counted.
        label: what is being done; shown before the bar.
    """

    def __init__(self, unit: str = "articles", label: str | None = None) -> None:
        self._bar: Any = None
        self._unit, self._label = f" {unit}", label

    def __enter__(self) -> Bar:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Move it on."""
        if self._bar is None:
            from tqdm import tqdm  # not where there is nothing to do

            self._bar = tqdm(
                desc=self._label, unit=self._unit, disable=None, leave=False, delay=1, file=sys.stderr
            )
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


def following(label: str, things: Iterable[Thing], total: int | None = None) -> Iterator[Thing]:
    """The same things, one by one, with a bar that tells how many have gone by; nothing off a terminal.

    Args:
        label: what is being done.
        things: they may come slowly.
        total: how many are expected, where that is known.
    """
    from tqdm import tqdm

    yield from tqdm(
        things, desc=label, total=total, unit=" files", disable=None, leave=False, file=sys.stderr
    )


def summarise(result: Result) -> int:
    """Say what a run skipped, kept and wrote; returns its exit status."""
    return show(summary(result))


def show(told: Told) -> int:
    """Say what a run, or one before it that left nothing to do, has to tell; returns its exit status."""
    for message in told.messages:
        say(message)
    print(told.total)
    return told.status


def summary(result: Result) -> Told:
    """What the user is told of a run: what it skipped, kept and wrote."""
    from generator.standing import Told

    return Told(_status(result), list(_messages(result)), _totals(result), _totals(result, again=True))


def _messages(result: Result) -> Iterator[str]:
    for error in result.errors:
        yield f"{'kept at its last good page' if error.path in result.kept else 'skipped'}: {error}"
    for briefing in result.briefings:
        for warning in briefing.warnings:
            yield f"warning: {printable(f'{briefing.article.path}: {warning}')}"
    for note in result.notes:
        yield f"note: {note}"
    for fault in result.faults:
        yield f"history cannot be read, what stands above the fault is used: {fault}"
    for path in result.report.kept if result.report else ():
        yield (
            f"left as it is, edited by hand: {path}; 'briefings adopt' turns what it can into corrections; "
            "delete the file to have it generated, or removed where its article is gone"
        )


def _status(result: Result) -> int:
    if not result.briefings and result.errors:
        return NOTHING_DONE
    if result.errors or result.faults or (result.report is not None and result.report.kept):
        return SOME_SKIPPED
    return OK


def _totals(result: Result, *, again: bool = False) -> str:
    items = {
        "actor": sum(len(b.actors) for b in result.briefings),
        "position": sum(len(b.positions) for b in result.briefings),
        "open question": sum(len(b.open_questions) for b in result.briefings),
        "event": sum(len(b.events) for b in result.briefings),
    }
    inside = ", ".join(counted(number, what) for what, number in items.items())
    parts = [f"{counted(len(result.briefings), 'briefing')} ({inside})"]
    if result.kept:
        parts.append(f"{len(result.kept)} kept at their last good page")
    parts.append(f"{len(result.errors) - len(result.kept)} skipped")
    if result.drafts:
        parts.append(f"{counted(len(result.drafts), 'draft')} left out")
    warnings = sum(len(b.warnings) for b in result.briefings)
    parts.append(counted(warnings, "warning"))
    if result.report is not None:
        report = result.report
        written, unchanged, removed = map(len, (report.written, report.unchanged, report.removed))
        if again:
            written, unchanged, removed = 0, written + unchanged, 0
        parts.append(f"pages: {written} written, {unchanged} unchanged, {removed} removed")
    return "; ".join(parts)
