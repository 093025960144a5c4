"""(path, bytes) → the site's folder, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator import atomic
from generator.errors import GeneratorError

File = tuple[str, bytes | None]  # a path below the site's folder; None takes the file away


def write(folder: Path, files: Iterable[File]) -> None:
    """Write files as they come.

    Args:
        folder: the site's.
        files: paths with forward slashes, and what they are to hold.

    Raises:
        GeneratorError: where a path leads out of the folder, or a file cannot be written.
    """
    root = folder.resolve()
    for path, content in files:
        target = folder / path
        real = target.resolve()
        if not real.is_relative_to(root) or real == root:
            raise GeneratorError(f"{path!r} leads out of {folder}; a right path is 2025/talks.md")
        try:
            if content is None:
                target.unlink(missing_ok=True)
            else:
                atomic.replace(target, content)
        except OSError as error:
            raise GeneratorError(f"{target}: cannot be written: {error.strerror}") from error
