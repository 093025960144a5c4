"""The unit that cleaning works on: one line of an article, later one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item"]

# A line longer than this was not wrapped by hand: its line break ends a paragraph.
WRAPPED_AT_MOST = 120
ENDS = ".!?…"
# Behind the stop: "... is strange. [Osk Herald]".
CITATION = re.compile(r"(?<=[.!?…\"”’') ]) ?[(\[][^()\[\]]*[)\]]$")
LONGEST_CITATION = 80
CLOSERS = "\"'”’»)]*_"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text, or after :func:`join` one paragraph.

    Attributes:
        line: 1-based line in the source file where it begins.
        text: its words, no line break inside, single spaces, no space around.
        kind: what the markup says it is; plain text has paragraphs only.
        level: of a heading, 1 to 6; 0 for all else.
        starts: True where a paragraph begins with this line; False where it carries on one.
        linked: True where every word of it stands in a link.
    """

    line: int
    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    starts: bool = True
    linked: bool = False


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does; closing marks and a source in brackets are passed over."""
    text = CITATION.sub("", text[-LONGEST_CITATION:])
    return text.rstrip(CLOSERS + " ")[-1:] in tuple(ENDS)


def paragraphs(lines: list[Block]) -> Iterator[list[Block]]:
    """Group consecutive lines into the paragraphs they make up."""
    group: list[Block] = []
    for line in lines:
        if group and line.starts:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def join(lines: list[Block]) -> list[Block]:
    """Make one block of each paragraph, its lines joined by single spaces."""
    return [
        replace(
            group[0],
            text=" ".join(line.text for line in group),
            starts=True,
            linked=all(line.linked for line in group),
        )
        for group in paragraphs(lines)
    ]
