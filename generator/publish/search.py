"""The search index, made of the pages as they stand when all other steps are done."""

from __future__ import annotations

from collections.abc import Iterator

from generator import search
from generator.publish.disk import File
from generator.publish.site import Site


def files(site: Site) -> Iterator[File]:
    """The index below ``pagefind/``, see ``generator.search``."""
    yield from search.files(site.folder)
