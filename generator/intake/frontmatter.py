"""Front matter: the YAML head of an article, checked field by field with the line of each fault.

PyYAML only parses here; values are read from its nodes, so that ``2025-02-31`` is our error with its
line and not an exception of a date library, and no tag, alias or depth can make it do more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from generator.clean.characters import tidy
from generator.clean.dates import days
from generator.errors import ArticleError
from generator.intake import ids
from generator.intake.web import is_web, web_address
from generator.model import Dropped

__all__ = ["FIELDS", "split", "web_address"]

LARGEST = 65_536  # characters
DEEPEST = 4
YEARS = range(1800, 2200)


class _FieldError(Exception):
    """What is wrong with one value; the caller knows the field and the line."""


@dataclass(slots=True)
class FrontMatter:
    """What the head of an article says.

    Attributes:
        values: the fields that are given, checked, in the types of ``model.Article``.
        body: the text behind it.
        body_line: the line in the file at which ``body`` begins.
        ignored: keys and addresses that are not used, a piece for each.
    """

    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    ignored: list[Dropped] = field(default_factory=list)


def split(text: str, name: str) -> FrontMatter:
    """Read the front matter of an article; where the first line is not ``---`` there is none.

    Args:
        text: the file, line feeds as its only line breaks.
        name: how error messages name the file.

    Raises:
        ArticleError: with the line, what was found there and what a correct value looks like.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter(body=text)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise ArticleError(name, 1, "front matter opens here and is never closed; end it with a line '---'")
    head = "\n".join(lines[1:end])
    result = FrontMatter(body="\n".join(lines[end + 1 :]), body_line=end + 2)
    for key, node in _fields(head, name):
        line = node.start_mark.line + 2
        if key not in FIELDS:
            result.ignored.append(Dropped(line, "unknown-key", key))
            continue
        try:
            value = FIELDS[key](node)
        except _FieldError as error:
            raise ArticleError(name, line, f"{key}: {error}") from error
        if key == "url" and value is not None and not is_web(value):
            result.ignored.append(Dropped(line, "url-ignored", value))
        elif value is not None:
            _keep(result.values, key, value)
    return result


def _keep(values: dict[str, Any], key: str, value: Any) -> None:
    if key in CHANGED:
        values["modified"] = max(value, values.get("modified", value))
    else:
        values[key] = value


def _fields(head: str, name: str) -> list[tuple[str, yaml.Node]]:
    if len(head) > LARGEST:
        raise ArticleError(name, 1, f"front matter of {len(head):,} characters; it has at most {LARGEST:,}")
    try:
        root = _Loader.compose(head, name)
    except yaml.YAMLError as error:
        why = f"front matter is not YAML: {_problem(error)}"
        raise ArticleError(name, _line(error, head), why) from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise ArticleError(name, 2, "front matter has no fields; write lines such as 'title: Talks begin'")
    seen: set[str] = set()
    for key, _ in root.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise ArticleError(name, line, "a field without a name; write 'title: Talks begin'")
        if key.value in seen:
            raise ArticleError(name, line, f"the field {_short(key.value)} is there twice; keep one")
        seen.add(key.value)
    return [(key.value, value) for key, value in root.value]


class _Loader(yaml.SafeLoader):
    """Refuses aliases, anchors, tags and depth: nothing an article needs, and ways to keep a parser busy."""

    file = ""
    depth = 0  # of nodes within nodes

    @classmethod
    def compose(cls, head: str, name: str) -> yaml.Node | None:
        """The front matter's fields as nodes, None where it is empty."""
        loader = cls(head)
        loader.file = name
        try:
            return loader.get_single_node()
        finally:
            loader.dispose()

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()
        if why := self._refusal(event):
            raise ArticleError(self.file, event.start_mark.line + 2, why)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refusal(self, event: yaml.NodeEvent) -> str | None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return "an alias or anchor (* or &); put the value in quotation marks"
        if tag := getattr(event, "tag", None):
            return f"the tag {_short(tag)}; write the value without it"
        if self.depth >= DEEPEST and isinstance(event, yaml.CollectionStartEvent):
            return "front matter is nested too deeply; write lines 'field: value'"
        return None


def _line(error: yaml.YAMLError, head: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return min(int(mark.line), head.count("\n")) + 2
    return head.count("\n", 0, int(getattr(error, "position", 0))) + 2


def _problem(error: yaml.YAMLError) -> str:
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return f"{what}; write 'field: value', the value in quotation marks where it has a colon"


def _plain(node: yaml.Node) -> str | None:
    """The words of a value; None for an empty one."""
    if not isinstance(node, yaml.ScalarNode):
        raise _FieldError("a list or fields where one text belongs; write it on one line, in quotation marks")
    if node.tag == "tag:yaml.org,2002:null" and node.style is None:
        return None
    return tidy(node.value) or None


def _short(text: str) -> str:
    """A value as an error message shows it."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")


def _date(node: yaml.Node) -> date | None:
    text = _plain(node)
    if text is None:
        return None
    found: date | None = None
    for day in days(text):
        if day.start == 0 and day.year and (day.end == len(text) or TIME_OF_DAY.fullmatch(text[day.end :])):
            found = day.resolve(date.max)
            break
    if found is None:
        raise _FieldError(f"{_short(text)} is not a day of the calendar; write it as 2025-05-18")
    if found.year not in YEARS:
        raise _FieldError(f"the year of {_short(text)} cannot be; write it as 2025-05-18")
    return found


# What may stand behind a day: a time of day, "T10:30:00.5+02:00".
TIME_OF_DAY = re.compile(r"[T ,]+\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d?\d?)?")


def _bool(node: yaml.Node) -> bool | None:
    text = (_plain(node) or "").lower()
    if text not in ("true", "yes", "on", "false", "no", "off", ""):
        raise _FieldError(f"{_short(text)} is neither true nor false; write 'draft: true'")
    return text in ("true", "yes", "on") if text else None


def _language(node: yaml.Node) -> str | None:
    text = _plain(node)
    if text is None or re.fullmatch(r"(?:en|eng)(?:[-_][A-Za-z0-9]{2,8})*|english", text, re.IGNORECASE):
        return "en" if text else None
    raise _FieldError(f"{_short(text)}; only English articles are read, marked 'language: en' or not at all")


def _topics(node: yaml.Node) -> tuple[str, ...] | None:
    if isinstance(node, yaml.SequenceNode):
        words = [_plain(item) for item in node.value]
    elif isinstance(node, yaml.ScalarNode):
        words = [tidy(word) for word in (_plain(node) or "").split(",")]
    else:
        raise _FieldError("fields where a list belongs; write 'topics: [talks, trade]'")
    unique: dict[str, str] = {}
    for word in words:
        if word:
            unique.setdefault(word.casefold(), word)
    return tuple(unique.values())


def _ident(node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        raise _FieldError("a list or fields where one text belongs; write 'id: 2025/talks'")
    why = ids.fault(node.value)
    if why:
        raise _FieldError(why)
    return str(node.value)


FIELDS: dict[str, Callable[[yaml.Node], Any]] = {
    "title": _plain,
    "published": _date,
    "source": _plain,
    "url": _plain,
    "licence": _plain,
    "author": _plain,
    "language": _language,
    "topics": _topics,
    "draft": _bool,
    "id": _ident,
    "retrieved": _date,
    "modified": _date,
    "updated": _date,
    "corrected": _date,
}
CHANGED = ("modified", "updated", "corrected")  # the latest of these days is the article's ``modified``
