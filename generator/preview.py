"""MkDocs' development server for the whole site: what is published beside the pages is made after each build.

Run as ``python -m generator.preview mkdocs.yml content 127.0.0.1:8000 wrong.json``; MkDocs loads this file
as a hook besides.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from mkdocs.commands import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from generator import editorial, publish
from generator.errors import GeneratorError
from generator.publish import feeds, heads, ics, moved, search, twins
from generator.publish.build import add_theme, built

# Cards and the sitemap are for other sites; the policy would stop the script that reloads pages.
STEPS = (twins.files, feeds.files, ics.files, heads.files, moved.files, search.files)
CONTENT = "briefings_content"  # under extra, for the hook to know the folder
WRONG = "briefings_wrong"  # the file that says what is wrong; the theme shows it above every page


def on_config(config: MkDocsConfig) -> None:
    """Add the theme's files, as ``briefings site`` does, and what is wrong for the theme to show."""
    add_theme(config)
    config.extra["briefings_messages"] = json.loads(Path(config.extra[WRONG]).read_text(encoding="utf-8"))


def on_serve(server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Build again where something else is wrong, or no longer."""
    server.watch(config.extra[WRONG])
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Publish the site that MkDocs has just built; where that fails, its pages are there without the rest."""
    try:
        said = editorial.read(Path(config.extra[CONTENT]))
        publish.publish(built(config, said), STEPS)
    except GeneratorError as error:
        # Not by MkDocs' own logger: where the settings are strict, an error there leaves the server stuck.
        logging.getLogger(__name__).error("%s", error)


def main(config: str, content: str, address: str, wrong: str) -> None:
    """Serve until interrupted, and build again whenever a page changes.

    Args:
        config: the mkdocs.yml; its own hooks run first.
        content: the folder of articles, for what editors say beside them.
        address: host and port to listen on.
        wrong: the file in which ``serve`` notes what is wrong, as a JSON list of lines.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s: %(message)s")
    loaded = load_config(config)
    hooks, extra = [*loaded.hooks, __file__], {**loaded.extra, CONTENT: content, WRONG: wrong}
    serve.serve(config, dev_addr=address, hooks=hooks, extra=extra)


if __name__ == "__main__":
    main(*sys.argv[1:])
