"""The word lists: YAML data beside this file, read once, checked when read.

Every list is a mapping whose head says what it holds and where its facts come from
(``description`` and ``sources``); the entries stand under further keys. A fault is reported with
the file, the entry and what a correct one looks like, so that a list can be edited by hand.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from generator.errors import GeneratorError

FOLDER = Path(__file__).parent
HEAD = ("description", "sources")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C where PyYAML was built with it


@functools.cache
def load(name: str) -> Any:
    """Return the content of ``generator/lexicon/<name>.yml``; treat it as read-only, it is shared.

    Args:
        name: the file's name without its suffix.

    Raises:
        GeneratorError: where there is no such list, it is not YAML, or an entry is not well-formed.
    """
    path = FOLDER / f"{name}.yml"
    if not path.is_file():
        known = ", ".join(sorted(other.stem for other in FOLDER.glob("*.yml")))
        raise GeneratorError(f"no word list {name!r} in {FOLDER.name}/; there are: {known}")
    return read(path)


def read(path: Path) -> Any:
    """Read and check one list file, uncached; errors as for :func:`load`."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise GeneratorError(f"{path.name} is not YAML: {error}") from error
    problems = faults(content)
    if problems:
        raise GeneratorError(f"{path.name}: {problems[0]}")
    return content


def faults(content: Any, where: str = "") -> list[str]:
    """Name what is wrong in a list, in file order: emptiness, stray space, repeats, YAML's surprises.

    YAML reads ``no``, ``on`` and ``2014`` as truth values and numbers; a word list holds words,
    so these are asked to stand in quotation marks.
    """
    if isinstance(content, dict):
        found = [] if content else [f"{where or 'the list'} is empty; write at least one entry"]
        for key, value in content.items():
            found += _word_faults(key, f"key of {where or 'the list'}")
            found += faults(value, f"{where}.{key}" if where else str(key))
        return found
    if isinstance(content, list):
        found = [] if content else [f"{where} is empty; write at least one entry or leave the key out"]
        words = [item for item in content if isinstance(item, str)]
        found += [f"{where}: {word!r} is there twice; keep one" for word in _repeated(words)]
        for number, item in enumerate(content, 1):
            found += faults(item, f"{where}[{number}]")
        return found
    if isinstance(content, (int, float)) and not isinstance(content, bool) and where:
        return []
    return _word_faults(content, where)


def _word_faults(word: Any, where: str) -> list[str]:
    if not isinstance(word, str):
        return [f'{where}: {word!r} is no word; write it in quotation marks, as in "no"']
    if word != word.strip() or not word:
        return [f"{where}: {word!r} is empty or has space around it; write {word.strip() or 'a word'!r}"]
    return []


def _repeated(words: list[str]) -> list[str]:
    seen: set[str] = set()
    return [word for word in words if word in seen or seen.add(word)]  # type: ignore[func-returns-value]
