"""The files below the content folder: which of them are articles, and the bytes of one.

Light to import: a run that finds nothing to do needs no more than this.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NoReturn

from generator.errors import ArticleError, GeneratorError
from generator.intake import decoding

SUFFIXES = frozenset((".md", ".txt", ".html"))


def discover(content: Path) -> list[Path]:
    """List the article files below a folder, in the order of their relative paths.

    Hidden files and folders are passed over, linked folders are not entered. Whatever else has an
    article's suffix is listed, so that ``take`` says why it cannot be used.

    Raises:
        GeneratorError: a folder cannot be listed; without it, its articles would count as deleted.
    """
    found: list[Path] = []
    for folder, folders, files in os.walk(content, onerror=_unlisted):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        found += [here / name for name in files if _is_article(name)]
    return sorted(found, key=lambda path: path.relative_to(content).as_posix())


def _unlisted(error: OSError) -> NoReturn:
    why = f"{error.filename}: cannot be listed: {error.strerror}; make the folder readable, or move it away"
    raise GeneratorError(why) from error


def _is_article(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def name_of(path: Path, content: Path) -> str:
    """The path as records and messages have it: text that can be written, whatever its bytes are."""
    name = path.relative_to(content).as_posix() if path.is_relative_to(content) else path.name
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def take(path: Path, content: Path) -> bytes:
    """The bytes of an article's file.

    Args:
        path: the file, below ``content``. A link may stay inside the folder; a pipe, a device or a folder
            is no file to read.
        content: the content folder.

    Raises:
        ArticleError: it is no ordinary file, has gone since it was listed, cannot be read or is too large.
    """
    name = name_of(path, content)
    try:
        real = path.resolve(strict=True)
        kind = real.stat().st_mode
    except (OSError, RuntimeError) as error:
        raise ArticleError(name, None, "no such file, or a link that leads nowhere") from error
    if path.is_symlink() and not real.is_relative_to(content.resolve()):
        raise ArticleError(name, None, "a link out of the content folder; put the file itself there")
    if not stat.S_ISREG(kind):
        raise ArticleError(name, None, "not an ordinary file; an article is a .md, .txt or .html text file")
    return decoding.read(path, name)
