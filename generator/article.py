"""Files below the content folder → articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator import clean
from generator.clean import characters
from generator.errors import ArticleError
from generator.intake import decoding, english, frontmatter, ids, inferred
from generator.intake.discovery import SUFFIXES, discover, name_of, take
from generator.model import Article, Dropped

__all__ = [
    "check_ids",
    "claimed_id",
    "discover",
    "path_id",
    "read",
    "read_bytes",
    "read_text",
]

# Bounds a day printed without a year where nothing else does: the day of this release, never today.
RELEASED = date(2026, 11, 22)

FORMS: dict[str, clean.Form] = {".md": "markdown", ".txt": "text", ".html": "html"}
LONGEST_TITLE = 500
assert FORMS.keys() == SUFFIXES
_HEAD_BYTES = 8192  # enough for any front matter; only the id is looked for there


def read(path: Path, content: Path, *, first_seen: date | None) -> Article:
    """Read one article.

    Args:
        path: the file, below ``content``.
        content: the content folder.
        first_seen: the day of the first commit that holds the file; None where that is not known.

    Raises:
        ArticleError: with the file, the line, what was found and what a correct one looks like.
    """
    return read_bytes(take(path, content), name_of(path, content), first_seen=first_seen)


def read_bytes(data: bytes, name: str, *, first_seen: date | None) -> Article:
    """Read an article whose file's bytes are at hand; see :func:`read` for what it raises."""
    return read_text(decoding.decode(data, name), name, first_seen=first_seen)


def read_text(text: str, name: str, *, first_seen: date | None) -> Article:
    """Read an article whose text is at hand; ``name`` is its path relative to the content folder.

    Raises:
        ArticleError: as for :func:`read`.
    """
    text, dropped = characters.visible(text)
    front = frontmatter.split(text, name)
    ident = front.values.get("id") or ids.path_id(name)
    if why := ids.fault(ident):
        raise ArticleError(name, None, why)
    form = FORMS.get(Path(name).suffix.lower(), "text")
    cleaned = clean.clean(front.body, form, title=front.values.get("title"), first_line=front.body_line)
    if not cleaned.paragraphs:
        raise ArticleError(name, front.body_line, _nothing_left(cleaned))
    _refuse_foreign(cleaned, name)
    fields = _Fields(dict(front.values), [])
    every = sorted([*dropped, *front.ignored, *cleaned.dropped], key=lambda piece: piece.line)
    _infer(fields, cleaned, name, first_seen)
    title = fields.values["title"]
    if len(title) > LONGEST_TITLE:
        raise ArticleError(name, 1, f"the title has {len(title)} characters; it has at most {LONGEST_TITLE}")
    return _article(fields, ident, name, cleaned, every)


def refuse_long(article: Article, most: int) -> None:
    """Refuse an article with more than ``most`` characters of text, its title included.

    Raises:
        ArticleError: naming both numbers, and the setting.
    """
    if len(article.text) > most:
        raise ArticleError(
            article.path,
            None,
            f"{len(article.text):,} characters of text; an article has at most {most:,}:"
            " split it, or set largest_article in mkdocs.yml",
        )


def path_id(path: str) -> str | None:
    """Return the id that the file at a path relative to the content folder has, None where it has none."""
    ident = ids.path_id(path)
    return None if ids.fault(ident) else ident


def claimed_id(path: Path, name: str) -> str | None:
    """Return the id that a file asks for, also where its front matter cannot be read; None where it has none.

    Args:
        path: the file.
        name: its path relative to the content folder.
    """
    try:
        if path.is_symlink() or not path.is_file():  # a pipe would never end; a link may lead anywhere
            return path_id(name)
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return path_id(name)
    asked = (
        re.search(r"""^id:[ \t]*["']?([^"'\s#]+)""", head, re.MULTILINE) if head.startswith("---") else None
    )
    ident = asked[1] if asked else ids.path_id(name)
    return None if ids.fault(ident) else ident


def check_ids(found: Iterable[Article]) -> list[ArticleError]:
    """Name the articles that share an id, one error for each of them, the other files named in it."""
    return ids.clashes(found)


def _nothing_left(cleaned: clean.Cleaned) -> str:
    found = "no paragraph of text found"
    if cleaned.dropped:
        last = cleaned.dropped[-1]
        found += f" ({len(cleaned.dropped)} lines dropped, line {last.line} as {last.rule})"
    return f"{found}; an article has a title line, a blank line and paragraphs of sentences"


def _refuse_foreign(cleaned: clean.Cleaned, name: str) -> None:
    other = english.other_language("\n".join(block.text for block in cleaned.paragraphs))
    if other:
        why = f"the text is not English (it looks like {other!r}); only English articles are read"
        raise ArticleError(name, cleaned.paragraphs[0].line, why)


@dataclass(slots=True)
class _Fields:
    """The article's fields, and which of them were worked out."""

    values: dict[str, Any]
    inferred: list[str]

    def fill(self, field: str, find: Callable[[], object]) -> None:
        """Set a field that is not given to what is found, if anything; mark it as inferred."""
        if self.values.get(field) is None and (value := find()) is not None:
            self.values[field] = value
            self.inferred.append(field)


def _infer(fields: _Fields, cleaned: clean.Cleaned, name: str, first_seen: date | None) -> None:
    texts = [block.text for block in cleaned.paragraphs]
    latest = fields.values.get("retrieved") or first_seen or RELEASED
    fields.fill("title", lambda: cleaned.title or inferred.title_of_path(name))
    fields.fill("published", lambda: cleaned.published)
    lines = [block.line for block in cleaned.paragraphs]
    fields.fill("published", lambda: inferred.publication(cleaned.dropped, texts, lines, name, latest))
    fields.fill("source", lambda: cleaned.source)
    fields.fill("source", lambda: inferred.source(cleaned.dropped, texts, fields.values["title"]))
    fields.fill("url", lambda: frontmatter.web_address(cleaned.url))
    fields.fill("author", lambda: cleaned.author)


def _article(
    fields: _Fields, ident: str, name: str, cleaned: clean.Cleaned, dropped: list[Dropped]
) -> Article:
    values = {key: value for key, value in fields.values.items() if key != "id"}
    text = "\n\n".join([values["title"], *(block.text for block in cleaned.paragraphs)])
    return Article(
        id=ident,
        path=name,
        text=text,
        inferred=tuple(fields.inferred),
        dropped=tuple(dropped),
        **values,
    )
