"""Plain text → lines."""

from __future__ import annotations

from generator.clean.blocks import WRAPPED_AT_MOST, Block, ends_sentence
from generator.clean.characters import tidy, unescape


def read(text: str, first_line: int) -> list[Block]:
    """Split plain text into lines that know whether they begin a paragraph.

    A blank line ends a paragraph. So does a line break after a whole sentence in a block whose
    lines are too long to have been wrapped by hand.

    Args:
        text: the article, line feeds as its only line breaks.
        first_line: the number of its first line in the file.
    """
    blocks: list[Block] = []
    group: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], first_line):
        line = tidy(unescape(line))
        if line:
            group.append((number, line))
        elif group:
            blocks += _block_lines(group)
            group = []
    return blocks


def _block_lines(group: list[tuple[int, str]]) -> list[Block]:
    wrapped = max(len(line) for _, line in group) <= WRAPPED_AT_MOST
    blocks: list[Block] = []
    before = ""
    for number, line in group:
        starts = not blocks or (not wrapped and ends_sentence(before))
        blocks.append(Block(number, line, starts=starts))
        before = line
    return blocks
