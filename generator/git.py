"""What git knows of a folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_LOCAL = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
)


def answer(folder: Path, *command: str, given: bytes | None = None) -> bytes | None:
    """What git answers about a folder, None where there is no git, no repository, no commit.

    Args:
        given: what is written to its standard input.
    """
    # A hook runs with variables that would have git take this folder for the repository's root.
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    return _run(["git", "-c", "core.quotePath=false", "-C", str(folder), *command], environment, given)


def not_staged(folder: Path) -> list[str] | None:
    """Files below a folder that the next commit would not hold as they are; None outside of a repository.

    Inside of a hook it is the commit in the making that counts, so git's variables stay as they are.

    Args:
        folder: relative to the current folder, or absolute.
    """
    asked = ("-c", "core.quotePath=false")
    changed = _run(["git", *asked, "diff", "-z", "--name-only", "--", str(folder)], None, None)
    new = _run(
        ["git", *asked, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", str(folder)],
        None,
        None,
    )
    if changed is None or new is None:
        return None
    return sorted(name.decode("utf-8", "replace") for name in (changed + new).split(b"\0") if name)


def _run(command: list[str], environment: dict[str, str] | None, given: bytes | None) -> bytes | None:
    try:
        done = subprocess.run(command, env=environment, input=given, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
