"""What the user sees: exit status, messages, progress, the summary of a run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from generator.errors import printable

if TYPE_CHECKING:  # it loads the language library, and the help must answer at once
    from generator.build import Result

OK, SOME_SKIPPED, NOTHING_DONE = 0, 1, 2

EXIT_STATUS = """exit status:
  0  all well
  1  some articles were skipped, or kept at their last good page, which says so;
     or a file that somebody edited was left as it is
  2  nothing could be done
"""


def say(message: str) -> None:
    """Tell the user something that is no result: standard error."""
    print("\n".join(map(printable, message.split("\n"))), file=sys.stderr)


class Bar:
    """A progress bar on a terminal, nothing elsewhere; called with (articles done, articles in all)."""

    def __enter__(self) -> Bar:
        from tqdm import tqdm

        self._bar = tqdm(unit=" articles", disable=None, leave=False, delay=1, file=sys.stderr)
        return self

    def __call__(self, done: int, total: int) -> None:
        """Move it on."""
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def summarise(result: Result) -> int:
    """Say what a run skipped, kept and wrote; returns its exit status."""
    for error in result.errors:
        say(f"{'kept at its last good page' if error.path in result.kept else 'skipped'}: {error}")
    for briefing in result.briefings:
        for warning in briefing.warnings:
            say(f"warning: {printable(f'{briefing.article.path}: {warning}')}")
    for note in result.notes:
        say(f"note: {note}")
    for fault in result.faults:
        say(f"history cannot be read, what stands above the fault is used: {fault}")
    report = result.report
    if report is not None:
        for path in report.kept:
            say(
                f"left as it is, edited by hand: {path}; move the edit elsewhere and delete the file to have "
                "it generated, or removed where its article is gone"
            )
    print(_totals(result))
    if not result.briefings and result.errors:
        return NOTHING_DONE
    if result.errors or result.faults or (report is not None and report.kept):
        return SOME_SKIPPED
    return OK


def _totals(result: Result) -> str:
    items = {
        "actors": sum(len(b.actors) for b in result.briefings),
        "positions": sum(len(b.positions) for b in result.briefings),
        "open questions": sum(len(b.open_questions) for b in result.briefings),
        "events": sum(len(b.events) for b in result.briefings),
    }
    parts = [f"{len(result.briefings)} briefings ({', '.join(f'{n} {what}' for what, n in items.items())})"]
    if result.kept:
        parts.append(f"{len(result.kept)} kept at their last good page")
    parts.append(f"{len(result.errors) - len(result.kept)} skipped")
    if result.drafts:
        parts.append(f"{len(result.drafts)} drafts left out")
    warnings = sum(len(b.warnings) for b in result.briefings)
    parts.append(f"{warnings} warnings")
    if result.report is not None:
        report = result.report
        counts = {"written": report.written, "unchanged": report.unchanged, "removed": report.removed}
        parts.append("pages: " + ", ".join(f"{len(paths)} {what}" for what, paths in counts.items()))
    return "; ".join(parts)
