"""What stands on disk before a run, and whether there is anything to do. Light to import.

Two things tell that there is nothing to do. What the last run on this machine left, kept in the cache
together with what it told: when all files are as it left them, it is told again. And
``.inputs.json``, committed beside the pages: the digests of all that they were made from, by which a
clone knows, without making them again, that they are what the articles give.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import atomic, fingerprint, git, store
from generator.intake.discovery import SUFFIXES

INPUTS = ".inputs.json"
HISTORY = ".history/"
EDITORS = (".yml",)  # actors.yml, topics.yml, corrections


@dataclass(frozen=True, slots=True)
class Standing:
    """Digests of everything that a run reads, and of what it writes.

    Attributes:
        generator: of the generator, its weights, its libraries and the settings.
        content: of the articles and the editors' files, by their paths.
        output: of every file of the output folder.
        commit: the repository's, None outside of one: committed history is an input.
    """

    generator: str
    content: Mapping[str, str]
    output: Mapping[str, str]
    commit: str | None

    @property
    def inputs(self) -> dict[str, str]:
        """What pages are made from, as it is committed beside them."""
        files = {f"content/{path}": digest for path, digest in self.content.items()}
        past = {path: digest for path, digest in self.output.items() if path.startswith(HISTORY)}
        return {"generator": self.generator, **files, **past}

    @property
    def pages(self) -> dict[str, str]:
        """The files that are no bookkeeping of ours: what MkDocs reads, and whatever somebody put there."""
        return {path: digest for path, digest in self.output.items() if not _hidden(path)}


@dataclass(frozen=True, slots=True)
class Told:
    """What a run tells the user.

    Attributes:
        status: its exit status.
        messages: what is wrong, and what else is to be said, a line or more each.
        total: what it did, in one line.
        again: the same for a later run that finds everything as this one left it.
    """

    status: int
    messages: list[str] = field(default_factory=list)
    total: str = ""
    again: str = ""


def read(content: Path, output: Path, generator: str, memory: fingerprint.Memory) -> Standing:
    """Read what stands on disk.

    Args:
        generator: see :class:`Standing`.
        memory: see ``fingerprint.files``.

    Raises:
        OSError: a file cannot be read.
    """
    pages = dict(fingerprint.files(output, memory=memory))
    return Standing(generator, content_of(content, memory), pages, _commit(content))


def content_of(folder: Path, memory: fingerprint.Memory) -> dict[str, str]:
    """Digests of the articles and the editors' files, by their paths; see ``read``."""
    return {
        path: digest
        for path, digest in fingerprint.files(folder, memory=memory)
        if not _hidden(path) and os.path.splitext(path)[1].lower() in (*SUFFIXES, *EDITORS)
    }


def accepted(standing: Standing, output: Path) -> bool:
    """Whether what is committed beside the pages says that they are what the articles give."""
    try:
        inputs = json.loads((output / INPUTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    generated = {path: " ".join(digests) for path, digests in store.read_manifest(output).items()}
    return inputs == standing.inputs and generated == standing.pages


def accept(standing: Standing, output: Path) -> Standing:
    """Write down what the pages were made from, for ``accepted``; returns what stands there then.

    Raises:
        GeneratorError: it cannot be written.
    """
    text = json.dumps(standing.inputs, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    digest = fingerprint.of_bytes(text.encode())
    if standing.output.get(INPUTS) != digest:
        store.write_whole(output, INPUTS, text)
    return replace(standing, output={**standing.output, INPUTS: digest})


def place(content: Path, output: Path) -> str:
    """What the cache calls a pair of folders."""
    return fingerprint.of(str(content.resolve()), str(output.resolve()))[:16]


class LastRun:
    """What the last run left and told.

    Args:
        cache: the folder of what may be lost; None keeps nothing.
    """

    def __init__(self, cache: Path | None, content: Path, output: Path) -> None:
        self._file = cache / f"last-{place(content, output)}.json" if cache else None

    def had_other(self, content: Mapping[str, str]) -> bool:
        """Whether that run is known to have had other articles or editors' files; see ``content_of``."""
        known = self._read()
        return bool(known) and known[1] != fingerprint.of(content)

    def told(self, standing: Standing) -> Told | None:
        """What was told, where everything stands as that run left it; else None."""
        try:
            digest, _, told = self._read()
            if digest == _digest(standing, told):
                again = Told(**told)
                return replace(again, total=again.again)
        except (ValueError, TypeError):
            pass
        return None

    def _read(self) -> list[Any]:
        """Digests of all that stood there and of the content, and what was told; empty if it is not known."""
        try:
            known = json.loads(self._file.read_text(encoding="utf-8")) if self._file else []
        except (OSError, ValueError):
            return []
        return known if isinstance(known, list) and len(known) == 3 else []

    def keep(self, standing: Standing, told: Told) -> None:
        """Keep it; a cache that cannot be written is no error."""
        if self._file is None:
            return
        digests = _digest(standing, asdict(told)), fingerprint.of(standing.content)
        text = json.dumps([*digests, asdict(told)])
        try:
            atomic.replace(self._file, text.encode())
        except OSError:
            return


def _digest(standing: Standing, told: dict[str, object]) -> str:
    return fingerprint.of(asdict(standing), told)


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _commit(folder: Path) -> str | None:
    found = git.answer(folder, "rev-parse", "HEAD")
    return found.decode().strip() if found else None
