"""History as text and back: one JSON object on each line, so that versions are only ever added below.

A version begins with a line of its own that says how many lines follow for it: items that are new or
say something new, and ids that are gone. An item says where an editor's correction hides or adds it, and
an event what was read where a correction moved it. Two branches that each added a version are merged by
keeping the lines of both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from generator.errors import GeneratorError
from generator.history.records import Editors, Item, ItemKind, Past, Time, Version
from generator.model import Status

_KEY_DIGITS = 12
_REMEDY = "mend the line, or take the file back from version control; it is left as it is until then"
_VERSION = '{"version": "1f0c…", "article": "9a…", "dated": null, "address": "…", "title": "…", "lines": 0}'
_ITEM = '{"question": "q-…", "text": "…"}'


class HistoryError(GeneratorError):
    """A history that cannot be read; its file is left as it is.

    Attributes:
        readable: the versions above the fault.
    """

    def __init__(self, path: str, line: int, why: str, readable: Past) -> None:
        super().__init__(f"{path}:{line}: {why}; {_REMEDY}")
        self.readable = readable


class Fault(Exception):
    """What is wrong with a line; the caller knows in which file."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


@dataclass(frozen=True, slots=True)
class Line:
    """A line's number, counted from 1, and what it says."""

    number: int
    value: dict[str, Any]

    def take(self, key: str, reader: Callable[[Any], Any]) -> Any:
        """Read one value; ``reader`` raises ValueError with what a right one is."""
        found = self.value.get(key)
        try:
            return reader(found)
        except ValueError as error:
            raise Fault(self.number, f"{key}: found {found!r}; write {error}") from error


def written(version: Version) -> str:
    """A version as lines of text; the key that it begins with is a digest of them all."""
    body = [_item(item) for item in version.put] + [{"gone": ident} for ident in version.gone]
    about = {
        "article": version.article,
        "dated": _iso(version.dated),
        "address": version.address,
        "title": version.title,
        "lines": len(body),
    }
    return dumps({"version": key(about, *body), **about}, *body)


def key(*values: dict[str, Any]) -> str:
    """A digest that shows whether lines are as they were written."""
    return hashlib.sha256(dumps(*values).encode()).hexdigest()[:_KEY_DIGITS]


def dumps(*values: dict[str, Any]) -> str:
    """Values as lines of text."""
    written = "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values)
    return written.encode("utf-8", "replace").decode("utf-8")


def read(text: str, path: str) -> Past:
    """Read a history.

    Args:
        text: the file's content.
        path: how messages name it.

    Raises:
        HistoryError: with the line, what was found there and what to do.
    """
    versions: list[Version] = []
    known: set[str] = set()
    try:
        lines = split(text)
        for line in lines:
            versions.append(_version(line, lines, known))
    except Fault as fault:
        raise HistoryError(path, fault.line, fault.why, Past(tuple(versions))) from fault
    return Past(tuple(versions))


def whole(text: str) -> bool:
    """Whether a history can be read."""
    try:
        read(text, "")
    except HistoryError:
        return False
    return True


def split(text: str) -> Iterator[Line]:
    """The lines of a history.

    Raises:
        Fault: at the first that holds no JSON object.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Line(number, _object(number, line))


def _object(number: int, line: str) -> dict[str, Any]:
    try:
        line.encode("utf-8")
        value = json.loads(line)
    except ValueError:  # no UTF-8 or no JSON
        value = None
    if not isinstance(value, dict):
        raise Fault(number, f"found {_short(line)}, which is no line of a history; one reads {_ITEM}")
    return value


def _version(head: Line, lines: Iterator[Line], known: set[str]) -> Version:
    if "version" not in head.value:
        raise Fault(head.number, f"found {_short(dumps(head.value))} where a version begins: {_VERSION}")
    put: list[Item] = []
    gone: list[str] = []
    for missing in range(head.take("lines", count), 0, -1):
        line = next(lines, None)
        if line is None or "version" in line.value:
            at = head.number + len(put) + len(gone)
            raise Fault(at, f"{missing} more lines should follow for the version of line {head.number}")
        if "gone" in line.value:
            gone.append(line.take("gone", lambda found: one_of(found, known)))
        else:
            put.append(_read_item(line))
            known.add(put[-1].id)
    return Version(
        article=head.take("article", text),
        dated=head.take("dated", _day),
        address=head.take("address", text),
        title=head.take("title", text),
        put=tuple(put),
        gone=tuple(gone),
    )


def _item(item: Item) -> dict[str, Any]:
    value: dict[str, Any] = {item.kind: item.id, "text": item.text}
    if item.who:
        value["who"] = list(item.who)
    if item.time:
        value |= {"start": _iso(item.time.start), "end": _iso(item.time.end)}
        value |= {"status": item.time.status, "sequence": item.time.sequence}
    if item.editor:
        value["editor"] = item.editor
    if item.read:
        days = {"start": _iso(item.read.start), "end": _iso(item.read.end)}
        value["read"] = {**days, "status": item.read.status}
    return value


def _read_item(line: Line) -> Item:
    kinds: list[ItemKind] = [kind for kind in get_args(ItemKind) if kind in line.value]
    if len(kinds) != 1:
        raise Fault(line.number, f"found {_short(dumps(line.value))} where an item is expected: {_ITEM}")
    return Item(
        kind=kinds[0],
        id=line.take(kinds[0], text),
        text=line.take("text", text),
        who=line.take("who", texts) if "who" in line.value else (),
        time=_read_time(line) if kinds[0] == "event" else None,
        editor=line.take("editor", _editor),
        read=_as_read(line) if kinds[0] == "event" and "read" in line.value else None,
    )


def _as_read(line: Line) -> Time:
    about = Line(line.number, line.take("read", _mapping))
    return Time(about.take("start", _day), about.take("end", _day), about.take("status", _status))


def _read_time(line: Line) -> Time:
    return Time(
        start=line.take("start", _day),
        end=line.take("end", _day),
        status=line.take("status", _status),
        sequence=line.take("sequence", count),
    )


def text(found: Any) -> str:
    """A text."""
    if not isinstance(found, str):
        raise ValueError("a text")
    return found


def texts(found: Any) -> tuple[str, ...]:
    """Several texts."""
    if not isinstance(found, list):
        raise ValueError('a list, as in ["ada-brook"]')
    return tuple(text(one) for one in found)


def count(found: Any) -> int:
    """A whole number, not below 0."""
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise ValueError("a whole number, 0 or more")
    return found


def one_of(found: Any, known: Collection[str]) -> Any:
    """One of several words."""
    if not isinstance(found, str) or found not in known:
        raise ValueError(f"one of: {', '.join(sorted(known))}")
    return found


def _status(found: Any) -> Any:
    return one_of(found, get_args(Status))


def _editor(found: Any) -> Any:
    return None if found is None else one_of(found, get_args(Editors))


def _mapping(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ValueError('{"start": null, "end": null, "status": "scheduled"}')
    return found


def _day(found: Any) -> date | None:
    try:
        return None if found is None else date.fromisoformat(text(found))
    except ValueError as error:
        raise ValueError("a day, as in 2026-03-02, or null") from error


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _short(words: str) -> str:
    words = words.strip()
    return repr(words if len(words) <= 60 else f"{words[:60]}…")
