"""What was read in articles, kept between runs so that it need not be read again: a cache, nothing more.

Each reading is a file named after the fingerprint of all that it depends on, and begins with a digest of
the rest. One that is missing or damaged is not used, and the article is read again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from generator import fingerprint, plain, sealed
from generator.model import Article, Briefing
from generator.reading import Outcome, Source, asks_when_seen

SPARE = 200  # readings that this run did not use and that stay: another branch may have their articles


class Readings:
    """The kept readings.

    Args:
        folder: where they are; None keeps nothing.
        depends: digest of all that decides what is read in an article, but the article.
        use: False knows nothing, and keeps what is read from now on.
    """

    def __init__(self, folder: Path | None, depends: str = "", *, use: bool = True) -> None:
        self._folder, self._depends, self._use = folder, depends, use
        self._used: dict[str, str] = {}  # name → digest of what stands there

    def digest(self, path: str, data: bytes) -> str | None:
        """The digest of what was got or put for such a file; None where nothing is kept of it."""
        return self._used.get(self._name(path, data))

    def get(self, path: str, data: bytes, first_seen: Callable[[], date | None]) -> Outcome | None:
        """What was read in a file of this name and these bytes; None where that is not known.

        Args:
            path, data: see ``reading.Source``.
            first_seen: tells the day of the first commit that holds the file; dear, so asked only if needed.
        """
        if self._folder is None or not self._use:
            return None
        name = self._name(path, data)
        try:
            body = sealed.read(self._folder / name)
            found = _unpacked(json.loads(body), first_seen) if body is not None else None
        except (ValueError, TypeError):
            return None
        if body is not None:
            self._used[name] = fingerprint.of_bytes(body)
        return found

    def seems_known(self, path: str, data: bytes) -> bool:
        """Whether something is kept of such a file: quick to say, though ``get`` may find it of no use."""
        return self.has(path, fingerprint.of_bytes(data))

    def has(self, path: str, digest: str) -> bool:
        """The same, of a file whose bytes have that digest."""
        if self._folder is None or not self._use:
            return False
        return os.path.isfile(os.path.join(self._folder, self._named(path, digest)))

    def put(self, source: Source, outcome: Outcome) -> None:
        """Keep a reading. Errors are not kept, and a cache that cannot be written is no error."""
        if self._folder is None or not isinstance(outcome, (Briefing, Article)):
            return
        body = json.dumps(_packed(outcome, source.first_seen)).encode()
        name = self._name(source.path, source.data)
        self._used[name] = fingerprint.of_bytes(body)
        sealed.write(self._folder / name, body)

    def sweep(self) -> None:
        """Remove readings that were not used since this was made, but for some to spare."""
        if self._folder is None:
            return
        try:
            unused = [path for path in sorted(self._folder.iterdir()) if path.name not in self._used]
            for path in unused[: max(0, len(unused) - max(SPARE, len(self._used)))]:
                path.unlink(missing_ok=True)
        except OSError:
            return

    def _name(self, path: str, data: bytes) -> str:
        return self._named(path, fingerprint.of_bytes(data))

    def _named(self, path: str, digest: str) -> str:
        return fingerprint.of(self._depends, path, digest)[:40]


def _packed(outcome: Briefing | Article, first_seen: date | None) -> list[Any]:
    kind = "briefing" if isinstance(outcome, Briefing) else "draft"
    return [kind, [_iso(first_seen)] if asks_when_seen(outcome) else [], plain.packed(outcome)]


def _unpacked(value: list[Any], first_seen: Callable[[], date | None]) -> Outcome | None:
    kind, seen, record = value
    if seen and seen != [_iso(first_seen())]:
        return None
    return plain.unpacked(Briefing, record) if kind == "briefing" else plain.unpacked(Article, record)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
