"""What editors say across articles: ``actors.yml`` and ``topics.yml`` in the content folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.editorial import actors, topics
from generator.editorial.actors import ActorEntry, Selector
from generator.editorial.topics import TopicEntry
from generator.errors import GeneratorError

__all__ = ["ActorEntry", "Editorial", "Selector", "TopicEntry", "read"]


@dataclass(frozen=True, slots=True)
class Editorial:
    """Both files; empty where there are none."""

    actors: tuple[ActorEntry, ...] = ()
    topics: tuple[TopicEntry, ...] = ()


def read(content: Path) -> Editorial:
    """Read both files below the content folder.

    Raises:
        GeneratorError: with a line for each fault in either of them.
    """
    faults = []
    found = Editorial()
    try:
        found = Editorial(actors=actors.read(content))
    except GeneratorError as error:
        faults.append(str(error))
    try:
        found = Editorial(found.actors, topics.read(content))
    except GeneratorError as error:
        faults.append(str(error))
    if faults:
        raise GeneratorError("\n".join(faults))
    return found
