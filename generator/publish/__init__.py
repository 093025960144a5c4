"""The built site → the published site: what is made from the records once MkDocs is done.

``STEPS`` run in their order. Each is given the site and yields files for it; a step's files are written
before the next step begins, so that a later one may read and change what an earlier one wrote. What
depends on every byte of a page (the search index, then the content security policy) comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from generator.publish import cards, feeds, heads, ics, moved, policy, search, sitemap, twins
from generator.publish.build import build
from generator.publish.disk import File, write
from generator.publish.site import Site

__all__ = ["STEPS", "Site", "Step", "build", "publish"]

Step = Callable[[Site], Iterable[File]]

STEPS: tuple[Step, ...] = (
    twins.files,
    feeds.files,
    ics.files,
    cards.files,
    heads.files,
    moved.files,
    sitemap.files,
    search.files,
    policy.files,
)


def publish(site: Site, steps: Sequence[Step] = STEPS) -> None:
    """Run the steps over a site that MkDocs has built.

    Args:
        site: what ``build`` returned.
        steps: which ones; the local preview leaves some out.

    Raises:
        GeneratorError: where a file cannot be written.
    """
    for step in steps:
        write(site.folder, step(site))
