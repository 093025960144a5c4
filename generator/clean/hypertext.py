"""HTML → lines: the prose of a fragment, as it also stands inside Markdown.

Nothing is run or fetched; lxml mends broken markup and gives the lines of the source.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from generator.clean.blocks import Block, BlockKind
from generator.clean.characters import tidy
from generator.clean.oversized import as_tree

NEVER_SHOWN = frozenset(
    re.findall(
        r"\w+",
        "script style template noscript iframe object svg math audio video canvas head",
    )
)
NOT_PROSE = NEVER_SHOWN | frozenset(
    re.findall(
        r"\w+",
        "figure figcaption table form button select textarea nav footer aside",
    )
)
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small "
        "span strike strong sub sup time tt u var wbr",
    )
)
WORD = re.compile(r"\w")
HEADING_TAG = re.compile(r"h[1-6]$")


def blocks(text: str, first_line: int, skip: frozenset[str] = NOT_PROSE) -> list[Block]:
    """Read the prose of an HTML fragment, a block for each element that stands on its own.

    Args:
        text: the fragment; broken markup is mended as browsers do.
        first_line: the number of its first line in the file.
        skip: the elements that are passed over with all that is in them.
    """
    root, _ = as_tree(text)
    if root is None:
        return []
    collector = _Collector(first_line, skip)
    collector.walk(root)
    collector.flush()
    return collector.blocks


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
            linked = len(self._outside) < len(self._words) and not WORD.search("".join(self._outside))
            self.blocks.append(Block(self._line, text, self._kind, self._level, self._starts, linked))
            self._starts = starts
        self._starts = self._starts or starts
        self._words, self._outside = [], []
