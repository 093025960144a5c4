"""``briefings generate``: articles → Markdown pages and their JSON twins."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.options import add_path, add_run_options
from generator.commands.terminal import OK, SOME_SKIPPED, Bar, counted, say, show, summary

if TYPE_CHECKING:
    from generator.analysis import Result
    from generator.comparison import Difference
    from generator.run import Job
    from generator.standing import Told

NAME = "generate"
SUMMARY = "Read the articles, write Markdown pages and their JSON twins."
DETAILED = 20  # files of which it is shown what differs; of the rest, their names
CACHE = ".cache"  # beside the settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the articles are, where the pages go, and whether to write them."""
    add_folders(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="answer as JSON, for programs")
    form.add_argument(
        "--verbose",
        action="store_true",
        help="also say why each item of the briefings that were written was extracted (reads them again)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 and say what differs where the pages are not what the articles give",
    )
    parser.add_argument(
        "--staged",
        action="store_true",
        help="with --check: the pages have to be in the commit that is being made, too",
    )


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Where the articles are, where the pages go, and whether to read again what did not change."""
    add_run_options(parser)
    add_path(parser, "--output", "briefings", "where the pages go")
    parser.add_argument(
        "--recompute", action="store_true", help="read every article again, also those that did not change"
    )


def run(arguments: argparse.Namespace) -> int:
    """Generate, and say what was done."""
    if getattr(arguments, "check", False):
        return _check(arguments)
    told, written = bring(arguments)
    if not getattr(arguments, "json", False):
        status = show(told)
        if getattr(arguments, "verbose", False):
            _explain(arguments, written)
        return status
    answer = {"status": told.status, "messages": list(told.messages), "total": told.total}
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return told.status


def bring(arguments: argparse.Namespace) -> tuple[Told, list[str]]:
    """Generate; returns what the user is to be told, and the pages that were written."""
    from generator import run

    written: list[str] = []

    def tell(result: Result) -> Told:
        written.extend(result.report.written if result.report else ())
        return summary(result)

    with Bar() as progress:
        return run.generate(_job(arguments), progress=progress, waiting=_waiting, tell=tell), written


def _explain(arguments: argparse.Namespace, written: list[str]) -> None:
    from generator.commands import explain

    for path, article in explain.articles_of(arguments.content).items():
        if f"{path}.md" in written:
            for line in explain.lines(article, arguments):
                print(line)


def _job(arguments: argparse.Namespace) -> Job:
    from generator import settings
    from generator.run import Job

    return Job(
        content=arguments.content,
        output=arguments.output,
        settings=settings.read(arguments.config),
        cache=arguments.config.resolve().parent / CACHE,
        workers=arguments.workers,
        recompute=getattr(arguments, "recompute", False),
    )


def _waiting() -> None:
    say("another run is writing these pages; waiting until it is done")


def _check(arguments: argparse.Namespace) -> int:
    from generator import run

    with Bar() as progress:
        found, told = run.compare(_job(arguments), progress=progress, tell=summary)
    if told:
        for message in told.messages:
            say(message)
    if not found:
        print(f"{arguments.output} is what {arguments.content} gives")
        return _check_staged(arguments.output) if arguments.staged else OK
    for line in _listed(found):
        print(line)
    say(
        f"{arguments.output} is not what {arguments.content} gives: {counted(len(found), 'file')} differ; "
        "run 'briefings generate' and commit what it writes"
    )
    return SOME_SKIPPED


def _check_staged(output: Path) -> int:
    from generator import git

    left = git.not_staged(output)
    for path in left or ():
        print(f"not in the commit: {path}")
    if left:
        say(f"the commit would not hold {len(left)} files as they are; add them: git add {output}")
        return SOME_SKIPPED
    return OK


def _listed(found: list[Difference]) -> list[str]:
    from generator.errors import printable

    lines = []
    for number, difference in enumerate(found):
        lines.append(f"{difference.kind}: {printable(difference.path)}")
        if number < DETAILED:
            lines += [f"  {printable(line)}" for line in difference.lines]
    return lines
