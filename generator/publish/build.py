"""MkDocs, strict, in this process: the generated pages → the built site."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from generator import crossindex, history, settings
from generator.editorial import Editorial
from generator.errors import GeneratorError
from generator.model import Briefing
from generator.publish.site import Site
from generator.render import from_json

Progress = Callable[[int, int], None]
THEME = Path(__file__).parents[1] / "theme"
STYLES = "assets/briefings/site.css"  # put together from its parts by MkDocs


class _NoSettings(Config):
    """A plugin has settings; this one none."""


class _Pages(BasePlugin[_NoSettings]):
    """Tells how many pages are built: each is rendered, and written."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress, self._done, self._total = progress, 0, 0

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> None:
        self._total = 2 * len(files.documentation_pages())

    def on_page_content(self, html: str, /, **_: object) -> None:
        self._count()

    def on_post_page(self, output: str, /, **_: object) -> None:
        self._count()

    def _count(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def build(
    config: Path,
    docs: Path,
    folder: Path,
    said: Editorial | None = None,
    progress: Progress | None = None,
) -> Site:
    """Build the site, and read back what it is made of.

    Args:
        config: the mkdocs.yml.
        docs: the generated pages; takes the place of its ``docs_dir``.
        folder: where the site goes; takes the place of its ``site_dir``.
        said: what editors say about actors and topics; the pages were generated with it.
        progress: called with how much is done, and how much there is to do.

    Raises:
        GeneratorError: where MkDocs stops, or warns.
    """
    settings.read(config)  # a fault there is told before anything is built
    with _messages():
        try:
            loaded = load_config(
                str(config), docs_dir=str(docs.resolve()), site_dir=str(folder.resolve()), strict=True
            )
            add_theme(loaded)
            if progress:
                loaded.plugins["briefings_progress"] = _Pages(progress)
            loaded.plugins.on_startup(command="build", dirty=False)
            mkdocs_build.build(loaded)
            loaded.plugins.on_shutdown()
        except (Abort, MkDocsException) as error:
            raise GeneratorError(f"{config}: the site was not built: {error.format_message()}") from error
    return built(loaded, said)


def built(loaded: MkDocsConfig, said: Editorial | None = None) -> Site:
    """The site that MkDocs has built from a configuration; see ``build``."""
    docs, config = Path(loaded.docs_dir), Path(loaded.config_file_path)
    url = str(loaded.site_url or "")
    return Site(
        docs=docs,
        folder=Path(loaded.site_dir),
        index=crossindex.build(read_twins(docs), said),
        settings=settings.read(config),
        history=history.read(docs),
        name=str(loaded.site_name),
        description=str(loaded.site_description or ""),
        url=url if not url or url.endswith("/") else f"{url}/",
        language=str(loaded.theme.get("language") or "en"),
        cache=config.resolve().parent / ".cache",
    )


def read_twins(docs: Path) -> list[Briefing]:
    """The briefings that stand in a folder of generated pages, in the order of their ids."""
    found = []
    for path in sorted(docs.rglob("*.json")):
        try:
            briefing = from_json(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # another kind of JSON: the schema, an editor's own file
        if briefing.id == path.relative_to(docs).with_suffix("").as_posix():
            found.append(briefing)
    return sorted(found, key=lambda briefing: briefing.id)


def add_theme(loaded: MkDocsConfig) -> None:
    """Our theme's files between the site's own and Material's, also where only the package is there."""
    dirs: list[str] = loaded.theme.dirs
    if THEME.resolve() not in [Path(folder).resolve() for folder in dirs]:
        dirs.insert(1 if loaded.theme.custom_dir else 0, str(THEME))
    loaded.theme.static_templates.add(STYLES)


@contextmanager
def _messages() -> Iterator[None]:
    """Show what MkDocs warns of."""
    logger, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
