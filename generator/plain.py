"""Frozen records ↔ plain values that JSON can hold, by the records' own definitions.

For files that only this release reads again; what is published has a form of its own, see ``render.twin``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def packed(value: Any) -> Any:
    """A record as the list of its fields, days as text; everything else as it is."""
    if isinstance(value, tuple):
        return [packed(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return [packed(getattr(value, field.name)) for field in fields(value)]
    return value


def unpacked(record: type[Record], value: Any) -> Record:
    """The record that was packed.

    Raises:
        ValueError, TypeError: the value is no such record, as far as its form tells.
    """
    kind: Any = record
    found: Record = _reader(kind)(value)
    return found


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, type) and is_dataclass(kind):
        return _record_reader(kind)
    if get_origin(kind) is tuple:
        (inner, *_) = get_args(kind)
        read = _reader(inner)
        return tuple if read is _same else lambda value: tuple([read(one) for one in value])
    if get_origin(kind) in (Union, UnionType):
        (inner,) = [part for part in get_args(kind) if part is not NoneType]
        read = _reader(inner)
        return read if read is _same else lambda value: None if value is None else read(value)
    return date.fromisoformat if kind is date else _same


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [_reader(hints[field.name]) for field in fields(kind)]

    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is no packed {kind.__name__}")
        return kind(*[one(part) for one, part in zip(readers, value, strict=True)])

    return read


def _same(value: Any) -> Any:
    return value
