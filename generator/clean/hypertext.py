"""HTML → lines: of a fragment inside Markdown, and of a whole saved page.

Nothing of the page is run or fetched. trafilatura finds the article among menus, boxes and footers;
lxml gives the lines of the source, and thereby what was left out.
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
from generator.model import Dropped

NEVER_SHOWN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "head",
    ]
)
NOT_PROSE = NEVER_SHOWN | frozenset(
    ["figure", "figcaption", "table", "form", "button", "select", "textarea", "nav", "footer", "aside"]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
HEADING_TAG = re.compile(r"h[1-6]$")
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


def blocks(text: str, first_line: int, skip: frozenset[str] = NOT_PROSE) -> list[Block]:
    """Read the prose of an HTML fragment, a block for each element that stands on its own.

    Args:
        text: the fragment; broken markup is mended as browsers do.
        first_line: the number of its first line in the file.
        skip: the elements that are passed over with all that is in them.
    """
    root = _parse(text)
    if root is None:
        return []
    collector = _Collector(first_line, skip)
    collector.walk(root)
    collector.flush()
    return collector.blocks


def _parse(text: str) -> Any:
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, recover=True, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:  # nothing in it, such as a lone comment
        return None


class _Collector:
    """Goes over a tree in reading order and cuts its words into blocks."""

    def __init__(self, first_line: int, skip: frozenset[str]) -> None:
        self.blocks: list[Block] = []
        self._skip = skip
        self._first_line = first_line
        self._words: list[str] = []
        self._outside: list[str] = []  # the words that stand in no link
        self._line = first_line
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._starts = True

    def walk(self, root: Any) -> None:
        """Visit every element; ``iterwalk`` keeps its own stack, so that depth cannot exhaust ours."""
        skipping: Any = None
        links = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._add(element.tail, links)
                continue
            if event == "start" and tag in self._skip:
                self.flush()
                skipping = element
                continue
            links += (1 if event == "start" else -1) if tag == "a" else 0
            if tag not in INLINE:
                self._boundary(tag, event, element)
            self._add(element.text if event == "start" else element.tail, links)

    def _boundary(self, tag: str, event: str, element: Any) -> None:
        self.flush(starts=tag != "br")
        self._line = self._first_line + (element.sourceline or 1) - 1
        heading = event == "start" and HEADING_TAG.match(tag)
        self._level = int(tag[1]) if heading else 0
        if heading:
            self._kind = "heading"
        else:
            self._kind = "item" if event == "start" and tag == "li" else "paragraph"

    def _add(self, words: str | None, links: int) -> None:
        if words:
            self._words.append(words)
            if not links:
                self._outside.append(words)

    def flush(self, starts: bool = True) -> None:
        """End the block at hand; the next one carries it on where ``starts`` is False (a line break)."""
        text = tidy("".join(self._words))
        if text:
            linked = not re.search(r"\w", "".join(self._outside))
            self.blocks.append(Block(self._line, text, self._kind, self._level, self._starts, linked))
            self._starts = starts
        self._starts = self._starts or starts
        self._words, self._outside = [], []


def read(text: str, first_line: int) -> Page:
    """Find the article in a saved web page.

    Args:
        text: the page, line feeds as its only line breaks.
        first_line: the number of its first line in the file.

    Returns:
        The article's lines. Where trafilatura finds no article, every line of prose is taken for it.
    """
    everything = blocks(text, first_line, NEVER_SHOWN)
    found = _extract(text)
    chosen = list(_body_blocks(found.body)) if found is not None and found.body is not None else []
    if not chosen:
        prose = blocks(text, first_line)
        return Page(prose, _left_out(prose, everything))
    chosen = _with_lines(chosen, everything, first_line)
    return Page(
        chosen,
        _left_out(chosen, everything),
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


KINDS: dict[str, BlockKind] = {"head": "heading", "item": "item"}


def _body_blocks(body: Any) -> Iterator[Block]:
    for element in body.iter("p", "head", "item", "quote", "ab", "code"):
        if any(child.tag in ("p", "head", "item", "list", "quote") for child in element):
            words = element.text or ""
        else:
            words = _words(element)
        if tidy(words):
            kind = KINDS.get(element.tag, "paragraph")
            rend = element.get("rend") or ""
            level = (int(rend[1]) if HEADING_TAG.match(rend) else 2) if kind == "heading" else 0
            yield Block(0, tidy(words), kind, level)


def _words(element: Any) -> str:
    """All text inside an element; trafilatura writes a line break as an empty ``lb``."""
    pieces: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append(" " if inner.tag == "lb" else "")
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
