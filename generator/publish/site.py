"""What every step is given: the folders, the records, and where the site will stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from generator.crossindex import SiteIndex
from generator.history import History
from generator.render import paths
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """A built site.

    Attributes:
        docs: the generated pages and their JSON twins.
        folder: what MkDocs made of them.
        index: made from the twins, so that nothing is published that a page does not show.
        history: what earlier versions of the briefings said, as it stands beside the pages.
        name: the site's name.
        description: one line about it; may be empty.
        url: where it will stand, with a slash at its end; empty where that is not known.
        language: the pages' own language, ISO 639-1.
        cache: a folder for what is dear to make and the same every time.
    """

    docs: Path
    folder: Path
    index: SiteIndex
    settings: Settings
    history: History
    name: str
    description: str
    url: str
    language: str
    cache: Path

    def address(self, path: str, fragment: str = "", *, seen_from: str = "index.md") -> str:
        """The complete address of a file; where the site's own is not known, one relative to a page.

        Args:
            path: below ``docs``, as in ``2025/talks.md``, or below ``folder``, as in ``feed.xml``.
            fragment: an item's id on the page.
            seen_from: the page or file that will hold the address.
        """
        directories = self.settings.use_directory_urls
        seen_from = "index.md" if self.url else seen_from
        relative = paths.link(seen_from, path, fragment, directories=directories)
        return urljoin(self.url, relative) if self.url else relative

    def served(self, path: str) -> str:
        """The file of the built site that a generated file becomes."""
        return paths.served(path, self.settings.use_directory_urls)

    def sources(self) -> Iterator[str]:
        """The generated pages, as paths below ``docs``, in a fixed order."""
        yield from sorted(path.relative_to(self.docs).as_posix() for path in self.docs.rglob("*.md"))

    def pages(self) -> Iterator[str]:
        """The HTML files of the site, as paths below its folder, in a fixed order."""
        yield from sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
