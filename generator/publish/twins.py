"""Each page's own Markdown beside it: MkDocs copies every kind of file but that one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish.disk import File
from generator.publish.site import Site
from generator.render import paths


def files(site: Site) -> Iterator[File]:
    """The Markdown of each briefing; its JSON twin is there already."""
    for briefing in site.index.briefings:
        path = paths.briefing(briefing.id)
        yield path, (site.docs / path).read_bytes()
