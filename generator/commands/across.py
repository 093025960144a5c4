"""What commands about all briefings share: the index made from what was last generated."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator.commands.options import add_path
from generator.errors import GeneratorError

if TYPE_CHECKING:
    from generator.crossindex import SiteIndex


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the editors' files and the generated pages are, and for whom the answer is."""
    add_path(parser, "--content", "content", "the articles, with actors.yml and topics.yml")
    add_path(parser, "--output", "briefings", "the generated pages")
    parser.add_argument("--json", action="store_true", help="answer as JSON, for programs")


def index(arguments: argparse.Namespace) -> SiteIndex:
    """Index the JSON twins with what the editors' files say now; quick, since no article is analysed.

    Raises:
        GeneratorError: where nothing was generated yet, or an editor's file has a fault.
    """
    from generator import crossindex, editorial
    from generator.publish.build import read_twins

    said = editorial.read(arguments.content)
    briefings = read_twins(arguments.output) if arguments.output.is_dir() else []
    if not briefings:
        raise GeneratorError(f"{arguments.output}: no briefings here; run 'briefings generate' first")
    return crossindex.build(briefings, said)
