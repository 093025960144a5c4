"""The histories of all briefings, each read when it is first asked for: most are never looked at in a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from generator.history import lines
from generator.history.records import Past
from generator.shelf import Shelved

SUFFIX = ".jsonl"


class Pasts(MutableMapping[str, Past]):
    """Histories by the briefing's id."""

    def __init__(self) -> None:
        self._read: Shelved[Past] = Shelved()
        self._unread: dict[str, Mapping[str, str]] = {}  # where its text stands, by its path

    def copy(self) -> Pasts:
        """The same histories, to be changed by themselves."""
        other = Pasts()
        other._read, other._unread = self._read.copy(), dict(self._unread)
        return other

    def put_unread(self, ident: str, texts: Mapping[str, str]) -> None:
        """Put a history that stands in ``texts`` as a text that can be read and has a version."""
        self._read.pop(ident, None)
        self._unread[ident] = texts

    def has_versions(self, ident: str) -> bool:
        """Whether there is a history that tells of a version; quick to say."""
        return ident in self._unread or (ident in self._read and bool(self._read[ident].versions))

    def __getitem__(self, ident: str) -> Past:
        if ident in self._unread:
            self._read[ident] = lines.read(self._unread.pop(ident)[ident + SUFFIX], ident)
        return self._read[ident]

    def __setitem__(self, ident: str, past: Past) -> None:
        self._unread.pop(ident, None)
        self._read[ident] = past

    def __delitem__(self, ident: str) -> None:
        if self._unread.pop(ident, None) is None:
            del self._read[ident]

    def __contains__(self, ident: Any) -> bool:
        return ident in self._unread or ident in self._read

    def __iter__(self) -> Iterator[str]:
        yield from [*self._read, *self._unread]

    def __len__(self) -> int:
        return len(self._read) + len(self._unread)
