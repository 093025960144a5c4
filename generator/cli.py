"""The command line: which command is meant, and its exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from generator import __version__
from generator.commands import COMMANDS
from generator.commands.terminal import EXIT_STATUS, INTERRUPTED, NOTHING_DONE, OK, say
from generator.errors import GeneratorError
from generator.nearest import nearest


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments without the program's name; None for those of the process.

    Returns:
        The exit status: 0 all well, 1 some articles skipped, 2 nothing could be done,
        130 stopped by Ctrl-C.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    if not given:
        parser().print_help()
        return NOTHING_DONE
    if guess := _meant(given[0]):
        say(f"error: no command {given[0]!r}; {guess}")
        return NOTHING_DONE
    arguments = parser().parse_args(given)
    try:
        return int(arguments.run(arguments))
    except GeneratorError as error:
        say(f"error: {error}")
    except KeyboardInterrupt:
        say("stopped; pages already written are whole, run again to finish")
        return INTERRUPTED
    except BrokenPipeError:  # as in: briefings diff | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return NOTHING_DONE


def _meant(word: str) -> str | None:
    """What to say of a first word that is no command; None where it is one, or an option."""
    names = [command.NAME for command in COMMANDS]
    if word in names or word.startswith("-"):
        return None
    near = nearest(word, names)
    return f"did you mean {' or '.join(near)}?" if near else "'briefings --help' lists them"


def parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    parser = argparse.ArgumentParser(
        prog="briefings",
        description="Condense articles into structured briefings for a static site.",
        epilog=EXIT_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefings {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(
            command.NAME,
            help=command.SUMMARY,
            description=command.SUMMARY,
            epilog=EXIT_STATUS,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(one)
        one.set_defaults(run=command.run)
    return parser
