"""Files below the content folder → articles."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from generator import clean, intake_bytes, intake_frontmatter, intake_ids, intake_inferred, intake_language
from generator.clean import characters
from generator.errors import ArticleError, GeneratorError
from generator.model import Article, Dropped

# Bounds a day printed without a year where nothing else does: the day of this release, never today.
RELEASED = date(2026, 11, 22)

FORMS: dict[str, clean.Form] = {".md": "markdown", ".txt": "text", ".html": "html"}
LONGEST_TITLE = 500
_HEAD_BYTES = 8192  # enough for any front matter; only the id is looked for there


def discover(content: Path) -> list[Path]:
    """List the article files below a folder, in the order of their relative paths.

    Hidden files and folders are passed over, linked folders are not entered. Whatever else has an
    article's suffix is listed, so that ``read`` says why it cannot be used.

    Raises:
        GeneratorError: a folder cannot be listed; without it, its articles would count as deleted.
    """
    found: list[Path] = []
    for folder, folders, files in os.walk(content, onerror=_unlisted):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        found += [here / name for name in files if _is_article(name)]
    return sorted(found, key=lambda path: path.relative_to(content).as_posix())


def _unlisted(error: OSError) -> NoReturn:
    why = f"{error.filename}: cannot be listed: {error.strerror}; make the folder readable, or move it away"
    raise GeneratorError(why) from error


def _is_article(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in FORMS


def read(path: Path, content: Path, *, first_seen: date | None) -> Article:
    """Read one article.

    Args:
        path: the file, below ``content``.
        content: the content folder.
        first_seen: the day of the first commit that holds the file; None where that is not known.

    Raises:
        ArticleError: with the file, the line, what was found and what a correct one looks like.
    """
    name = _name(path, content)
    _refuse_irregular(path, content, name)
    return read_text(intake_bytes.read_text(path, name), name, first_seen=first_seen)


def read_text(text: str, name: str, *, first_seen: date | None) -> Article:
    """Read an article whose text is at hand; ``name`` is its path relative to the content folder.

    Raises:
        ArticleError: as for :func:`read`.
    """
    text, dropped = characters.visible(text)
    front = intake_frontmatter.split(text, name)
    ident = front.values.get("id") or intake_ids.path_id(name)
    if why := intake_ids.fault(ident):
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


def path_id(path: str) -> str | None:
    """Return the id that the file at a path relative to the content folder has, None where it has none."""
    ident = intake_ids.path_id(path)
    return None if intake_ids.fault(ident) else ident


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
    ident = asked[1] if asked else intake_ids.path_id(name)
    return None if intake_ids.fault(ident) else ident


def check_ids(found: Iterable[Article]) -> list[ArticleError]:
    """Name the articles that share an id, one error for each of them, the other files named in it."""
    return intake_ids.clashes(found)


def _name(path: Path, content: Path) -> str:
    """The path as records and messages have it: text that can be written, whatever its bytes are."""
    name = path.relative_to(content).as_posix() if path.is_relative_to(content) else path.name
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _refuse_irregular(path: Path, content: Path, name: str) -> None:
    """A link may stay inside the folder; a pipe, a device or a folder is no file to read."""
    try:
        real = path.resolve(strict=True)
        kind = real.stat().st_mode
    except (OSError, RuntimeError) as error:
        raise ArticleError(name, None, "no such file, or a link that leads nowhere") from error
    if path.is_symlink() and not real.is_relative_to(content.resolve()):
        raise ArticleError(name, None, "a link out of the content folder; put the file itself there")
    if not stat.S_ISREG(kind):
        raise ArticleError(name, None, "not an ordinary file; an article is a .md, .txt or .html text file")


def _nothing_left(cleaned: clean.Cleaned) -> str:
    found = "no paragraph of text found"
    if cleaned.dropped:
        last = cleaned.dropped[-1]
        found += f" ({len(cleaned.dropped)} lines dropped, line {last.line} as {last.rule})"
    return f"{found}; an article has a title line, a blank line and paragraphs of sentences"


def _refuse_foreign(cleaned: clean.Cleaned, name: str) -> None:
    other = intake_language.other_language("\n".join(block.text for block in cleaned.paragraphs))
    if other:
        why = f"the text is not English (it looks like {other!r}); only English articles are read"
        raise ArticleError(name, cleaned.paragraphs[0].line, why)


@dataclass(slots=True)
class _Fields:
    """The article's fields, and which of them were worked out."""

    values: dict[str, Any]
    inferred: list[str]

    def fill(self, field: str, value: object) -> None:
        """Set a field that is not given; mark it as inferred."""
        if value is not None and self.values.get(field) is None:
            self.values[field] = value
            self.inferred.append(field)


def _infer(fields: _Fields, cleaned: clean.Cleaned, name: str, first_seen: date | None) -> None:
    texts = [block.text for block in cleaned.paragraphs]
    latest = fields.values.get("retrieved") or first_seen or RELEASED
    fields.fill("title", cleaned.title or intake_inferred.title_of_path(name))
    fields.fill("published", cleaned.published)
    lines = [block.line for block in cleaned.paragraphs]
    fields.fill("published", intake_inferred.publication(cleaned.dropped, texts, lines, name, latest))
    fields.fill("source", cleaned.source)
    fields.fill("source", intake_inferred.source(cleaned.dropped, texts, fields.values["title"]))
    fields.fill("url", intake_frontmatter.web_address(cleaned.url))
    fields.fill("author", cleaned.author)


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
