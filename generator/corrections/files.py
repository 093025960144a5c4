"""Files of corrections on disk."""

from __future__ import annotations

import difflib
from pathlib import Path

from generator import store
from generator.errors import GeneratorError


def difference(path: Path, before: str, after: str) -> str:
    """What a change of the file comes to, for an editor to read."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, fromfile=str(path), tofile=str(path), n=2))


def save(path: Path, text: str) -> None:
    """Write a file of corrections whole; one that says nothing is removed.

    Raises:
        GeneratorError: where it cannot be written.
    """
    try:
        if text.strip():
            store.write_whole(path.parent, path.name, text)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise GeneratorError(f"{path}: cannot be removed: {error.strerror}") from error
