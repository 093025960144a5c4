"""Fields and paragraphs → the text of a Markdown article that reads back as the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from generator.clean import markdown

ORDER = (
    "title",
    "source",
    "url",
    "author",
    "published",
    "modified",
    "language",
    "licence",
    "topics",
    "retrieved",
    "draft",
)
_INLINE = re.compile(r"[\\`*_\[\]<>|~&]|^[#>+\-=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")


def front_matter(values: Mapping[str, Any]) -> str:
    """The head of an article, its lines ``---`` included; fields without a value are left out."""
    present = {key: values[key] for key in ORDER if values.get(key)}
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in present.items()}
    written = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100_000)
    return f"---\n{written if plain else ''}---\n"


def body(paragraphs: Iterable[str]) -> str:
    """Paragraphs as Markdown, signs of Markdown's own escaped where they would count."""
    return "".join(f"\n{_written(paragraph)}\n" for paragraph in paragraphs)


def _written(paragraph: str) -> str:
    """As little escaped as will do, so that a person can read the file."""
    ways = (paragraph, _INLINE.sub(r"\\\g<0>", paragraph))
    escaped = _SIGNS.sub(r"\\\g<0>", paragraph)  # every sign that could count
    return next((way for way in ways if _is_read_as(way, paragraph)), escaped)


def _is_read_as(written: str, paragraph: str) -> bool:
    blocks, dropped = markdown.read(written, 1)
    return not dropped and [(block.kind, block.text) for block in blocks] == [("paragraph", paragraph)]
