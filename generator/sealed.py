"""Files of the cache: each begins with a digest of the rest, and one that is damaged is no file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from generator import atomic, fingerprint


def read(path: Path) -> bytes | None:
    """What was written; None where nothing is there, or not what was written."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if digest == fingerprint.of_bytes(body).encode() else None


def write(path: Path, body: bytes) -> None:
    """Write a file whole; a cache that cannot be written is no error."""
    with suppress(OSError):
        atomic.replace(path, f"{fingerprint.of_bytes(body)}\n".encode() + body)
