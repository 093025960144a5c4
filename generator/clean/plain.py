"""Plain text → lines."""

from __future__ import annotations

from generator import lexicon
from generator.clean.blocks import WRAPPED_AT_MOST, Block, ends_sentence
from generator.clean.characters import tidy, unescape

# A line that fills less of the block's width than this was not ended for want of room.
FULL = 0.6
NARROWEST = 30  # characters
GOES_ON = frozenset(lexicon.load("intake")["function_words"])


def read(text: str, first_line: int) -> list[Block]:
    """Split plain text into lines that know whether they begin a paragraph.

    A blank line ends a paragraph. In a block of lines without one, a line break is either a wrap or
    the end of a paragraph, of a title or of a menu entry: see :func:`is_wrap`.

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
    width = max(len(line) for _, line in group)
    blocks: list[Block] = []
    before = ""
    for number, line in group:
        blocks.append(Block(number, line, starts=not blocks or not is_wrap(before, line, width)))
        before = line
    return blocks


def is_wrap(line: str, following: str, width: int) -> bool:
    """Tell whether a line break stands inside a paragraph.

    It does where the next word would not have fitted, and where the words plainly go on. Nobody wraps
    by hand at more than 120 characters or under 30: in such a block every line stands on its own.

    Args:
        line: the line before the break.
        following: the line behind it.
        width: the length of the longest line of the block.
    """
    if following[0].islower() or line[-1] in ",;–—-" or line.split()[-1].casefold() in GOES_ON:
        return True
    if not NARROWEST <= width <= WRAPPED_AT_MOST:
        return False
    if following[0].isdigit() and not ends_sentence(line):
        return True
    return len(line) + 1 + len(following.split()[0]) > FULL * width
