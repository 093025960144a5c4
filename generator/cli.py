"""The command line: arguments, progress, messages, exit status. The only place that prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator import __version__
from generator.errors import ArticleError, GeneratorError

OK, SOME_SKIPPED, NOTHING_DONE = 0, 1, 2

_EXIT_STATUS = """exit status:
  0  all well
  1  some articles were skipped, or kept at their last good page, which says so
  2  nothing could be done
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments without the program's name; None for those of the process.

    Returns:
        The exit status: 0 all well, 1 some articles skipped, 2 nothing could be done.
    """
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except GeneratorError as error:
        _say(f"error: {error}")
    except KeyboardInterrupt:
        _say("stopped; pages already written are whole, run again to finish")
    return NOTHING_DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefings",
        description="Condense articles into structured briefings for a static site.",
        epilog=_EXIT_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefings {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, run: object, summary: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=_EXIT_STATUS,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(run=run)
        return command

    generate = add("generate", _generate, "Read the articles, write Markdown pages and their JSON twins.")
    _add_run_options(generate)
    generate.add_argument(
        "--output",
        type=Path,
        default=Path("briefings"),
        metavar="DIR",
        help="where the pages go (default: briefings)",
    )
    check = add("check", _check, "Read and condense everything, report what is wrong, write nothing.")
    _add_run_options(check)
    clean = add(
        "clean", _clean, "Print an article as extraction reads it, then what cleaning dropped and why."
    )
    clean.add_argument("file", type=Path, metavar="FILE", help="an article: .md, .txt or .html")
    serve = add(
        "serve", _serve, "Generate, serve the site locally, and generate again whenever an article changes."
    )
    _add_run_options(serve)
    serve.add_argument(
        "--output", type=Path, default=Path("briefings"), metavar="DIR", help=argparse.SUPPRESS
    )
    serve.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="default: 127.0.0.1:8000"
    )
    return parser


def _add_run_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="the articles (default: content)"
    )
    command.add_argument(
        "--config",
        type=Path,
        default=Path("mkdocs.yml"),
        metavar="FILE",
        help="settings (default: mkdocs.yml)",
    )
    command.add_argument(
        "--workers",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes (default: the cores)",
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes; give 1 or more")
    return int(text)


def _generate(arguments: argparse.Namespace) -> int:
    from generator import build, settings

    with _Bar() as progress:
        result = build.generate(
            arguments.content,
            arguments.output,
            settings.read(arguments.config),
            workers=arguments.workers,
            progress=progress,
        )
    return _summarise(result)


def _check(arguments: argparse.Namespace) -> int:
    from generator import build, settings

    with _Bar() as progress:
        result = build.analyse(
            arguments.content, settings.read(arguments.config), workers=arguments.workers, progress=progress
        )
    return _summarise(result)


def _clean(arguments: argparse.Namespace) -> int:
    from generator import article, clean

    if not arguments.file.is_file():
        raise GeneratorError(f"{arguments.file}: no such file; name an article (.md, .txt or .html)")
    try:
        found = article.read(arguments.file, arguments.file.parent, first_seen=None)
    except ArticleError as error:
        _say(f"error: {error}")
        return SOME_SKIPPED
    print(clean.explain(found))
    return OK


def _serve(arguments: argparse.Namespace) -> int:
    from generator import serve

    return serve.serve(
        arguments.config, arguments.content, arguments.address, regenerate=lambda: _generate(arguments)
    )


def _summarise(result: object) -> int:
    from generator.build import Result

    assert isinstance(result, Result)
    for error in result.errors:
        _say(f"{'kept at its last good page' if error.path in result.kept else 'skipped'}: {error}")
    for briefing in result.briefings:
        for warning in briefing.warnings:
            _say(f"warning: {briefing.article.path}: {warning}")
    report = result.report
    if report is not None:
        for path in report.kept:
            _say(
                f"left as it is, edited by hand: {path}; move the edit elsewhere and delete the file to have "
                "it generated, or removed where its article is gone"
            )
    print(_totals(result))
    if not result.briefings and result.errors:
        return NOTHING_DONE
    return SOME_SKIPPED if result.errors or (report is not None and report.kept) else OK


def _totals(result: object) -> str:
    from generator.build import Result

    assert isinstance(result, Result)
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


def _say(message: str) -> None:
    print(message, file=sys.stderr)


class _Bar:
    """A progress bar on a terminal, nothing elsewhere; called with (articles done, articles in all)."""

    def __enter__(self) -> _Bar:
        from tqdm import tqdm

        self._bar = tqdm(unit=" articles", disable=None, leave=False, delay=1, file=sys.stderr)
        return self

    def __call__(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        self._bar.close()
