"""The picture that goes with a shared link: one for each briefing, one for all other pages.

Drawn with fonts that come along, so that the same briefing gives the same bytes on any machine that
has the same Pillow. Drawn once: a picture is kept under a digest of all that it depends on.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import PIL
from PIL import Image, ImageDraw

from generator import atomic
from generator.model import Briefing
from generator.publish import lettering, wording
from generator.publish.disk import File
from generator.publish.site import Site
from generator.render.escape import visible
from generator.render.wording import count, day

WIDTH, HEIGHT = 1200, 630  # pixels; what https://ogp.me consumers show without cutting
SITE_CARD = "cards/index.png"
GROUND, INK, MUTED, ACCENT, RULE = "#fbfaf7", "#1c1e21", "#5b6068", "#0f5266", "#dedbd3"
MARGIN, BAR, TOP, FOOT = 88, 16, 72, 510  # left and right; the bar; the first line; the rule above the last
ROOM = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_SIZES, SMALL = 168, (72, 64, 56, 48, 42), 30
LEADING = 1.18  # of a title's lines, in font sizes


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a picture, each on its own line but the title."""

    site: str
    day: str
    title: str
    source: str
    numbers: str


def path(briefing: Briefing) -> str:
    """The picture's file, below the site's folder."""
    return f"cards/{briefing.id}.png"


def files(site: Site) -> Iterator[File]:
    """Every picture, drawn now or taken from those drawn earlier."""
    yield SITE_CARD, _drawn(site, _site_card(site))
    for briefing in site.index.briefings:
        yield path(briefing), _drawn(site, _card(site, briefing))


def draw(card: Card) -> bytes:
    """The picture as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, BAR), fill=ACCENT)
    _row(pen, TOP, card.site, ACCENT, card.day)
    size, lines = lettering.fitted(card.title, TITLE_SIZES, ROOM, FOOT - 30 - TITLE_TOP, LEADING)
    for number, line in enumerate(lines):
        top = TITLE_TOP + round(number * size * LEADING)
        pen.text((MARGIN, top), line, fill=INK, font=lettering.serif(size))
    pen.line((MARGIN, FOOT, WIDTH - MARGIN, FOOT), fill=RULE, width=2)
    _row(pen, FOOT + 32, card.source, INK, card.numbers)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _row(pen: ImageDraw.ImageDraw, top: int, left: str, colour: str, right: str) -> None:
    """A line of two parts; the left one is cut where both do not fit."""
    font = lettering.sans(SMALL)
    width = font.getlength(right)
    pen.text((WIDTH - MARGIN - width, top), right, fill=MUTED, font=font)
    pen.text((MARGIN, top), lettering.cut(left, font, ROOM - width - 40), fill=colour, font=font)


def _card(site: Site, briefing: Briefing) -> Card:
    article = briefing.article
    numbers = [
        count(len(briefing.positions), "position"),
        count(len(briefing.open_questions), "open question"),
        count(len(briefing.events), "event"),
    ]
    return Card(
        site=lettering.drawable(visible(site.name)) or "",
        day=day(article.published) if article.published else "",
        title=lettering.drawable(wording.title(briefing)) or "A briefing",  # the fonts lack its script
        source=lettering.drawable(visible(article.source or "")) or "",
        numbers=" · ".join(numbers),
    )


def _site_card(site: Site) -> Card:
    description = lettering.drawable(visible(site.description)) or ""
    title = lettering.drawable(visible(site.name)) or "Briefings"
    return Card(site="", day="", title=title, source=description, numbers="")


def _drawn(site: Site, card: Card) -> bytes:
    kept = site.cache / "cards" / f"{_digest(card)}.png"
    try:
        return kept.read_bytes()
    except OSError:
        made = draw(card)
        atomic.replace(kept, made)
        return made


def _digest(card: Card) -> str:
    return hashlib.sha256(json.dumps([*astuple(card), _way()]).encode()).hexdigest()


@cache
def _way() -> str:
    """A digest of how pictures are drawn: this code, the fonts, and the library."""
    own = [Path(__file__), Path(lettering.__file__), *sorted(lettering.FONTS.glob("*.otf"))]
    return hashlib.sha256(b"".join(p.read_bytes() for p in own) + PIL.__version__.encode()).hexdigest()
