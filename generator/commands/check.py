"""``briefings check``: what is wrong with the articles, without writing anything."""

from __future__ import annotations

import argparse

from generator.commands.options import add_run_options
from generator.commands.terminal import Bar, summarise

NAME = "check"
SUMMARY = "Read and condense everything, report what is wrong, write nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the articles are."""
    add_run_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Analyse, and say what was found."""
    from generator import build, settings

    with Bar() as progress:
        result = build.check(
            arguments.content, settings.read(arguments.config), workers=arguments.workers, progress=progress
        )
    return summarise(result)
