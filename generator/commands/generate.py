"""``briefings generate``: articles → Markdown pages and their JSON twins."""

from __future__ import annotations

import argparse

from generator.commands.options import add_path, add_run_options
from generator.commands.terminal import Bar, summarise

NAME = "generate"
SUMMARY = "Read the articles, write Markdown pages and their JSON twins."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the articles are, and where the pages go."""
    add_run_options(parser)
    add_path(parser, "--output", "briefings", "where the pages go")


def run(arguments: argparse.Namespace) -> int:
    """Generate, and say what was done."""
    from generator import build, settings

    with Bar() as progress:
        result = build.generate(
            arguments.content,
            arguments.output,
            settings.read(arguments.config),
            workers=arguments.workers,
            progress=progress,
        )
    return summarise(result)
