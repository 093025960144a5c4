"""Which pages stand as a run rendered them, kept between runs so that they need not be rendered again.

A cache, nothing more: a page is taken to stand where its key is that of the last run, and the file on disk
has the very bytes that run gave it. Everything else is rendered.
"""

from __future__ import annotations

import json
from pathlib import Path

from generator import fingerprint, sealed

_BYTES = 16  # of the digests that are kept


class Rendered:
    """What the last run rendered.

    Args:
        file: where it is kept; None keeps nothing.
        depends: digest of what every page depends on, whatever it shows: the generator and the settings.
        memory: see ``fingerprint.files``: digests of files that were read in this run already.
        use: False knows nothing, and keeps what is rendered from now on.
    """

    def __init__(
        self,
        file: Path | None,
        depends: str = "",
        memory: fingerprint.Memory | None = None,
        *,
        use: bool = True,
    ) -> None:
        self._file, self._depends = file, depends
        self._memory: fingerprint.Memory = {} if memory is None else memory
        self._before = self._read() if use else {}
        self._now: dict[str, bytes] = {}

    def stands(self, path: str, key: str, file: Path) -> str | None:
        """The digest of a page's file, where it is what rendering would give; else None.

        Args:
            path: the page's, as it was learnt.
            key: of what it is to show.
            file: where it stands.
        """
        known = self._before.get(path)
        if known is None or not known.startswith(_short(key)):
            return None
        found = fingerprint.of_file(file, self._memory)
        if found is None or known != _short(key) + _short(found):
            return None
        self._now[path] = known
        return found

    def learn(self, path: str, key: str, digest: str) -> None:
        """Note what was rendered."""
        self._now[path] = _short(key) + _short(digest)

    def keep(self) -> None:
        """Keep it for the next run."""
        if self._file is not None and self._now != self._before:
            pages = {path: kept.hex() for path, kept in self._now.items()}
            sealed.write(self._file, json.dumps([self._depends, pages]).encode())

    def _read(self) -> dict[str, bytes]:
        body = sealed.read(self._file) if self._file else None
        if body is None:
            return {}
        depends, pages = json.loads(body)
        if depends != self._depends:
            return {}
        return {path: bytes.fromhex(kept) for path, kept in pages.items()}


def _short(digest: str) -> bytes:
    return bytes.fromhex(digest)[:_BYTES]
