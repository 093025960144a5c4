"""A saved web page → its article: what the page's head says, the article's lines, what was left out.

What could act is taken out first; then trafilatura finds the article among menus, boxes and footers.
Nothing of the page is run or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from generator.clean.blocks import Block, BlockKind
from generator.clean.characters import tidy
from generator.clean.hypertext import HEADING_TAG, NEVER_SHOWN, blocks
from generator.clean.oversized import as_tree
from generator.clean.sanitise import harmless
from generator.model import Dropped

# Looking for each left-out line in the whole article is bounded, or a page of scraps would take a square.
SEARCHES = 400
# That many characters tell one line of a page from another.
KEY = 30


@dataclass(frozen=True, slots=True)
class Page:
    """A saved web page: its article's lines, what its head says, and what was left out."""

    blocks: list[Block]
    dropped: list[Dropped]
    title: str | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None


def read(text: str, first_line: int) -> Page:
    """Find the article in a saved web page.

    Args:
        text: the page, line feeds as its only line breaks.
        first_line: the number of its first line in the file.

    Returns:
        The article's lines. Where trafilatura finds no article, every line of prose is taken for it.
    """
    everything = blocks(text, first_line, NEVER_SHOWN)
    deep = [Dropped(first_line, "nested-too-deeply", "what stands more than 256 elements deep")]
    deep = deep if as_tree(text)[1] else []
    page = harmless(text)
    found = _extract(page)
    chosen = list(_body_blocks(found.body)) if found is not None and found.body is not None else []
    if not chosen:
        prose = _with_lines(blocks(page, first_line), everything, first_line)
        return Page(prose, deep + _left_out(prose, everything))
    chosen = _with_lines(chosen, everything, first_line)
    return Page(
        chosen,
        deep + _left_out(chosen, everything),
        title=tidy(found.title or "") or None,
        author=tidy(found.author or "") or None,
        source=tidy(found.sitename or "") or None,
        url=found.url or None,
        published=_day(found.date),
    )


def _extract(text: str) -> Any:
    import trafilatura  # a second to import; most folders hold no HTML

    # htmldate would otherwise refuse days after today, and today changes.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
    return trafilatura.bare_extraction(
        text,
        favor_recall=True,
        include_comments=False,
        include_tables=False,
        include_images=False,
        include_links=False,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params=dates,
    )


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


_BREAK = "\f"  # a sign that no XML can hold
_EMPTY_LINE = re.compile(r"\f\s*\f")
KINDS: dict[str, BlockKind] = {"head": "heading", "item": "item"}


def _body_blocks(body: Any) -> Iterator[Block]:
    for element in body.iter("p", "head", "item", "quote", "ab", "code"):
        if any(child.tag in ("p", "head", "item", "list", "quote") for child in element):
            words = element.text or ""
        else:
            words = _words(element)
        kind = KINDS.get(element.tag, "paragraph")
        rend = element.get("rend") or ""
        level = (int(rend[1]) if HEADING_TAG.match(rend) else 2) if kind == "heading" else 0
        for paragraph in _EMPTY_LINE.split(words):
            lines = [tidy(line) for line in paragraph.split(_BREAK)]
            for number, line in enumerate(filter(None, lines)):
                yield Block(0, line, kind, level, starts=number == 0)


def _words(element: Any) -> str:
    """All text inside an element; trafilatura writes a line break as an empty ``lb``, here a form feed."""
    pieces: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append(_BREAK if inner.tag == "lb" else "")
            pieces.append(inner.text or "")
        elif inner is not element:
            pieces.append(inner.tail or "")
    return "".join(pieces)


def _key(text: str) -> str:
    return "".join(text.split())


def _with_lines(chosen: list[Block], everything: list[Block], first_line: int) -> list[Block]:
    """Give the article's blocks the lines of the source, and whether they are links."""
    known: dict[str, Block] = {}
    for block in everything:
        known.setdefault(_key(block.text)[:KEY], block)
    placed: list[Block] = []
    line = first_line
    for block in chosen:
        origin = known.get(_key(block.text)[:KEY])
        line = origin.line if origin else line
        linked = bool(origin and origin.linked and _key(origin.text) == _key(block.text))
        placed.append(replace(block, line=line, linked=linked))
    return placed


def _left_out(chosen: list[Block], everything: list[Block]) -> list[Dropped]:
    kept = {_key(block.text) for block in chosen}
    whole = "\n".join(_key(block.text) for block in chosen)
    dropped: list[Dropped] = []
    searches = 0
    for block in everything:
        key = _key(block.text)
        if key in kept:
            continue
        searches += 1
        if searches > SEARCHES or key not in whole:
            dropped.append(Dropped(block.line, "page-furniture", block.text))
    return dropped
