"""``briefings clean``: an article as extraction reads it."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.commands.terminal import OK, SOME_SKIPPED, say
from generator.errors import ArticleError, GeneratorError

NAME = "clean"
SUMMARY = "Print an article as extraction reads it, then what cleaning dropped and why."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which article."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an article: .md, .txt or .html")


def run(arguments: argparse.Namespace) -> int:
    """Print it."""
    from generator import article, clean

    if not arguments.file.is_file():
        raise GeneratorError(f"{arguments.file}: no such file; name an article (.md, .txt or .html)")
    try:
        found = article.read(arguments.file, arguments.file.parent, first_seen=None)
    except ArticleError as error:
        say(f"error: {error}")
        return SOME_SKIPPED
    print(clean.explain(found))
    return OK
