"""Text in pixels: fonts, what they can draw, and lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
ELLIPSIS = "…"
_NOBODYS = "\uffff"  # no font has it: what is drawn for it stands for every character that is missing


@cache
def serif(size: int) -> FreeTypeFont:
    """The titles' font, at a size in pixels."""
    return _font("SourceSerifPro-Semibold.otf", size)


@cache
def sans(size: int) -> FreeTypeFont:
    """The other lines' font, at a size in pixels."""
    return _font("SourceSansPro-Regular.otf", size)


def _font(name: str, size: int) -> FreeTypeFont:
    # The plain layout is the same on every machine; the other one needs a library that many do not have.
    # It reads no kerning from these files (and from their TrueType forms a wrong one).
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str | None:
    """The text without signs that the fonts lack; None where a letter or a digit would be lost.

    Half a title says something else than the whole one, so it is all letters or none.
    """
    text = unicodedata.normalize("NFC", text)
    missing = {char for char in text if not _has(char)}
    if any(unicodedata.category(char)[0] in "LMN" for char in missing):
        return None
    return " ".join("".join(" " if char in missing else char for char in text).split())


@cache
def _has(char: str) -> bool:
    fonts = (serif(40), sans(40))
    return char == " " or all(_picture(font, char) != _picture(font, _NOBODYS) for font in fonts)


def _picture(font: FreeTypeFont, char: str) -> tuple[bytes, tuple[int, int]]:
    mask = font.getmask(char)
    return bytes(mask), mask.size


def fitted(
    text: str, sizes: Sequence[int], width: float, height: float, leading: float
) -> tuple[int, list[str]]:
    """The largest of some sizes at which a title fits, and its lines; the smallest one cuts it.

    Args:
        text: one line of words.
        sizes: in pixels, falling.
        width: of the room, in pixels.
        height: of the room, in pixels.
        leading: the distance of two lines, in sizes.
    """
    for size in sizes:
        room = int(height // (size * leading))
        lines = list(_wrapped(text, serif(size), width))
        if len(lines) <= room:
            return size, lines
    return size, [*lines[: room - 1], cut(" ".join(lines[room - 1 : room + 1]), serif(size), width)]


def cut(text: str, font: FreeTypeFont, width: float) -> str:
    """One line that fits, between words where it can be, with an ellipsis where something is left out."""
    if font.getlength(text) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1 and font.getlength(" ".join(words) + " " + ELLIPSIS) > width:
        words.pop()
    first = " ".join(words)
    while first and font.getlength(first + " " + ELLIPSIS) > width:
        first = first[:-1]
    return f"{first} {ELLIPSIS}".strip()


def _wrapped(text: str, font: FreeTypeFont, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        while font.getlength(word) > width:  # one word wider than the picture
            piece = _piece(word, font, width)
            yield piece
            word = word[len(piece) :]
        line = word
    if line:
        yield line


def _piece(word: str, font: FreeTypeFont, width: float) -> str:
    end = 1
    while end < len(word) and font.getlength(word[: end + 1]) <= width:
        end += 1
    return word[:end]
