"""The built site → its search index, which a reader's browser asks piece by piece.

The index is Pagefind's: the words of all pages in small files, of which a search fetches the few that it
needs. It is made from the built pages, so that what a reader can see is what is found, however a page came
to be; ``entries`` tells how pages mark what can be found.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.search import engine, entries, records
from generator.search.entries import FoundPage

FOLDER = "pagefind"  # below the site; the theme's scripts look for it there


def files(site: Path) -> Iterator[tuple[str, bytes | None]]:
    """Make the search index of a built site; the same pages give the same files, byte for byte.

    Args:
        site: the folder that MkDocs built.

    Yields:
        Paths below the site and what they are to hold; None for a file of an earlier index.

    Raises:
        GeneratorError: where Pagefind is missing or fails.
    """
    pages = entries.of_site(site)
    made = dict(_made(pages)) if pages else {}
    yield from made.items()
    earlier = (path.relative_to(site).as_posix() for path in _below(site / FOLDER))
    yield from ((path, None) for path in earlier if path not in made)


def _made(pages: Sequence[FoundPage]) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as temporary:
        source, target = Path(temporary) / "records", Path(temporary) / FOLDER
        for path, text in records.of_pages(pages):
            file = source / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        engine.run(source, target)
        yield from ((path.relative_to(temporary).as_posix(), path.read_bytes()) for path in _below(target))


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
