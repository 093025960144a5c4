"""Corrections put into their file: what an editor wrote there, comments and order, stays as it is.

The file is edited as lines, at the places that PyYAML's nodes name, and never written anew.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator.corrections.finding import plain
from generator.corrections.records import Section
from generator.errors import GeneratorError
from generator.render.escape import visible
from generator.render.wording import shortened

_COMMENT = 60  # characters of an item's text behind its id
# It needs no quotation marks: the reader takes it for words.
_DATE = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|Q[1-4]))?(?:/\d{4}-\d\d-\d\d)?", re.ASCII)
Pair = tuple[yaml.ScalarNode, yaml.Node]


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be written.

    Attributes:
        key: ``item`` or ``add``.
        value: the item's id, or the text of the one that is added.
        fields: what it says, as YAML has it.
        comment: what the item says, for whoever reads the file.
    """

    section: Section
    key: str
    value: str
    fields: Mapping[str, Any]
    comment: str = ""


def written(text: str, entries: Iterable[New]) -> str:
    """The text of a file with these entries in it.

    An entry for the same item takes the new fields up; what it hides says nothing else.

    Args:
        text: the file as it is, without a fault; empty for a new one.
        entries: what is to be said, in this order.

    Raises:
        GeneratorError: where the file has its entries in brackets.
    """
    for entry in entries:
        text = _put(text, entry)
    return text


def without(text: str, names: Iterable[str]) -> str:
    """The text of a file without its entries for an item.

    Args:
        text: the file as it is, without a fault.
        names: the id and the texts by which an entry may name the item.
    """
    wanted = set(map(plain, names))
    lines = text.splitlines()
    for key, listed in reversed(_sections(text)):
        named = [
            (node, next(v.value for k, v in node.value if k.value in ("item", "add")))
            for node in listed.value
        ]
        meant = [node for node, name in named if plain(name) in wanted]
        for node in reversed(meant):
            del lines[node.start_mark.line : _last(node) + 1]
        if meant and len(meant) == len(named):
            del lines[key.start_mark.line]
            if not "".join(lines[key.start_mark.line : key.start_mark.line + 1]).strip():
                del lines[key.start_mark.line : key.start_mark.line + 1]
    return _joined(lines)


def _put(text: str, entry: New) -> str:
    lines = text.splitlines()
    for key, listed in _sections(text):
        if key.value != entry.section:
            continue
        known = (node for node in listed.value if entry.key == "item" and _names(node, entry.value))
        made = next(known, None)
        if made is not None and made.flow_style:
            lines[made.start_mark.line : _last(made) + 1] = _unfolded(
                text, made, entry, listed.start_mark.column
            )
        elif made is not None:
            _update(lines, made, entry.fields)
        else:
            indent = listed.start_mark.column if listed.value else 2
            after = _last(listed.value[-1]) if listed.value else key.start_mark.line
            lines[after + 1 : after + 1] = _lines(entry, indent)
        return _joined(lines)
    return _joined([*lines, *([""] if lines else []), f"{entry.section}:", *_lines(entry, 2)])


def _sections(text: str) -> list[Pair]:
    """The keys of the file with their lists; a list that is empty is a scalar without children."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs: list[Pair] = root.value if root else []
    for key, listed in pairs:
        if isinstance(listed, yaml.SequenceNode) and listed.flow_style:
            line = listed.start_mark.line + 1
            raise GeneratorError(
                f"line {line}: the list '{key.value}' stands in brackets; begin each entry with a dash"
            )
    return pairs


def _names(node: yaml.Node, ident: str) -> bool:
    return any(key.value == "item" and value.value == ident for key, value in node.value)


def _unfolded(text: str, made: yaml.Node, entry: New, indent: int) -> list[str]:
    """An entry in braces, as ``{item: p-1a2b3c, type: claim}``, with a line for each field."""
    fields: dict[str, Any] = yaml.load(text[made.start_mark.index : made.end_mark.index], yaml.BaseLoader)
    kept = {} if "hide" in entry.fields or "hide" in fields else fields
    merged = {name: value for name, value in (kept | dict(entry.fields)).items() if name != "item"}
    return _lines(New(entry.section, "item", entry.value, merged), indent)


def _update(lines: list[str], made: yaml.Node, fields: Mapping[str, Any]) -> None:
    """Give an entry's fields other values, and put new ones below."""
    pairs: list[Pair] = made.value
    indent = " " * made.start_mark.column
    below = _last(made) + 1
    lines[below:below] = [f"{indent}{_field(name, value)}" for name, value in fields.items()]
    hides = "hide" in fields or any(key.value == "hide" for key, _ in pairs)
    for key, value in reversed(pairs):
        if key.value in fields or (hides and key.value != "item"):
            _take_out(lines, made, key, value)


def _take_out(lines: list[str], made: yaml.Node, key: yaml.Node, value: yaml.Node) -> None:
    first, last = key.start_mark.line, _last(value)
    dash = lines[first][: key.start_mark.column]
    del lines[first : last + 1]
    if first == made.start_mark.line:  # the dash stands before another field then
        lines[first] = dash + lines[first][len(dash) :]


def _last(node: yaml.Node) -> int:
    """The line, from 0, on which a node's own words end; comments below it are not its own."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _last(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last(node.value[-1])
    end = node.end_mark
    return int(end.line - (end.column == 0 and end.line > node.start_mark.line))


def _lines(entry: New, indent: int) -> list[str]:
    said = f"  # {shortened(visible(entry.comment), _COMMENT)}" if entry.comment else ""
    first = f"{' ' * indent}- {entry.key}: {_value(entry.value)}{said}"
    return [first, *(f"{' ' * indent}  {_field(name, value)}" for name, value in entry.fields.items())]


def _field(name: str, value: Any) -> str:
    return f"{name}: {_value(value)}".rstrip()


def _value(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str) and _DATE.fullmatch(value):
        return value
    made: str = yaml.safe_dump(
        value, default_flow_style=True, width=math.inf, allow_unicode=True, sort_keys=False
    )
    return made.removesuffix("\n").removesuffix("\n...")


def _joined(lines: list[str]) -> str:
    text = "\n".join(lines).rstrip("\n")
    return f"{text}\n" if text else ""
