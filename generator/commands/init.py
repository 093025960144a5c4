"""``briefings init``: a site of one's own, new or beside an MkDocs project."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from generator.commands.terminal import OK, say

NAME = "init"
SUMMARY = (
    "Start a site: a folder with settings, an example article and workflows; also beside an MkDocs site."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and what it is called."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="the folder (default: this one)"
    )
    parser.add_argument("--name", metavar="TEXT", help="the site's name (default: the folder's)")


def run(arguments: argparse.Namespace) -> int:
    """Write what is missing, and say what comes next."""
    from generator import scaffold

    chosen = scaffold.plan(arguments.folder, arguments.name)
    written, left = scaffold.write(chosen)
    for path in written:
        print(f"written: {arguments.folder / path}")
    for path in left:
        say(f"left as it is, it was there: {arguments.folder / path}")
    for note in chosen.notes:
        say(f"note: {note}")
    print("\nNext:")
    for command in _next(arguments.folder, chosen):
        print(f"  {command}")
    return OK


def _next(folder: Path, chosen: object) -> list[str]:
    from generator import scaffold

    assert isinstance(chosen, scaffold.Plan)
    beside = chosen.config == scaffold.BESIDE
    arguments = f" --config {chosen.config}" if beside else ""
    enter = [] if folder == Path() else [f"cd {shlex.quote(str(folder))}"]
    build = ["mkdocs build"] if beside else []
    return [
        *enter,
        *build,
        f"briefings site{arguments}{f' --site {chosen.site}' if beside else ''}",
        f"briefings serve{arguments}",
        "briefings add https://news.example/talks",
        "git init && briefings hook install",
    ]
