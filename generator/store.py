"""{path: text} → disk: atomic, unchanged files untouched, files edited by hand never overwritten.

What a run generated is written down in ``.manifest.json`` beside it (path → SHA-256 of the text). A
file whose text differs from what stands there was edited by hand since, and is the editor's.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from generator.errors import GeneratorError

MANIFEST = ".manifest.json"  # MkDocs leaves out what begins with a dot


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did to each file, as paths below the output folder, sorted."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()  # generated earlier, no longer wanted
    kept: tuple[str, ...] = ()  # edited by hand: left as they are


def write(output: Path, files: Mapping[str, str]) -> Report:
    """Bring a folder to hold what was generated, and nothing that an earlier run generated besides.

    Args:
        output: the folder; made where it is missing.
        files: text for each relative path, with forward slashes.

    Raises:
        GeneratorError: where a path leads out of the folder, or a file cannot be written.
    """
    for path in files:
        _check(output, path)
    earlier = _read_manifest(output)
    try:
        plan = {
            path: _fate(output / path, text, earlier.get(path, ())) for path, text in sorted(files.items())
        }
        return _carry_out(output, files, plan, earlier)
    except OSError as error:
        raise GeneratorError(f"{error.filename or output}: cannot be written: {error.strerror}") from error


Digests = tuple[str, ...]  # of the texts that a run generated for a file: two where a run was broken off
Fate = Literal["written", "unchanged", "kept"]


def _fate(path: Path, content: str, earlier: Digests) -> Fate:
    found = _digest_of(path)
    if found == _digest(content.encode("utf-8")):
        return "unchanged"
    return "written" if found is None or found in earlier else "kept"


def _carry_out(
    output: Path, files: Mapping[str, str], plan: Mapping[str, Fate], earlier: Mapping[str, Digests]
) -> Report:
    manifest: dict[str, Digests] = {
        path: earlier.get(path, ()) if fate == "kept" else (_digest(files[path].encode("utf-8")),)
        for path, fate in plan.items()
    }
    written = tuple(path for path, fate in plan.items() if fate == "written")
    if written:  # should the run be broken off here, the next one still knows both texts as generated
        _write_manifest(output, {**earlier, **{p: earlier.get(p, ()) + manifest[p] for p in written}})
    for path in written:
        _replace(output / path, files[path])
    removed, left = _remove(output, {path: known for path, known in earlier.items() if path not in files})
    _write_manifest(output, manifest | left)
    return Report(
        written=written,
        unchanged=tuple(path for path, fate in plan.items() if fate == "unchanged"),
        removed=removed,
        kept=tuple(sorted([*(path for path, fate in plan.items() if fate == "kept"), *left])),
    )


def _remove(output: Path, unwanted: Mapping[str, Digests]) -> tuple[tuple[str, ...], dict[str, Digests]]:
    """Remove generated files; return what was removed, and what was not since it was edited by hand."""
    removed, left = [], {}
    for path, known in sorted(unwanted.items()):
        found = _digest_of(output / path)
        if found is None:
            continue
        if found not in known:
            left[path] = known
            continue
        _take_away(output, path)
        removed.append(path)
    return tuple(removed), left


def _take_away(output: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    (output / path).unlink(missing_ok=True)
    for folder in list(PurePosixPath(path).parents)[:-1]:
        if any((output / folder).iterdir()):
            break
        (output / folder).rmdir()


def _check(output: Path, path: str) -> None:
    """Refuse a path that is no plain relative one, or that a link leads out of the folder."""
    parts = path.split("/")
    if not path or "\\" in path or "\0" in path or {"", ".", ".."} & set(parts) or path == MANIFEST:
        raise GeneratorError(f"{path!r} is no path below the output folder; a right one is 2025/talks.md")
    if not (output / path).resolve().is_relative_to(output.resolve()):
        raise GeneratorError(f"{output / path}: a link leads out of the output folder; remove the link")


def _read_manifest(output: Path) -> dict[str, Digests]:
    try:
        known = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        entries = {str(path): tuple(str(digests).split()) for path, digests in known.items()}
    except (OSError, ValueError, AttributeError):
        return {}  # then every file that differs counts as edited by hand
    out: dict[str, Digests] = {}
    for path, digests in entries.items():
        try:
            _check(output, path)
        except GeneratorError:
            continue  # somebody wrote into the manifest: nothing outside the folder is ever removed
        out[path] = digests
    return out


def _write_manifest(output: Path, manifest: Mapping[str, Digests]) -> None:
    entries = {path: " ".join(digests) for path, digests in sorted(manifest.items()) if digests}
    content = json.dumps(entries, ensure_ascii=False, indent=0) + "\n"
    if _digest_of(output / MANIFEST) != _digest(content.encode("utf-8")):
        _replace(output / MANIFEST, content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_whole(output: Path, path: str, content: str) -> None:
    """Write one file that is no page: an input of later runs, which the list of generated files leaves out.

    Raises:
        GeneratorError: where the path leads out of the folder, or the file cannot be written.
    """
    _check(output, path)
    try:
        _replace(output / path, content)
    except OSError as error:
        raise GeneratorError(f"{error.filename or output}: cannot be written: {error.strerror}") from error


def remove(output: Path, path: str) -> None:
    """Remove such a file; see ``write_whole``."""
    _check(output, path)
    try:
        _take_away(output, path)
    except OSError as error:
        raise GeneratorError(f"{output / path}: cannot be removed: {error.strerror}") from error


def _replace(path: Path, content: str) -> None:
    """Write the whole text or nothing: a reader never sees half a page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
