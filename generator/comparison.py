"""How the output folder differs from what is to stand there, for people to read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import history, store
from generator.build import Plan

LONGEST = 4000  # lines of a file; finding what differs in more takes too long
SHOWN = 30  # lines of what differs in one file

Kind = Literal["missing", "out of date", "edited by hand", "not generated", "left over"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it should be.

    Attributes:
        path: below the output folder.
        kind: in one word what is wrong.
        lines: what would change in it, in the form of ``diff -u``; cut where that is long.
    """

    path: str
    kind: Kind
    lines: tuple[str, ...] = ()


def differences(output: Path, plan: Plan) -> list[Difference]:
    """Compare, in the order of paths; what stands in hidden files is left out, but for the history.

    Args:
        output: the folder; it need not exist.
        plan: what is to stand there.
    """
    known = store.read_manifest(output)
    found = list(_of_pages(output, plan, known)) + list(_of_history(plan.history))
    return sorted(found, key=lambda one: one.path)


def _of_pages(output: Path, plan: Plan, known: dict[str, store.Digests]) -> Iterator[Difference]:
    wanted = set()
    for file in plan.files():
        path, text = file.path, file.text()
        wanted.add(path)
        there = _text(output / path)
        if there is None:
            yield Difference(path, "missing")
        elif there != text:
            edited = store.digest_of(output / path) not in known.get(path, ())
            yield Difference(path, "edited by hand" if edited else "out of date", _lines(there, text))
    for path in _pages(output):
        if path not in wanted:
            yield Difference(path, "left over" if path in known else "not generated")


def _of_history(past: history.History) -> Iterator[Difference]:
    faulty = {ident + history.SUFFIX for ident in past.faults}
    for path in sorted({*past.texts, *past.on_disk} - faulty):
        there, text = past.on_disk.get(path), past.texts.get(path)
        name = f"{history.FOLDER}/{path}"
        if there is None:
            yield Difference(name, "missing")
        elif text is None:
            yield Difference(name, "left over")
        elif there != text:
            yield Difference(name, "out of date", _lines(there, text))


def _pages(output: Path) -> Iterator[str]:
    for path in sorted(output.rglob("*")):
        relative = path.relative_to(output)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield relative.as_posix()


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _lines(there: str, wanted: str) -> tuple[str, ...]:
    before, after = there.split("\n"), wanted.split("\n")
    if len(before) > LONGEST or len(after) > LONGEST:
        return (f"{len(before)} lines are there, {len(after)} should be",)
    lines = list(difflib.unified_diff(before, after, "as it is", "as it should be", n=1, lineterm=""))
    rest = len(lines) - SHOWN
    return (*lines[:SHOWN], f"… and {rest} more lines") if rest > 1 else tuple(lines)
