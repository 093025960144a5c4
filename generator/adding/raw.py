"""Bytes → what kind of article they are, and their text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Literal

import charset_normalizer

from generator.adding import mail
from generator.errors import ArticleError
from generator.intake import decoding
from generator.model import Dropped

Kind = Literal["html", "markdown", "text"]

SUFFIXES: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_PAGE = re.compile(r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b")
_MARKDOWN = re.compile(r"---\s*\n|#{1,3} \S")
_CHARSET = re.compile(rb"""<meta\b[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD = 4_096  # bytes or characters in which a page says what it is


@dataclass(frozen=True, slots=True)
class Raw:
    """An article as somebody had it.

    Attributes:
        shown: how messages name it: a path, an address, "standard input".
        text: all of it; of a mail, its body.
        kind: how it is written.
        said: front matter that is known from around the text, in the types of ``model.Article``.
        hints: the same, for where the text does not say.
        dropped: what of it is not in ``text``.
        fetched_from: the address that it came from; None where nothing was fetched.
    """

    shown: str
    text: str
    kind: Kind
    said: dict[str, Any] = field(default_factory=dict)
    hints: dict[str, Any] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    fetched_from: str | None = None


def from_bytes(
    data: bytes, shown: str, *, charset: str | None = None, kind: Kind | None = None, **known: Any
) -> Raw:
    """Say what some bytes are.

    Args:
        data: the file, the page or the clipboard.
        shown: how messages name it; the suffix of a file's name counts.
        charset: the encoding that a server named.
        kind: where a server named it.
        known: other fields of ``Raw``.

    Raises:
        ArticleError: too large, empty, or no text.
    """
    if len(data) > decoding.LARGEST:
        raise ArticleError(shown, None, f"{len(data):,} bytes; an article has at most {decoding.LARGEST:,}")
    suffix = PurePosixPath(shown).suffix.lower()
    if kind is None and (suffix == ".eml" or (suffix not in SUFFIXES and mail.is_mail(data))):
        found = mail.read(data)
        return Raw(shown, found.text, found.kind, found.said, dropped=found.dropped)
    text = decode(data, shown, charset)
    return Raw(shown, text, kind or SUFFIXES.get(suffix) or _kind(text), **known)


def _kind(text: str) -> Kind:
    if _PAGE.match(text[:_HEAD]):
        return "html"
    return "markdown" if _MARKDOWN.match(text.lstrip()) else "text"


def decode(data: bytes, shown: str, charset: str | None = None) -> str:
    """Decode text: UTF-8 where it is that, else what the server or the page names, else the likeliest.

    Raises:
        ArticleError: no text.
    """
    marked = next((name for mark, name in decoding.BOMS.items() if data.startswith(mark)), None)
    named = _CHARSET.search(data[:_HEAD])
    for name in (marked, "utf-8-sig", charset, named and named[1].decode("ascii")):
        text = _as(data, name) if name else None
        if text is not None and "\0" not in text:
            return decoding.decode(text.encode("utf-8", "replace"), shown).replace("\r\n", "\n")
    guess = charset_normalizer.from_bytes(data).best()
    if guess is None or data.startswith(tuple(decoding.SIGNATURES)):
        return decoding.decode(data, shown)  # says what it is instead
    return decoding.decode(str(guess).encode("utf-8", "replace"), shown).replace("\r\n", "\n")


def _as(data: bytes, charset: str) -> str | None:
    try:
        # Pages that name Latin-1 mean Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
        name = codecs.lookup(charset).name
        return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError, ValueError):
        return None
