"""MkDocs' development server for the whole site: what is published beside the pages is made after each build.

Run as ``python -m generator.preview mkdocs.yml content 127.0.0.1:8000``; MkDocs loads this file as a hook
besides.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from mkdocs.commands import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import editorial, publish
from generator.errors import GeneratorError
from generator.publish import feeds, heads, ics, moved, search, twins
from generator.publish.build import add_theme, built

# Cards and the sitemap are for other sites; the policy would stop the script that reloads pages.
STEPS = (twins.files, feeds.files, ics.files, heads.files, moved.files, search.files)
CONTENT = "briefings_content"  # under extra, for the hook to know the folder


def on_config(config: MkDocsConfig) -> None:
    """Add the theme's files, as ``briefings site`` does."""
    add_theme(config)


def on_post_build(config: MkDocsConfig) -> None:
    """Publish the site that MkDocs has just built; where that fails, its pages are there without the rest."""
    try:
        said = editorial.read(Path(config.extra[CONTENT]))
        publish.publish(built(config, said), STEPS)
    except GeneratorError as error:
        logging.getLogger("mkdocs").error("%s", error)


def main(config: str, content: str, address: str) -> None:
    """Serve until interrupted, and build again whenever a page changes.

    Args:
        config: the mkdocs.yml; its own hooks run first.
        content: the folder of articles, for what editors say beside them.
        address: host and port to listen on.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s: %(message)s")
    loaded = load_config(config)
    hooks, extra = [*loaded.hooks, __file__], {**loaded.extra, CONTENT: content}
    serve.serve(config, dev_addr=address, hooks=hooks, extra=extra)


if __name__ == "__main__":
    main(*sys.argv[1:])
