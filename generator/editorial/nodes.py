"""An editor's YAML, node by node: checked values, or what is wrong with one and on which line.

PyYAML only parses; values are read from its nodes, so that each fault has its line, and no tag, alias
or anchor can make a file do more than hold words.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.clean.characters import tidy
from generator.errors import GeneratorError
from generator.intake.web import web_address

LARGEST = 2_000_000  # characters of a file
LONGEST = 300  # characters of a description

Reader = Callable[[yaml.Node], Any]


class Fault(Exception):
    """What is wrong with one value."""

    def __init__(self, node: yaml.Node, why: str) -> None:
        super().__init__(why)
        self.line = node.start_mark.line + 1


def lists(path: Path, keys: Sequence[str], example: str) -> dict[str, list[yaml.Node]]:
    """Read a file that is one list under each of its keys.

    Args:
        path: the file.
        keys: which keys there can be; the others are refused.
        example: a correct entry, for messages.

    Raises:
        GeneratorError: where it is anything else: the line, what was found, what a correct one looks like.
    """
    return parse(_text(path), path, keys, example)


def parse(text: str, path: Path, keys: Sequence[str], example: str) -> dict[str, list[yaml.Node]]:
    """The same for a text at hand; ``path`` is how messages name it."""
    root = _root(text, path, example)
    if root is None:
        return {}
    expected = " and ".join(f"'{key}:'" for key in keys)
    form = "one list under" if len(keys) == 1 else "lists under"
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    names = [str(name.value) for name, _ in pairs]
    if not names or not set(names) <= set(keys):
        found = ", ".join(names) or "no key"
        raise GeneratorError(
            f"{path}:1: found {found}; the file is {form} {expected}, with entries as {example}"
        )
    if len(set(names)) < len(names):
        raise GeneratorError(f"{path}:1: a key is there twice; put its entries into one list")
    return {name: _entries(path, name, node, example) for name, (_, node) in zip(names, pairs, strict=True)}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GeneratorError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error


def _root(text: str, path: Path, example: str) -> yaml.Node | None:
    if len(text) > LARGEST:
        raise GeneratorError(f"{path}: of {len(text):,} characters; it has at most {LARGEST:,}")
    try:
        _refuse_tricks(path, text)
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = f"{error.problem_mark.line + 1}: " if error.problem_mark else " "
        raise GeneratorError(f"{path}:{line}is not YAML: {error.problem}; write {example}") from error
    except RecursionError as error:
        raise GeneratorError(f"{path}: lists in lists too deep to be read; write {example}") from error
    except yaml.YAMLError as error:
        raise GeneratorError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error


def _entries(path: Path, key: str, node: yaml.Node, example: str) -> list[yaml.Node]:
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return []
    if not isinstance(node, yaml.SequenceNode):
        line = node.start_mark.line + 1
        raise GeneratorError(
            f"{path}:{line}: '{key}' holds no list; begin each entry with a dash, as {example}"
        )
    return list(node.value)


def _refuse_tricks(path: Path, text: str) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if (
            isinstance(event, yaml.AliasEvent)
            or getattr(event, "anchor", None)
            or getattr(event, "tag", None)
        ):
            line = event.start_mark.line + 1 if event.start_mark else 1
            why = "an alias, anchor or tag (*, & or !); put the value in quotation marks"
            raise GeneratorError(f"{path}:{line}: {why}")


def mapping(node: yaml.Node, fields: Mapping[str, Reader], example: str) -> dict[str, Any]:
    """The fields of an entry, each read by its reader."""
    if not isinstance(node, yaml.MappingNode):
        raise Fault(node, f"found {short(node)} where fields belong; write {example}")
    values: dict[str, Any] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode) or name.value not in fields:
            raise Fault(name, f"no such field: {short(name)}; {nearest(str(name.value), fields)}")
        if name.value in values:
            raise Fault(name, f"the field '{name.value}' is there twice; keep one")
        try:
            values[name.value] = fields[name.value](value)
        except Fault as fault:
            fault.args = (f"{name.value}: {fault}",)
            raise
    return values


def nearest(word: str, known: Iterable[str]) -> str:
    """The likeliest of the known words, or all of them."""
    known = list(known)
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(known)}"


def short(node: yaml.Node) -> str:
    """What was found, as a message shows it."""
    if isinstance(node, yaml.ScalarNode):
        return repr(node.value if len(node.value) <= 60 else f"{node.value[:60]}…")
    return "a list" if isinstance(node, yaml.SequenceNode) else "fields"


def words(longest: int) -> Reader:
    """A reader of one line of words, of so many characters at most."""

    def read_words(node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not (found := tidy(node.value)):
            raise Fault(node, f"found {short(node)}; write one line of text")
        if len(found) > longest:
            raise Fault(node, f"a text of {len(found)} characters; it has at most {longest}")
        return found

    return read_words


text = words(LONGEST)


def flag(node: yaml.Node) -> bool:
    """True or false."""
    if not isinstance(node, yaml.ScalarNode) or node.value.lower() not in ("true", "false"):
        raise Fault(node, f"found {short(node)}; write true or false")
    return bool(node.value.lower() == "true")


def one_of(known: Sequence[str]) -> Reader:
    """A reader of one of several words."""

    def read_word(node: yaml.Node) -> str:
        word = text(node)
        if word not in known:
            raise Fault(node, f"found {word!r}; {nearest(word, known)}")
        return word

    return read_word


def many(reader: Reader) -> Reader:
    """A reader of a list, or of a single one without a list round it."""

    def read_list(node: yaml.Node) -> tuple[Any, ...]:
        return tuple(reader(item) for item in (node.value if isinstance(node, yaml.SequenceNode) else [node]))

    return read_list


def link(node: yaml.Node) -> str:
    """A web address."""
    address = web_address(text(node))
    if address is None:
        raise Fault(node, f"found {short(node)}, no web address; write https://example.org/")
    return address


def record(fields: Mapping[str, Reader], example: str) -> Reader:
    """A reader of fields with a name, or of the name alone."""

    def read_record(node: yaml.Node) -> dict[str, Any]:
        return {"name": text(node)} if isinstance(node, yaml.ScalarNode) else named(node, fields, example)

    return read_record


def named(node: yaml.Node, fields: Mapping[str, Reader], example: str) -> dict[str, Any]:
    """The fields of an entry that has a name."""
    values = mapping(node, fields, example)
    if not values.get("name"):
        raise Fault(node, f"an entry without a name; write {example}")
    return values
