"""Files written whole or not at all, and the traces of runs that were killed while writing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PREFIX, SUFFIX = ".briefings-", ".part"  # of a file in the making; it stands beside the one it becomes


def replace(path: Path, content: bytes) -> None:
    """Write the whole content or nothing: a reader never sees half a file.

    Raises:
        OSError: it cannot be written; what stood there still does.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def is_trace(name: str) -> bool:
    """Whether a file of that name is one in the making, left where a run was killed."""
    return name.startswith(PREFIX) and name.endswith(SUFFIX)


def sweep(folder: Path) -> None:
    """Remove such files below a folder; no other run may be at work there.

    Raises:
        OSError: one cannot be removed.
    """
    for parent, _, names in os.walk(folder):
        for name in filter(is_trace, names):
            Path(parent, name).unlink(missing_ok=True)
