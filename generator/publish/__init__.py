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

Following = Callable[[str, Iterable[File], int | None], Iterable[File]]

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
# What a step makes, for who waits for it; those that take no time are not named.
LABELS: dict[Step, str] = {
    cards.files: "pictures",
    heads.files: "page heads",
    search.files: "search index",
    policy.files: "security policy",
}


def publish(site: Site, steps: Sequence[Step] = STEPS, follow: Following | None = None) -> None:
    """Run the steps over a site that MkDocs has built.

    Args:
        site: what ``build`` returned.
        steps: which ones; the local preview leaves some out.
        follow: given a label, a step's files as they come, and how many there will be where that is known;
            hands the files on.

    Raises:
        GeneratorError: where a file cannot be written.
    """
    expected: dict[Step, int] = {cards.files: len(site.index.briefings) + 1}
    for step in steps:
        files = step(site)
        if follow and step in LABELS:
            files = follow(LABELS[step], files, expected.get(step))
        write(site.folder, files)
