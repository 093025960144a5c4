"""Where pages stand, and how one links to another.

Links stand in raw HTML blocks, which MkDocs leaves alone (and no Markdown extension can touch), so
they are written as the addresses that MkDocs gives the pages: relative, thus right under any sub-path.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

# First parts of a path that the site itself uses; no article may have an id that begins with one.
_OVERVIEWS = ("about", "actors", "archive", "calendar", "index", "questions", "topics")
RESERVED = frozenset(
    [
        *_OVERVIEWS,
        "404",
        "assets",
        "briefing.schema",
        "cards",
        "feed",
        "readme",
        "search",
        "sitemap",
        "templates",
    ]
)
_FOLDER_PAGES = ("index", "README")


def briefing(ident: str) -> str:
    """The Markdown file of a briefing, below the output folder."""
    return f"{ident}.md"


def actor(slug: str) -> str:
    """The Markdown file of an actor's page."""
    return f"actors/{slug}.md"


def topic(slug: str) -> str:
    """The Markdown file of a topic's page."""
    return f"topics/{slug}.md"


def month(key: str) -> str:
    """The Markdown file of a month in the archive; ``key`` is ``2025-05`` or ``undated``."""
    return f"archive/{key}.md"


def part(path: str, key: str) -> str:
    """The Markdown file of a page of a long list; ``key`` is ``2024``, or empty for the list's own page."""
    return f"{path.removesuffix('.md')}/{key}.md" if key else path


def invitation(ident: str, event: str) -> str:
    """The calendar file of one event, made when the site is built."""
    return f"{ident}/{event}.ics"


def calendar_file(path: str) -> str:
    """The calendar file that belongs to a page, made when the site is built."""
    return path.removesuffix(".md") + ".ics"


def feed_file(path: str) -> str:
    """The Atom feed that belongs to a page, made when the site is built."""
    return path.removesuffix(".md") + "/feed.xml"


def link(source: str, target: str, fragment: str = "", *, directories: bool = True) -> str:
    """The relative address of one page as seen from another.

    Args:
        source: the file that holds the link, below the output folder.
        target: the file that it leads to; anything but Markdown keeps its name.
        fragment: an item's id on the target page.
        directories: whether MkDocs makes ``page/`` of ``page.md`` (``use_directory_urls``), or ``page.html``.
    """
    here, there = _steps(source, directories), _steps(target, directories)
    address = _relative(there, here[:-1]) or "./"
    return f"{address}#{quote(fragment)}" if fragment else address


@lru_cache(maxsize=2**14)  # many pages link to the same others
def _steps(path: str, directories: bool) -> tuple[str, ...]:
    """The parts of a page's address, as a link writes them; the last is empty for a folder's own page."""
    *folders, name = quote(served(path, directories), safe="/.").split("/")
    return (*folders, "" if directories and name == "index.html" else name)


def file_link(source: str, file: str, *, directories: bool = True) -> str:
    """The relative address of a file of the site as seen from a page; it keeps its name, Markdown too.

    Args:
        source: the page's Markdown file, below the output folder.
        file: below the site's folder.
        directories: see ``link``.
    """
    return _relative(quote(file, safe="/.").split("/"), _steps(source, directories)[:-1])


def _relative(there: Sequence[str], here: Sequence[str]) -> str:
    """The way from a folder to a file, both by the parts of their paths, below the same folder."""
    shared = 0
    for one, other in zip(there[:-1], here, strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


@lru_cache(maxsize=2**14)
def served(path: str, directories: bool) -> str:
    """The file of the built site that a file of the output folder becomes.

    Args:
        path: below the output folder; anything but Markdown keeps its name.
        directories: whether every page becomes an ``index.html`` in a folder of its own.
    """
    stem, suffix = posixpath.splitext(path)
    if suffix != ".md":
        return path
    folder, name = posixpath.split(stem)
    if name in _FOLDER_PAGES:
        return posixpath.join(folder, "index.html")
    return f"{stem}/index.html" if directories else f"{stem}.html"
