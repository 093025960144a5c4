"""{path: text} → disk: unchanged files untouched, files edited by hand never overwritten.

What a run generated is written down in ``.manifest.json`` beside it (path → SHA-256 of the text). A
file whose text differs from what stands there was edited by hand since, and is the editor's. While a run
is at work, ``.journal`` says what it is about to write, so that one that is killed takes nothing for
edited that it has written itself.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from generator import atomic
from generator.errors import GeneratorError
from generator.fingerprint import of_bytes
from generator.rendered import Rendered

MANIFEST = ".manifest.json"  # MkDocs leaves out what begins with a dot
JOURNAL = ".journal"
_OURS = (MANIFEST, JOURNAL)

Digests = tuple[str, ...]  # of the texts that runs generated for a file: several where a run was broken off
Fate = Literal["written", "unchanged", "kept"]


@dataclass(frozen=True, slots=True)
class File:
    """A file that is to stand in the output folder.

    Attributes:
        path: below the folder, with forward slashes.
        text: makes what it is to hold.
        key: a digest of all that the text depends on; None where only the text tells.
    """

    path: str
    text: Callable[[], str]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did to each file, as paths below the output folder, sorted."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()  # generated earlier, no longer wanted
    kept: tuple[str, ...] = ()  # edited by hand: left as they are


@dataclass(slots=True)
class Store:
    """The output folder, brought file by file to hold what was generated, and nothing that was besides.

    Attributes:
        output: the folder; made where it is missing. No other run works on it at the same time.
        dry: True writes nothing, and only tells what would be.
        rendered: which files stand as an earlier run made them.
    """

    output: Path
    dry: bool = False
    rendered: Rendered = field(default_factory=lambda: Rendered(None))
    _earlier: dict[str, Digests] = field(default_factory=dict)
    _manifest: dict[str, str] = field(default_factory=dict)  # digests by path, as they will be written
    _fates: dict[str, Fate] = field(default_factory=dict)
    _safe: set[str] = field(default_factory=set)  # folders that no link leads out of the output

    def __post_init__(self) -> None:
        """Read what earlier runs generated.

        Raises:
            GeneratorError: where the folder cannot be written.
        """
        self._earlier = read_manifest(self.output)
        if not self.dry:
            with _told(self.output):
                atomic.sweep(self.output)

    def bring(self, file: File) -> Fate:
        """Bring one file to hold its text, made only where it may not stand there already; see ``put``."""
        if file.key is None:
            return self.put(file.path, file.text())
        check(self.output, file.path, self._safe)
        with _told(self.output):
            digest = self.rendered.stands(file.path, file.key, self.output / file.path)
        if digest is None:
            content = file.text().encode("utf-8")
            digest = of_bytes(content)
            self.rendered.learn(file.path, file.key, digest)
            return self._put(file.path, content, digest)
        self._fates[file.path], self._manifest[file.path] = "unchanged", digest
        return "unchanged"

    def put(self, path: str, text: str) -> Fate:
        """Bring one file to hold a text, where nobody edited it.

        Raises:
            GeneratorError: where the path leads out of the folder, or the file cannot be written.
        """
        check(self.output, path, self._safe)
        content = text.encode("utf-8")
        return self._put(path, content, of_bytes(content))

    def _put(self, path: str, content: bytes, digest: str) -> Fate:
        earlier = self._earlier.get(path, ())
        with _told(self.output):
            found = digest_of(self.output / path)
            fate: Fate = "written" if found is None or found in earlier else "kept"
            if found == digest:
                fate = "unchanged"
            if fate == "written" and not self.dry:
                self._note(path, digest)
                atomic.replace(self.output / path, content)
        self._fates[path] = fate
        if known := " ".join(earlier) if fate == "kept" else digest:
            self._manifest[path] = known
        return fate

    def finish(self) -> Report:
        """Remove what was generated earlier and was not put now, and write the manifest.

        Raises:
            GeneratorError: where a file cannot be removed or written.
        """
        with _told(self.output):
            removed, left = self._remove()
            if not self.dry:
                self._manifest.update({path: " ".join(digests) for path, digests in left.items()})
                _write_manifest(self.output, self._manifest)
        fates = sorted(self._fates.items())
        return Report(
            written=tuple(path for path, fate in fates if fate == "written"),
            unchanged=tuple(path for path, fate in fates if fate == "unchanged"),
            removed=removed,
            kept=tuple(sorted([*(path for path, fate in fates if fate == "kept"), *left])),
        )

    def _note(self, path: str, digest: str) -> None:
        self.output.mkdir(parents=True, exist_ok=True)
        with (self.output / JOURNAL).open("ab") as journal:
            journal.write(f"\n{json.dumps([path, digest])}\n".encode())

    def _remove(self) -> tuple[tuple[str, ...], dict[str, Digests]]:
        """Remove generated files; return what was removed, and what was not since it was edited by hand."""
        removed, left = [], {}
        unwanted = {path: known for path, known in self._earlier.items() if path not in self._fates}
        for path, known in sorted(unwanted.items()):
            found = digest_of(self.output / path)
            if found is not None and found not in known:
                left[path] = known
                continue
            if found is not None:
                removed.append(path)
            if not self.dry:
                _take_away(self.output, path)
        return tuple(removed), left


def write(output: Path, files: Mapping[str, str]) -> Report:
    """Bring a folder to hold files at once; see :class:`Store` for what it does and raises."""
    store = Store(output)
    safe: set[str] = set()
    for path in files:
        check(output, path, safe)
    for path, text in sorted(files.items()):
        store.put(path, text)
    return store.finish()


def _take_away(output: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    with suppress(NotADirectoryError):
        (output / path).unlink(missing_ok=True)
    for folder in list(PurePosixPath(path).parents)[:-1]:
        try:
            (output / folder).rmdir()
        except FileNotFoundError:
            continue
        except OSError:  # not empty
            break


def check(output: Path, path: str, safe: set[str] | None = None) -> None:
    """Refuse a path that is no plain relative one, or that a link leads out of the folder.

    Args:
        output: the folder.
        path: with forward slashes.
        safe: folders that were found good; what is found now is added.

    Raises:
        GeneratorError: it is refused.
    """
    parts = path.split("/")
    if not path or "\\" in path or "\0" in path or {"", ".", ".."} & set(parts) or path in _OURS:
        raise GeneratorError(f"{path!r} is no path below the output folder; a right one is 2025/talks.md")
    safe = set() if safe is None else safe
    parent = path.rpartition("/")[0]
    if parent in safe and not os.path.islink(os.path.join(output, path)):
        return
    if not (output / path).resolve().is_relative_to(output.resolve()):
        raise GeneratorError(f"{output / path}: a link leads out of the output folder; remove the link")
    safe.add(parent)


def read_manifest(output: Path) -> dict[str, Digests]:
    """What runs generated below a folder: digests by path; empty where that cannot be read.

    Then every file that differs counts as edited by hand.
    """
    out: dict[str, Digests] = {}
    safe: set[str] = set()
    for path, digests in [*_listed(output), *_journal(output)]:
        try:
            check(output, path, safe)
        except GeneratorError:
            continue  # somebody wrote into the manifest: nothing outside the folder is ever removed
        out[path] = tuple(dict.fromkeys(out.get(path, ()) + digests))
    return out


def _listed(output: Path) -> list[tuple[str, Digests]]:
    try:
        known = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        return [(str(path), tuple(str(digests).split())) for path, digests in known.items()]
    except (OSError, ValueError, AttributeError):
        return []


def _journal(output: Path) -> Iterator[tuple[str, Digests]]:
    """What a run that was broken off had written, or was about to; a line that was cut off is passed over."""
    try:
        lines = (output / JOURNAL).read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        try:
            path, digest = json.loads(line)
        except (ValueError, TypeError):
            continue
        yield str(path), (str(digest),)


def _write_manifest(output: Path, manifest: dict[str, str]) -> None:
    """Write down what is generated now, and end the journal."""
    content = (json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode("utf-8")
    if digest_of(output / MANIFEST) != of_bytes(content):
        atomic.replace(output / MANIFEST, content)
    (output / JOURNAL).unlink(missing_ok=True)


def digest_of(path: Path) -> str | None:
    """The digest of a file, None where there is none."""
    try:
        return of_bytes(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_whole(output: Path, path: str, content: str) -> None:
    """Write one file that is no page: an input of later runs, which the list of generated files leaves out.

    Raises:
        GeneratorError: where the path leads out of the folder, or the file cannot be written.
    """
    check(output, path)
    with _told(output):
        atomic.replace(output / path, content.encode("utf-8"))


def remove(output: Path, path: str) -> None:
    """Remove such a file; see ``write_whole``."""
    check(output, path)
    with _told(output):
        _take_away(output, path)


@contextmanager
def _told(output: Path) -> Iterator[None]:
    """Turn an error of the system into one that says what is wrong with which file."""
    try:
        yield
    except OSError as error:
        raise GeneratorError(
            f"{error.filename or output}: cannot be written: {error.strerror or error}; every page that "
            "stands there is whole: mend it and run again"
        ) from error
