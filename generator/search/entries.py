"""Built pages → what can be found on them.

Pages say themselves what they hold, in attributes that our templates write:

- ``data-search`` on an item gives its kind (actor, position, question, event); on the line under a title
  it gives the page's own (briefing, actor, topic). Pages without that line, such as the calendar, only
  repeat what stands elsewhere and are passed over.
- ``data-search-actors``: names, with ``|`` between, of those who hold a position or take part in an event.
- ``data-search-text``: what holds, in paragraphs or ``dd``, the page's own text beside title and summary.
- ``data-search-exclude``: labels, which would be found on every page.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import quote, unquote

from lxml import html  # type: ignore[import-untyped]

Kind = Literal["briefing", "actor", "position", "question", "event", "topic"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found."""

    kind: Kind
    address: str  # of the page below the site, with the item's anchor, as it stands in a link
    label: str  # stands before the text: a title, a name, a question, who holds a position
    text: str
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page with something to find: what its entries have in common, and the entries, its own first."""

    title: str
    day: str | None  # ISO date of publication
    topics: tuple[str, ...]  # slugs
    actors: tuple[str, ...]  # names of those who have a page of their own
    entries: tuple[Entry, ...]


def of_site(site: Path) -> list[FoundPage]:
    """Read a built site.

    Args:
        site: the folder that MkDocs built.

    Returns:
        The pages with something to find, in the order of their addresses.
    """
    found = []
    for path in sorted(site.rglob("*.html")):
        content = path.read_bytes()
        if b"data-search=" in content:
            page = of_page(content, _address(path.relative_to(site).as_posix()))
            found += [page] if page else []
    return found


def of_page(content: bytes, address: str) -> FoundPage | None:
    """Read one page.

    Args:
        content: its HTML.
        address: where it stands below the site, quoted as in a link.

    Returns:
        None where the page only repeats what stands elsewhere.
    """
    article = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8")).find(".//article")
    title = None if article is None else article.find(".//h1")
    line = None if article is None else article.find(".//div[@data-search]")
    if article is None or title is None or line is None:
        return None
    for label in article.xpath('.//*[@data-search-exclude or contains(@class, "headerlink")]'):
        label.drop_tree()
    items = [element for element in article.xpath(".//*[@data-search]") if element is not line]
    days = line.xpath(".//time/@datetime")
    return FoundPage(
        title=_text(title),
        day=days[0][:10] if days else None,
        topics=tuple(_slug(link) for link in article.xpath('.//a[@class="br-topic"]/@href')),
        actors=tuple(
            dict.fromkeys(name for item in items if _is_linked_actor(item) for name in _actors(item))
        ),
        entries=(
            Entry(_kind(line), address, _text(title), " ".join(_own_text(article))),
            *(_item(item, address) for item in items if not _is_linked_actor(item)),
        ),
    )


def _item(item: html.HtmlElement, address: str) -> Entry:
    names = _actors(item)
    anchor = item.get("id") or next(iter(item.xpath("descendant::*[@id]/@id")), "")
    heading = item.find(".//h3")
    label = names[0] if names else ""
    if heading is not None:
        label = _text(heading)
        heading.drop_tree()
    return Entry(_kind(item), f"{address}#{quote(anchor)}", label, " ".join(_said(item)), names)


def _said(item: html.HtmlElement) -> list[str]:
    """An item's paragraphs; a statement that stands again in its sentence is said once."""
    pieces = [_text(piece) for piece in item.xpath(".//p")] or [_text(item)]
    bare = [piece.strip("“” ") for piece in pieces]
    return [
        piece
        for i, piece in enumerate(pieces)
        if piece and not any(bare[i] in later for later in bare[i + 1 :])
    ]


def _own_text(article: html.HtmlElement) -> list[str]:
    summary = article.xpath('.//*[@id="in-brief"]/following-sibling::*[1][self::ul]/li')
    return [
        _text(piece)
        for piece in [*summary, *article.xpath(".//*[@data-search-text]//*[self::dd or self::p]")]
    ]


def _is_linked_actor(item: html.HtmlElement) -> bool:
    """Whether the item is an actor who has a page, and so is found there."""
    return item.get("data-search") == "actor" and bool(item.xpath('.//*[@class="br-actor__name"]/a'))


def _actors(item: html.HtmlElement) -> tuple[str, ...]:
    return tuple(name for name in item.get("data-search-actors", "").split("|") if name.strip())


def _kind(element: html.HtmlElement) -> Kind:
    kind = element.get("data-search")
    if kind not in KINDS:
        raise ValueError(f"data-search={kind!r}: write one of {', '.join(KINDS)}")
    return cast(Kind, kind)


def _text(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _slug(link: str) -> str:
    return unquote(posixpath.basename(link.rstrip("/")).removesuffix(".html"))


def _address(path: str) -> str:
    folder, name = posixpath.split(path)
    return quote(f"{folder}/" if name == "index.html" and folder else "" if name == "index.html" else path)
