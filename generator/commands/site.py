"""``briefings site``: articles → the finished site, in one command."""

from __future__ import annotations

import argparse

from generator.commands import generate
from generator.commands.options import add_path
from generator.commands.terminal import NOTHING_DONE, Bar, following, say

NAME = "site"
SUMMARY = "Generate the pages, build the site with MkDocs, and add what is made from both."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the articles are, where the pages go, and where the site goes."""
    generate.add_folders(parser)
    add_path(parser, "--site", "site", "where the site goes")


def run(arguments: argparse.Namespace) -> int:
    """Generate, build, publish; the status of generating, where the rest went well."""
    from generator import editorial, publish

    status = generate.run(arguments)
    if status != NOTHING_DONE:
        said = editorial.read(arguments.content)
        with Bar("steps", "pages") as progress:
            built = publish.build(arguments.config, arguments.output, arguments.site, said, progress)
        publish.publish(built, follow=following)
        say(f"the site is in {arguments.site}; 'briefings serve' shows it, any web server can publish it")
    return status
