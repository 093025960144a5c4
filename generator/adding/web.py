"""What a web page says about the article on it, besides what trafilatura finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import courlan
from htmldate import find_date
from lxml import etree, html  # type: ignore[import-untyped]

from generator.clean.characters import tidy
from generator.intake import frontmatter

# Browsers and their extensions note where a saved page came from.
_SAVED_FROM = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->"),
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})"),
)
_HEAD = 20_000  # characters in which they do so
_MIRRORS = ("www.", "m.", "amp.", "mobile.")
_AMP = re.compile(r"(?:[?&]amp(?:=[^&]*)?$|/amp/?$)")


def address(text: str, fetched_from: str | None) -> str | None:
    """Where an article was published: without what only counts readers.

    Args:
        text: the page.
        fetched_from: the address it came from; None for a file.

    Returns:
        The page's own canonical address, where a fetched page names one of its own site.
    """
    noted = fetched_from or _saved_from(text[:_HEAD])
    own = _canonical(text, noted)
    if own and fetched_from and site(own) != site(fetched_from):
        own = None
    chosen = frontmatter.web_address(own or noted)
    return without_tracking(chosen) if chosen else None


def _saved_from(head: str) -> str | None:
    found = (pattern.search(head) for pattern in _SAVED_FROM)
    return next((match[1] for match in found if match), None)


def without_tracking(url: str) -> str:
    """An address without the parameters and fragments that only tell where a reader came from."""
    bare = urlsplit(url)._replace(fragment="").geturl()
    return courlan.clean_url(bare) or bare


def same(url: str) -> str:
    """What two addresses of one article have in common: no scheme, mirror, end slash or tracking."""
    parts = urlsplit(_AMP.sub("", without_tracking(url)))
    return f"{site(url)}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"


def site(url: str) -> str:
    """The host of an address without what a mirror for telephones puts before it."""
    host = (urlsplit(url).hostname or "").lower()
    return next((host[len(mirror) :] for mirror in _MIRRORS if host.startswith(mirror)), host)


def _tree(text: str) -> Any:
    parser = html.HTMLParser(no_network=True, recover=True, encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _canonical(text: str, base: str | None) -> str | None:
    tree = _tree(text)
    if tree is None:
        return None
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    try:
        return urljoin(base or "", str(found[0]).strip()) if found else None
    except ValueError:
        return None


def published(text: str, url: str | None, latest: date) -> date | None:
    """The day of publication that a page's markup or address gives, by htmldate.

    Args:
        text: the page.
        url: its address, where it is known.
        latest: a day after this one is no day of publication.
    """
    tree = _tree(text)
    if tree is None:
        return None
    found = find_date(tree, url=url, original_date=True, extensive_search=False, max_date=latest.isoformat())
    return date.fromisoformat(found) if found else None


def is_for_subscribers(text: str) -> bool:
    """Whether the page says that not everybody may read all of it (schema.org's ``isAccessibleForFree``)."""
    tree = _tree(text)
    if tree is None:
        return False
    marked = tree.xpath("//*[@itemprop='isAccessibleForFree']/@content")
    told = [*marked, *(data.get("isAccessibleForFree") for data in _linked_data(tree))]
    return any(str(value).strip().lower() == "false" for value in told)


def live_blog(text: str) -> dict[str, Any] | None:
    """Title and author of a live blog, which its newest post would be taken for; None for any other page."""
    tree = _tree(text)
    found = (data for data in _linked_data(tree) if data.get("@type") == "LiveBlogPosting")
    data = next(found, None)
    if data is None:
        return None
    author = data.get("author")
    names = {
        "title": data.get("headline"),
        "author": author.get("name") if isinstance(author, dict) else None,
    }
    return {key: tidy(name) for key, name in names.items() if isinstance(name, str)}


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """What a page's linked data (https://json-ld.org) describes, without the parts of each."""
    for script in tree.xpath("//script[@type='application/ld+json']") if tree is not None else ():
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                yield value
                waiting += [inner for inner in (value.get("@graph"), value.get("mainEntity")) if inner]
