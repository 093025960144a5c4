"""File text → article text, by ordered steps, with a list of everything that was left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.clean import markdown, page, plain, rules
from generator.clean.blocks import Block, ends_sentence, join
from generator.model import Article, Dropped

Form = Literal["markdown", "text", "html"]

# A first line longer than that is the first paragraph of an article without a title.
TITLE_WORDS = 30
TITLE_SENTENCE_WORDS = 14
KICKER_WORDS = 2


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's prose and what the page said about it.

    Attributes:
        title: as given, else as found in the text; None where the text begins with its first paragraph.
        title_found: True where the title was taken from the text.
        paragraphs: the prose, in order; ``line`` is where each begins in the file.
        dropped: everything left out, in the order of lines.
        author, source, url, published: what the head of an HTML page says, else None.
    """

    title: str | None
    title_found: bool
    paragraphs: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    author: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None


def clean(text: str, form: Form, *, title: str | None = None, first_line: int = 1) -> Cleaned:
    """Take the prose of an article out of its file.

    Args:
        text: the file without its front matter, its invisible characters gone (``characters.visible``).
        form: how it is written.
        title: the title where the front matter gives one.
        first_line: the number of the text's first line in the file.
    """
    found = _read(text, form, first_line)
    dropped = list(found.dropped)
    lines = found.blocks
    for rule in rules.LINE_RULES:
        lines = _apply(rule, lines, title, dropped)
    body = join(lines)
    known = title or found.title
    if known is None:
        known, body = _take_title(body, dropped)
    for rule in rules.PARAGRAPH_RULES:
        body = _apply(rule, body, known, dropped)
    dropped.sort(key=lambda piece: piece.line)
    return Cleaned(
        known,
        known is not None and title is None,
        tuple(body),
        tuple(dropped),
        found.author,
        found.source,
        found.url,
        found.published,
    )


def _read(text: str, form: Form, first_line: int) -> page.Page:
    if form == "html":
        return page.read(text, first_line)
    if form == "markdown":
        return page.Page(*markdown.read(text, first_line))
    return page.Page(plain.read(text, first_line), [])


def _apply(rule: rules.Rule, blocks: list[Block], title: str | None, dropped: list[Dropped]) -> list[Block]:
    """Run one rule; list what it took; where the head of a paragraph went, the next line is the head."""
    after: list[Block] = []
    starts = False
    for block, (kept, name) in zip(blocks, rule(blocks, title), strict=True):
        if kept is None:
            dropped.append(Dropped(block.line, name, block.text))
            starts = starts or block.starts
            continue
        if kept.text != block.text:
            dropped.append(Dropped(block.line, name, block.text[: -len(kept.text) or None].strip()))
        after.append(replace(kept, starts=kept.starts or starts))
        starts = False
    return after


def _take_title(body: list[Block], dropped: list[Dropped]) -> tuple[str | None, list[Block]]:
    """Find the title among the first blocks: a heading before any prose, else a short first line."""
    head = next((place for place, block in enumerate(body) if rules.is_prose(block)), len(body))
    for place, block in enumerate(body[:head]):
        if block.kind == "heading" and not rules.is_protected(block.text):
            return block.text, [*body[:place], *body[place + 1 :]]
    place = _kickers(body[:head])
    if len(body) < place + 2 or not _is_title(body[place]):
        return None, body
    dropped += [Dropped(block.line, "kicker", block.text) for block in body[:place]]
    return body[place].text, body[place + 1 :]


def _is_title(block: Block) -> bool:
    words = block.text.split()
    sentence = block.text.endswith(".") and not _in_title_case(words)
    longest = TITLE_SENTENCE_WORDS if sentence else TITLE_WORDS
    return len(words) <= longest and block.kind != "item" and not rules.is_protected(block.text)


def _in_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _kickers(body: list[Block]) -> int:
    """How many lines over the title name a section of the site: several of a word or two, or a lone word."""
    count = 0
    while count < len(body) and _is_kicker(body[count].text):
        count += 1
    if count == 1 and " " in body[0].text and not body[0].text.isupper():
        return 0
    longer = count < len(body) and len(body[count].text.split()) >= 2 * KICKER_WORDS
    return count if longer and not ends_sentence(body[count].text) else 0


def _is_kicker(text: str) -> bool:
    words = text.split()
    languages = len(words) <= TITLE_WORDS and all(word.isupper() and len(word) <= 3 for word in words)
    return (len(words) <= KICKER_WORDS or languages) and not ends_sentence(text)


def explain(article: Article) -> str:
    """Return the cleaned text and, under it, what was dropped: line, rule, text.

    Characters that cannot be seen are shown by their numbers (``\\u200b``).
    """
    return f"{article.text}\n\n{listing(article.dropped)}\n"


def listing(dropped: Sequence[Dropped]) -> str:
    """Say what was dropped, a line for each piece: line, rule, text."""
    if not dropped:
        return "Nothing was dropped."
    rows = [f"Dropped ({len(dropped)}):"]
    width = max(len(piece.rule) for piece in dropped)
    for piece in dropped:
        rows.append(f"  line {piece.line:<5} {piece.rule:<{width}}  {_shown(piece.text)}")
    return "\n".join(rows)


def _shown(text: str) -> str:
    text = re.sub(r"\n", " ⏎ ", text)
    return "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co") else char
        for char in text
    )
