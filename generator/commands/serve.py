"""``briefings serve``: a local preview that follows every saved article."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands import generate
from generator.commands.options import add_run_options
from generator.commands.terminal import show

if TYPE_CHECKING:
    from generator.standing import Told

NAME = "serve"
SUMMARY = "Generate, serve the site locally, and generate again whenever an article changes."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the articles are, and where to listen."""
    add_run_options(parser)
    parser.add_argument(
        "--output", type=Path, default=Path("briefings"), metavar="DIR", help=argparse.SUPPRESS
    )
    parser.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="default: 127.0.0.1:8000"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from generator import reading, serve

    reading.keep_loaded()

    def regenerate() -> Told:
        told, _ = generate.bring(arguments)
        show(told)
        return told

    return serve.serve(arguments.config, arguments.content, arguments.address, regenerate=regenerate)
