"""MkDocs' development server with a search: the index is made again after each of its builds.

Run as ``python -m generator.preview mkdocs.yml 127.0.0.1:8000``; MkDocs loads this file as a hook besides.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from mkdocs.commands import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import search
from generator.publish import disk


def on_post_build(config: MkDocsConfig) -> None:
    """Make the search index of the site that MkDocs has just built."""
    site = Path(config.site_dir)
    disk.write(site, search.files(site))


def main(config: str, address: str) -> None:
    """Serve until interrupted, and build again whenever a page changes.

    Args:
        config: the mkdocs.yml; its own hooks run first.
        address: host and port to listen on.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s: %(message)s")
    hooks = [*load_config(config).hooks, __file__]
    serve.serve(config, dev_addr=address, hooks=hooks)


if __name__ == "__main__":
    main(*sys.argv[1:])
