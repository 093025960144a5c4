"""The cleaning rules, in the order in which they work.

A rule looks at all blocks and gives, for each, the block to keep (perhaps shortened) or None.
What it takes away is listed under its name. The patterns are data: ``lexicon/cleaning.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator import lexicon
from generator.clean import dateline
from generator.clean.blocks import Block, ends_sentence, join, paragraphs
from generator.clean.dates import date_line

# A rule names what it drops by itself, or (line classes) block by block.
Kept = tuple[Block | None, str]
Rule = Callable[[Sequence[Block], str | None], list[Kept]]

_DATA = lexicon.load("cleaning")
# Patterns see no longer line, so that their cost is bounded however they are written.
LONGEST_LINE = 300
PROSE_WORDS = 12
SHORT_WORDS = 12
SHORT_ITEM_WORDS = 3
QUESTION_WORDS = 5
REPEATED_AT_LEAST = 60
_QUOTES = '"“”‘«'


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


PROTECTED = _any(_DATA["protected"])
LINE_CLASSES = [(name, _any(patterns)) for name, patterns in _DATA["lines"].items()]
SOURCE_LINE = _any(_DATA["source_lines"])
TO_END = frozenset(_DATA["sections_to_end"])
OF_LINKS = frozenset(_DATA["sections_of_links"])
WIKI_HEADING = re.compile(r"=+ ?(?P<name>[^=]{1,80}?) ?=+")


def is_protected(text: str) -> bool:
    """Tell whether a paragraph corrects the article: such a one is never dropped."""
    return bool(PROTECTED.match(text[:LONGEST_LINE]))


def key(text: str) -> str:
    """What is left of a text for comparing: letters and digits, in lower case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def is_prose(block: Block) -> bool:
    """Tell whether a paragraph is running text rather than a link, a title or a scrap."""
    return _is_long_sentence(block.text) and not block.linked


def _is_long_sentence(text: str) -> bool:
    return len(text.split()) >= PROSE_WORDS and ends_sentence(text)


def drop_sections(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """Sources, related news, external links and the like, up to the next heading or (links) prose."""
    kept: list[Kept] = []
    section = ""
    prose = False
    for group in paragraphs(list(blocks)):
        name = _section_name(group)
        if name in OF_LINKS or (name in TO_END and prose):
            section = name
        elif section and _ends_section(section, group):
            section = ""
        prose = prose or (not section and is_prose(join(group)[0]))
        kept += [(None if section else block, "section") for block in group]
    return kept


def _section_name(group: list[Block]) -> str:
    if len(group) > 1 or len(group[0].text) > 60:
        return ""
    text = group[0].text
    wiki = WIKI_HEADING.fullmatch(text)
    return (wiki["name"] if wiki else text).strip(":#*- ").casefold().replace("’", "'")


def _ends_section(section: str, group: list[Block]) -> bool:
    whole = join(group)[0]
    heading = whole.kind == "heading" or WIKI_HEADING.fullmatch(whole.text)
    return bool(heading) or is_protected(whole.text) or (section in OF_LINKS and is_prose(whole))


def drop_junk_lines(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """Whole lines, or paragraphs of several, that a pattern of the word list names."""
    kept: list[Kept] = []
    for group in paragraphs(list(blocks)):
        whole = join(group)[0].text
        name = "" if is_protected(whole) else _line_class(whole)
        if name:
            kept += [(None, name) for _ in group]
        elif len(group) == 1 or is_protected(whole):
            kept += [(block, "") for block in group]
        else:
            kept += _junk_in_group(group)
    return kept


def _junk_in_group(group: list[Block]) -> list[Kept]:
    """A line in the middle of a wrapped sentence is left alone, whatever it looks like."""
    kept: list[Kept] = []
    between = True
    for block in group:
        name = _line_class(block.text) if between else ""
        between = bool(name) or ends_sentence(block.text)
        kept.append((None, name) if name else (block, ""))
    return kept


def _line_class(text: str) -> str:
    if len(text) > LONGEST_LINE:
        return ""
    if date_line(text):
        return "date-line"
    for name, pattern in LINE_CLASSES:
        if pattern.fullmatch(text):
            return str(name)
    return "source-line" if SOURCE_LINE.fullmatch(text) else ""


def drop_link_lines(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """Paragraphs and list items that are nothing but a link: "read also" without the words."""
    return [(None if _is_link(block) else block, "link-line") for block in blocks]


def _is_link(block: Block) -> bool:
    kept = block.kind == "heading" or is_protected(block.text) or _is_long_sentence(block.text)
    return block.linked and not kept


def drop_repeated_title(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """The title, where the body has it again (its final stop or the outlet behind it aside)."""
    if not title:
        return [(block, "") for block in blocks]
    keys = {key(title), key(re.split(r",? [-–—|] ", title)[0])}
    return [
        (None if _is_title(block, keys) and not is_protected(block.text) else block, "repeated-title")
        for block in blocks
    ]


def _is_title(block: Block, keys: set[str]) -> bool:
    bare = block.text.rsplit(" | ", 1)[0]
    return len(block.text) <= LONGEST_LINE and (key(block.text) in keys or key(bare) in keys)


def drop_headings(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """Headings: they name a part of the article and state nothing."""
    return [(None if _is_heading(block) else block, "heading") for block in blocks]


def _is_heading(block: Block) -> bool:
    marked = block.kind == "heading" or bool(WIKI_HEADING.fullmatch(block.text[:LONGEST_LINE]))
    return marked and not is_protected(block.text)


def drop_dateline(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """The dateline of the first paragraph of prose; the paragraph stays."""
    kept: list[Kept] = [(block, "dateline") for block in blocks]
    for place, block in enumerate(blocks[:4]):
        found = dateline.find(block.text)
        if found:
            kept[place] = (replace(block, text=block.text[found.end :]), "dateline")
        if found or is_prose(block):
            break
    return kept


def drop_short_lines(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """Lines that are no sentences: captions, kickers, subheadings of plain text, lone words of a list."""
    last = len(blocks) - 1
    return [
        (None if _is_scrap(block, place == last) else block, "short-line")
        for place, block in enumerate(blocks)
    ]


def _is_scrap(block: Block, last: bool) -> bool:
    text = block.text
    words = len(text.split())
    if words > SHORT_WORDS or is_protected(text):
        return False
    if block.kind == "item":
        return words <= SHORT_ITEM_WORDS and not ends_sentence(text)
    if text.endswith("?"):  # a subheading that asks; a question of somebody's has a name or quotation marks
        return words <= QUESTION_WORDS and not last and not any(char in _QUOTES + ":" for char in text)
    if text[-1] in ",;—–-" + _QUOTES + "’'" or (text[0] in _QUOTES and words >= QUESTION_WORDS):
        return False
    return not ends_sentence(text) and (last or not text.endswith(":"))


def drop_repeated_paragraphs(blocks: Sequence[Block], title: str | None) -> list[Kept]:
    """A long paragraph that stands there a second time, word for word."""
    seen: set[str] = set()
    kept: list[Kept] = []
    for block in blocks:
        again = len(block.text) >= REPEATED_AT_LEAST and block.text in seen
        seen.add(block.text)
        kept.append((None if again else block, "repeated-paragraph"))
    return kept


# On lines, before the title is known; then on whole paragraphs.
LINE_RULES: tuple[Rule, ...] = (drop_sections, drop_junk_lines, drop_link_lines)
PARAGRAPH_RULES: tuple[Rule, ...] = (
    drop_repeated_title,
    drop_headings,
    drop_dateline,
    drop_short_lines,
    drop_repeated_paragraphs,
)
