"""What somebody has of an article → the text of its file, cleaned, with full front matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from generator import article as articles
from generator.adding import compose, web
from generator.adding.raw import Raw
from generator.errors import ArticleError
from generator.intake import frontmatter, ids, inferred
from generator.model import Article, Dropped

FEW_WORDS = 80  # fewer than that are a teaser more often than an article
STUB_WORDS = 250  # a page for subscribers that shows no more than that shows its beginning
LONGEST_SLUG = 60
_SUFFIX = {"html": ".html", "markdown": ".md", "text": ".txt"}


@dataclass(frozen=True, slots=True)
class Addition:
    """An article, ready to be written.

    Attributes:
        shown: how messages name what it was made from.
        name: the file's name in the content folder; a number is added where it is taken.
        text: the whole file.
        article: the same as it will be read.
        dropped: what was left out, with lines of what it was made from.
        notes: what a person should look at.
    """

    shown: str
    name: str
    text: str
    article: Article
    dropped: tuple[Dropped, ...]
    notes: tuple[str, ...] = ()


def prepare(
    raw: Raw,
    today: date,
    given: Mapping[str, Any] | None = None,
    *,
    partial: bool = False,
) -> Addition:
    """Clean an article and find its fields.

    Args:
        raw: the article as somebody had it.
        today: the day on which this is done; bounds dates without a year, is ``retrieved`` of a fetched page.
        given: fields that somebody gave by hand; they go before what is found.
        partial: whether the beginning of a page for subscribers will do.

    Raises:
        ArticleError: no article, none in English, or the beginning of one only.
    """
    said, front = _said(raw, today, given or {})
    head = compose.front_matter(said)
    shift = head.count("\n") - front.body_line + 1
    try:
        found = articles.read_text(head + front.body, _read_as(raw), first_seen=today)
    except ArticleError as error:
        line = error.line - shift if error.line and error.line > shift else None
        raise ArticleError(raw.shown, line, error.why) from error
    placed = (replace(piece, line=max(1, piece.line - shift)) for piece in found.dropped)
    dropped = (*front.ignored, *raw.dropped, *placed)
    if "title" in found.inferred and not _has_title(found, raw):
        raise ArticleError(raw.shown, None, "no title found; give one, as in --title 'Talks begin'")
    _refuse_stub(raw, found, partial)
    fields, notes = _fields(found, said, raw, today)
    text = compose.front_matter(fields) + compose.body(found.text.split("\n\n")[1:])
    name = f"{_name(found)}.md"
    return Addition(raw.shown, name, text, _again(text, name, today), dropped, tuple(notes))


def _said(raw: Raw, today: date, given: Mapping[str, Any]) -> tuple[dict[str, Any], frontmatter.FrontMatter]:
    """Everything known before the text is read, the surest last."""
    front = frontmatter.split(raw.text, raw.shown)
    own: dict[str, Any] = {}
    if raw.kind == "html":
        url = web.address(raw.text, raw.fetched_from)
        own = {"url": url, "published": web.published(raw.text, url, today)} | (web.live_blog(raw.text) or {})
    said: dict[str, Any] = {"retrieved": today, "url": raw.fetched_from} if raw.fetched_from else {}
    for known in (raw.hints, own, raw.said, front.values, given):
        said |= {key: value for key, value in known.items() if value}
    said.pop("id", None)  # the address of another file
    return said, front


def _read_as(raw: Raw) -> str:
    """A file name that has an id, for reading; the name of a file may hold its day."""
    stem = "" if "://" in raw.shown else PurePosixPath(raw.shown.replace("\\", "/")).stem
    name = ids.path_id(stem) if stem else "article"
    return ("article" if ids.fault(name) else name) + _SUFFIX[raw.kind]


def _has_title(found: Article, raw: Raw) -> bool:
    """Whether the title comes from the article; a file's name is none."""
    return found.title != inferred.title_of_path(_read_as(raw)) or found.title in raw.text


def _refuse_stub(raw: Raw, found: Article, partial: bool) -> None:
    words = _words(found)
    if not partial and raw.kind == "html" and words < STUB_WORDS and web.is_for_subscribers(raw.text):
        raise ArticleError(
            raw.shown,
            None,
            f"the page shows {words} words and says that the rest is for subscribers; open it where you may "
            "read it, save the page and add the file, or take the beginning alone with --partial",
        )


def _words(found: Article) -> int:
    return len(found.text.split()) - len(found.title.split())


def _fields(
    found: Article, said: Mapping[str, Any], raw: Raw, today: date
) -> tuple[dict[str, Any], list[str]]:
    """The front matter, and what to tell of it.

    What the article's own text leads to again is left out: reading it marks that as worked out.
    """
    fields = {key: getattr(found, key) for key in compose.ORDER}
    notes = []
    if not fields["source"] and fields["url"]:
        fields["source"] = web.site(fields["url"])
        notes.append(f"source: {fields['source']}, the address's host; give a better one with --source")
    bare = compose.front_matter({"title": found.title}) + compose.body(found.text.split("\n\n")[1:])
    again = _again(bare, "article.md", today)
    for key in again.inferred:
        if key not in said and fields.get(key) == getattr(again, key):
            fields[key] = None
            notes.append(f"{key}: {getattr(again, key)}, worked out from the text; give it with --{key}")
    if not fields["published"] and not again.published:
        notes.append("published: no day found, so that 'next week' has no date; give it with --published")
    if raw.kind == "html" and web.live_blog(raw.text) is not None:
        notes.append("text: a live blog, its newest entry first; entries tell of one day as it went by")
    if (words := _words(found)) < FEW_WORDS:
        notes.append(f"text: {words} words only; see whether all of the article is there")
    return fields, notes


def _again(text: str, name: str, today: date) -> Article:
    return articles.read_text(text, name, first_seen=today)


def _name(found: Article) -> str:
    day = f"{found.published.isoformat()}-" if found.published else ""
    name = day + slug(found.title)
    return f"{name}-article" if ids.fault(name) else name


def slug(title: str) -> str:
    """A title as a file's name: ASCII letters and digits, whole words, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", title.replace("’", "").replace("'", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    chosen = ""
    for word in words:
        if chosen and len(chosen) + 1 + len(word) > LONGEST_SLUG:
            break
        chosen = f"{chosen}-{word}" if chosen else word[:LONGEST_SLUG]
    return chosen or "article"
