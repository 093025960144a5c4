"""Arguments that several commands take."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Where the articles and the settings are, and how many processes may work."""
    add_path(parser, "--content", "content", "the articles")
    add_path(parser, "--config", "mkdocs.yml", "settings", metavar="FILE")
    parser.add_argument(
        "--workers",
        type=positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes (default: the cores)",
    )


def add_path(
    parser: argparse.ArgumentParser, flag: str, default: str, what: str, *, metavar: str = "DIR"
) -> None:
    """A path with a default that the help names."""
    parser.add_argument(
        flag, type=Path, default=Path(default), metavar=metavar, help=f"{what} (default: {default})"
    )


def positive(text: str) -> int:
    """A whole number of 1 or more, as argparse reads it."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number; give 1 or more")
    return int(text)
