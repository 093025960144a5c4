"""Addresses → articles: a page of the web, or the entries of a feed."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import feedparser

from generator import fetch
from generator.adding.raw import Kind, Raw, from_bytes
from generator.fetch.hosts import FetchError
from generator.intake import frontmatter

KINDS: dict[str, Kind] = {"text/plain": "text", "text/markdown": "markdown"}
FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/xml",
    "text/xml",
    "application/json",
    "text/html",
    "text/plain",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: where its article is, and what the feed says of it."""

    url: str
    hints: dict[str, Any] = field(default_factory=dict)


def page(url: str, *, allow_private: bool = False, hints: dict[str, Any] | None = None) -> Raw:
    """Fetch an article.

    Args:
        url: its address.
        allow_private: whether it may come from a network around this machine.
        hints: fields to use where the page does not say.

    Raises:
        FetchError: it cannot be fetched.
        ArticleError: it is no text.
    """
    found = fetch.fetch(url, allow_private=allow_private)
    kind = KINDS.get(found.content_type, "html")
    return from_bytes(
        found.body, url, charset=found.charset, kind=kind, fetched_from=found.final_url, hints=hints or {}
    )


def entries(url: str, *, allow_private: bool = False) -> list[Entry]:
    """The entries of an RSS or Atom feed that lead to a page, in the feed's order.

    Raises:
        FetchError: it cannot be fetched, or is no feed.
    """
    found = fetch.fetch(url, limits=fetch.Limits(types=FEEDS), allow_private=allow_private)
    headers = {"content-location": found.final_url, "content-type": found.content_type}
    feed = feedparser.parse(io.BytesIO(found.body), response_headers=headers)
    if not feed.version:
        raise FetchError(
            f"{url}: this is no RSS or Atom feed; its address often ends in feed or rss, and a page's "
            'source names it: <link rel="alternate" type="application/rss+xml" href="…">'
        )
    links = ((frontmatter.web_address(entry.get("link")), entry) for entry in feed.entries)
    return [Entry(link, _hints(entry)) for link, entry in links if link]


def _hints(entry: Any) -> dict[str, Any]:
    moment = entry.get("published_parsed")
    day = date(*moment[:3]) if moment else None
    return {key: value for key, value in {"published": day, "author": entry.get("author")}.items() if value}
