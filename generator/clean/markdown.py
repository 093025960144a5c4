"""Markdown → lines: markup resolved, what is no prose left out and listed.

markdown-it-py parses (CommonMark with tables). Three of its rules are off, because prose that people
paste into a file means something else by them: indented paragraphs are no code, backquotes are old
quotation marks, and ``[Q]: Yes`` is no link definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.clean import hypertext, plain
from generator.clean.blocks import Block, BlockKind
from generator.clean.characters import tidy
from generator.model import Dropped

PARSER = MarkdownIt("commonmark").enable("table").disable(["code", "backticks"])
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:|/|#|\.|[^/\s]+\.[a-z])", re.IGNORECASE)
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
# What stands in a quotation or list of this level is passed over by the parser.
DEEPEST = PARSER.options.maxNesting - 1
# A heading that long, and ending as a sentence does, is a paragraph over a row of dashes.
HEADING_WORDS = 30


@dataclass(slots=True)
class _Reader:
    """What is known while the tokens go by."""

    lines: list[str]
    first_line: int
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    lists: list[Token] = field(default_factory=list)
    heading: int = 0
    marker: str = ""

    def number(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def source(self, token: Token) -> str:
        start, end = token.map or (0, 0)
        return "\n".join(self.lines[start:end]).strip("\n")

    def drop(self, line: int, rule: str, text: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(line, rule, text))


def read(text: str, first_line: int) -> tuple[list[Block], list[Dropped]]:
    """Resolve the markup of a Markdown text.

    Args:
        text: the article without its front matter, line feeds as its only line breaks.
        first_line: the number of its first line in the file.

    Returns:
        The lines of its headings, paragraphs and list items, and what is no prose: images, tables,
        code, comments, tags, link definitions.
    """
    reader = _Reader(text.split("\n"), first_line)
    tokens = iter(_parse(text))
    for token in tokens:
        if token.nesting == 1 and token.level == DEEPEST:
            reader.drop(reader.number(token), "nested-too-deeply", reader.source(token))
        _take(reader, token, tokens)
    return reader.blocks, reader.dropped


def _parse(text: str) -> list[Token]:
    """Parse; where what looks like a link definition leads to no address, without definitions."""
    env: dict[str, dict[str, dict[str, str]]] = {}
    tokens = PARSER.parse(text, env)
    targets = [definition["href"] for definition in env.get("references", {}).values()]
    if all(ADDRESS.match(target) for target in targets):
        return tokens
    strict = MarkdownIt("commonmark").enable("table").disable(["code", "backticks", "reference"])
    return strict.parse(text)


def _take(reader: _Reader, token: Token, tokens: Iterator[Token]) -> None:
    if token.type == "inline":
        _take_lines(reader, token)
    elif token.type == "table_open":
        reader.drop(reader.number(token), "table", reader.source(token))
        for inner in tokens:
            if inner.type == "table_close":
                break
    elif token.type == "fence":
        _take_fence(reader, token)
    elif token.type == "html_block":
        _take_html(reader, token)
    elif token.type in ("heading_open", "heading_close"):
        reader.heading = int(token.tag[1]) if token.nesting == 1 else 0
    elif token.type in ("bullet_list_open", "ordered_list_open"):
        reader.lists.append(token)
    elif token.type in ("bullet_list_close", "ordered_list_close"):
        reader.lists.pop()
    elif token.type == "list_item_open":
        reader.marker = _lone_number(reader, token)


def _lone_number(reader: _Reader, item: Token) -> str:
    """The number of an "ordered list" of one: "1. FC Köln won" is a sentence, not a list."""
    last = reader.lists[-1]
    alone = last.map == item.map or (last.map and item.map and last.map[0] == item.map[0])
    only = alone and last.map and item.map and not "".join(reader.lines[item.map[1] : last.map[1]]).strip()
    return f"{item.info}{item.markup} " if item.info and only else ""


def _take_lines(reader: _Reader, inline: Token) -> None:
    number = reader.number(inline)
    kind: BlockKind = "item" if reader.lists and not reader.marker else "paragraph"
    level = reader.heading
    if level and (len(inline.content.split()) <= HEADING_WORDS or not inline.content.endswith(".")):
        kind = "heading"
    starts = True
    for offset, (words, linked) in enumerate(_inline_lines(reader, number, inline.children or [])):
        text = tidy(FOOTNOTE.sub("", reader.marker + words))
        reader.marker = ""
        if text:
            block_level = level if kind == "heading" else 0
            reader.blocks.append(Block(number + offset, text, kind, block_level, starts, linked))
            starts = False


def _inline_lines(reader: _Reader, number: int, children: list[Token]) -> list[tuple[str, bool]]:
    """The text of each line, and whether all of its words are links'."""
    lines: list[tuple[list[str], list[str]]] = [([], [])]  # all words; words outside links
    depth = 0
    for child in children:
        everything, outside = lines[-1]
        if child.type in ("softbreak", "hardbreak"):
            lines.append(([], []))
        elif child.type in ("text", "text_special"):
            everything.append(child.content)
            if not depth:
                outside.append(child.content)
        elif child.type in ("link_open", "link_close"):
            depth += child.nesting
        elif child.type == "image":
            reader.drop(number + len(lines) - 1, "image", child.content or "image")
        elif child.type == "html_inline":
            rule = "comment" if child.content.startswith("<!--") else "tag"
            reader.drop(number + len(lines) - 1, rule, child.content)
            if re.match(r"<br\b", child.content, re.IGNORECASE):
                everything.append(" ")
                outside.append(" ")
    return [
        ("".join(everything), len(outside) < len(everything) and not hypertext.WORD.search("".join(outside)))
        for everything, outside in lines
    ]


def _take_fence(reader: _Reader, fence: Token) -> None:
    """Leave out code; where the fence is never closed, it is no fence, and its lines are prose."""
    last = reader.source(fence).rsplit("\n", 1)[-1].strip()
    if last.startswith(fence.markup) and not last.strip(fence.markup[0]):
        reader.drop(reader.number(fence), "code", reader.source(fence))
        return
    reader.blocks += plain.read(fence.content, reader.number(fence) + 1)


def _take_html(reader: _Reader, token: Token) -> None:
    number = reader.number(token)
    found = hypertext.blocks(token.content, number)
    reader.blocks += found
    if not found:
        rule = "comment" if token.content.lstrip().startswith("<!--") else "tag"
        reader.drop(number, rule, token.content.strip("\n"))
