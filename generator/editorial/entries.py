"""An editor's file of named entries → the entries with their lines, or an error that lists every fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.editorial import nodes
from generator.editorial.nodes import Fault, Reader
from generator.errors import GeneratorError


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, its values checked."""

    where: str  # "actors.yml:12", for messages
    values: Mapping[str, Any]


def read(path: Path, key: str, fields: Mapping[str, Reader], example: str) -> list[Entry]:
    """Read the list under a file's one key.

    Args:
        path: the file; where there is none, there are no entries.
        key: the key that holds the list.
        fields: how each field of an entry is read; every entry has at least ``name``.
        example: a correct entry, for messages.

    Raises:
        GeneratorError: with a line for each fault: file, line, what was found, what a correct one looks like.
    """
    if not path.is_file():
        return []
    faults: list[str] = []
    entries = []
    for node in nodes.lists(path, [key], example).get(key, []):
        try:
            entries.append(
                Entry(f"{path.name}:{node.start_mark.line + 1}", nodes.named(node, fields, example))
            )
        except Fault as fault:
            faults.append(f"{path}:{fault.line}: {fault}")
    if faults:
        raise GeneratorError("\n".join(faults))
    return entries


def refuse_twice(path: Path, names: Iterable[tuple[str, str, str]]) -> None:
    """Refuse that two entries claim one name.

    Args:
        path: their file.
        names: (a name as compared, the name as written, the entry's place) for each claim.

    Raises:
        GeneratorError: with a line for each name that is claimed again.
    """
    first: dict[str, str] = {}
    faults = []
    for compared, name, where in names:
        earlier = first.setdefault(compared, where)
        if earlier != where:
            line = where.rpartition(":")[2]
            faults.append(f"{path}:{line}: {name!r} is also claimed by {earlier}; keep it in one of them")
    if faults:
        raise GeneratorError("\n".join(faults))
