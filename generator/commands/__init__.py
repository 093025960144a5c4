"""What the command line can do: one file for each command, with its name, its arguments and its run.

A command imports what it works with only when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
from typing import Protocol

from generator.commands import (
    actors,
    add,
    adopt,
    check,
    clean,
    completion,
    correct,
    diff,
    doctor,
    explain,
    generate,
    hook,
    init,
    purge,
    serve,
    site,
    topics,
)


class Command(Protocol):
    """What each of the modules gives."""

    NAME: str
    SUMMARY: str  # one sentence, for the help

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say which arguments it takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; returns the exit status, raises GeneratorError where nothing could be done."""


# In the order in which somebody meets them; the help lists them so.
COMMANDS: tuple[Command, ...] = (
    init,
    add,
    generate,
    site,
    check,
    clean,
    explain,
    diff,
    correct,
    adopt,
    purge,
    serve,
    hook,
    actors,
    topics,
    doctor,
    completion,
)
