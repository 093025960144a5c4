"""Digests of what a run depends on: files, the generator with its weights and libraries.

SHA-256 throughout, so that equal digests mean equal bytes. Light to import, see ``intake.discovery``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
# Parts of the package that have no share in what is read in an article, or in what a page says.
NOT_PAGES = frozenset(("adding", "commands", "fetch", "publish", "search", "theme", "__pycache__"))
NOT_READING = NOT_PAGES | {"corrections", "crossindex", "editorial", "history", "render"}
# Libraries whose release can show in a page.
LIBRARIES = (
    "spacy",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "nh3",
    "py3langid",
    "lxml",
    "markdown-it-py",
    "jinja2",
    "markupsafe",
    "pyyaml",
)


def of(*values: Any) -> str:
    """The digest of plain values: whatever JSON can hold."""
    return of_bytes(json.dumps(values, ensure_ascii=True, sort_keys=True).encode())


def of_bytes(data: bytes) -> str:
    """The digest of bytes."""
    return hashlib.sha256(data).hexdigest()


def of_reading(model: str | None, largest: int) -> str:
    """The digest of all that decides what is read in an article, but the article.

    Args:
        model: another language pipeline than the one shipped, as the settings name it.
        largest: the setting of that name.
    """
    return of(_package(NOT_READING), _libraries(), _model(model), largest)


def of_pages(settings: object, model: str | None) -> str:
    """The digest of all that decides what pages say, but the content folder and the history."""
    return of(_package(NOT_PAGES), _libraries(), _model(model), repr(settings))


Memory = dict[str, tuple[bytes, str]]  # path → what stat said when it was read, and its digest


def files(
    folder: Path, leave_out: Collection[str] = (), memory: Memory | None = None
) -> Iterator[tuple[str, str]]:
    """The files below a folder as (relative path with forward slashes, digest), in the order of paths.

    Args:
        folder: need not exist.
        leave_out: names of folders that are not entered.
        memory: of this process; a file that was not written since it was read is not read again.

    Raises:
        OSError: a file or folder cannot be read.
    """
    memory = {} if memory is None else memory
    cut = len(os.path.join(os.fspath(folder), ""))
    for path in sorted(_paths(os.fspath(folder), leave_out)):
        digest = of_file(path, memory)
        if digest is not None:  # not gone since it was listed
            yield path[cut:].replace(os.sep, "/"), digest


def of_file(path: str | os.PathLike[str], memory: Memory) -> str | None:
    """The digest of a file; None where there is none.

    Args:
        memory: see ``files``.

    Raises:
        OSError: it cannot be read.
    """
    name = os.fspath(path)
    try:
        found = os.stat(name)
        # As bytes: four numbers would take three times the memory, for each page of a site
        seen = b"%d %d %d %d" % (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        if name not in memory or memory[name][0] != seen:
            with open(name, "rb") as file:
                memory[name] = seen, of_bytes(file.read())
    except (FileNotFoundError, NotADirectoryError):
        return None
    return memory[name][1]


def _paths(folder: str, leave_out: Collection[str]) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in leave_out:
                yield from _paths(entry.path, leave_out)
        elif entry.is_file():  # no pipe, which would never end
            yield entry.path


_package_memory: Memory = {}


def _package(leave_out: Collection[str]) -> list[list[str]]:
    return [[path, digest] for path, digest in files(PACKAGE, leave_out, _package_memory)]


def _libraries() -> list[str]:
    return [f"{name} {_version(name)}" for name in LIBRARIES]


def _model(name: str | None) -> list[Any]:
    if name is None:
        return []
    folder = [[path, digest] for path, digest in files(Path(name))]
    return [name, folder or _version(name)]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
