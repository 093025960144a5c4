"""``briefings adopt``: a generated file that somebody edited → corrections that say the same."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.commands.options import add_path
from generator.commands.terminal import OK, SOME_SKIPPED, say

NAME = "adopt"
SUMMARY = "Turn edits by hand of a briefing's page or JSON twin into corrections, and tell which cannot be."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the edited file, as in briefings/2025/talks.md"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    add_path(parser, "--content", "content", "the articles")
    add_path(parser, "--output", "briefings", "the generated pages")
    add_path(parser, "--config", "mkdocs.yml", "settings", metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """Write the corrections; the file goes where they say all that was edited in it."""
    from generator import settings
    from generator.corrections import files
    from generator.corrections.adopting.adopt import adopt

    found = adopt(arguments.file, arguments.content, arguments.output, settings.read(arguments.config))
    print(files.difference(found.path, found.before, found.after), end="")
    for words in found.left:
        say(f"not turned into a correction: {words}")
    if arguments.dry_run:
        say("nothing was written")
        return SOME_SKIPPED if found.left else OK
    if found.after != found.before:
        files.save(found.path, found.after)
        say(f"{found.path}: written")
    if found.left:
        say(f"{arguments.file}: left as it is; move the rest elsewhere and delete it to have it generated")
        return SOME_SKIPPED
    arguments.file.unlink()
    say(f"{arguments.file}: all of the edit is a correction now; run 'briefings generate' to have it back")
    return OK
