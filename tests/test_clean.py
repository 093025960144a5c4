"""Cleaning: each case is a file with a text, the paragraphs to keep and what is dropped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import article, clean, lexicon
from generator.clean import characters, rules
from generator.clean.dates import date_line
from generator.model import Dropped

CASES = sorted((Path(__file__).parent / "cases" / "clean").glob("*.yml"))


def case(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def run(given: Any) -> clean.Cleaned:
    return clean.clean(given["text"], given["form"], title=given.get("title"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    given = case(path)
    cleaned = run(given)
    assert [block.text for block in cleaned.paragraphs] == given["expect"]["paragraphs"]
    assert cleaned.title == given["expect"]["title"]
    expected = given["expect"]["dropped"]
    assert [(piece.line, piece.rule) for piece in cleaned.dropped] == [
        (d["line"], d["rule"]) for d in expected
    ]
    for piece, wanted in zip(cleaned.dropped, expected, strict=True):
        assert wanted.get("text", piece.text) == piece.text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cleaned_text_is_clean(path: Path) -> None:
    """What has been cleaned loses nothing when it is cleaned again as plain text."""
    given = case(path)
    first = run(given)
    again = clean.clean("\n\n".join(block.text for block in first.paragraphs), "text", title=first.title)
    assert [block.text for block in again.paragraphs] == [block.text for block in first.paragraphs]


def test_there_are_cases_for_every_rule() -> None:
    """Each class of lines, and each rule on paragraphs, drops something in some case."""
    seen = {piece["rule"] for path in CASES for piece in case(path)["expect"]["dropped"]}
    by_design = {"comments", "date-line", "source-line"}  # in tests/cases/article and below
    assert set(lexicon.load("cleaning")["lines"]) - by_design <= seen


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Leave a comment", "comments"),
        ("12 comments", "counter"),
        ("👁 1 204", "counter"),
        ("18:45 | 0", "counter"),
        ("Monday, May 18, 2015", "date-line"),
        ("Published: 18 May 2025, 10:32", "date-line"),
        ("Source: Osk Herald", "source-line"),
        ("Tags: harbour, Lindholm", "menu"),
        ("On 18 May 2025 the harbour was closed", ""),
        ("The committee has 12 comments to answer.", ""),
    ],
)
def test_line_class(line: str, name: str) -> None:
    assert rules._line_class(line) == name


def test_patterns_compile_and_carry_no_open_end() -> None:
    """A pattern sees at most LONGEST_LINE characters, and says itself how far it reaches."""
    for patterns in lexicon.load("cleaning")["lines"].values():
        for pattern in patterns:
            re.compile(pattern)
            assert not re.search(r"(?<!\\)\.[*+]", pattern), f"{pattern}: write .{{0,80}}"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Monday, May 18, 2015", (18, 5, 2015, 0)),
        ("18 May 2025", (18, 5, 2025, None)),
        ("2025-05-18", (18, 5, 2025, None)),
        ("2025-05-18T10:32:00Z", (18, 5, 2025, None)),
        ("10:32, 18.05.2025", (18, 5, 2025, None)),
        ("18.05.2025 10:32 | 1,203", (18, 5, 2025, None)),
        ("Updated on Sept. 3, 2021 at 4:05 p.m. EDT", (3, 9, 2021, None)),
        ("Thurs, 3rd of June", (3, 6, None, 3)),
    ],
)
def test_date_line(line: str, printed: tuple[int, int, int | None, int | None]) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.day.day, found.day.month, found.day.year, found.day.weekday) == printed


def test_invisible_characters_are_listed_by_line() -> None:
    text, dropped = characters.visible("one\u200b\r\ntwo\u202e\u2066\rthree\u2028four")
    assert text == "one\ntwo\nthree\nfour"
    assert dropped == [
        Dropped(1, "invisible-characters", "\u200b"),
        Dropped(2, "invisible-characters", "\u202e\u2066"),
    ]


def test_explain_shows_text_and_what_was_dropped() -> None:
    text = "Port opens\n\nShare this article\n\nThe port will open on Friday, the mayor\u200b said.\n"
    shown = clean.explain(article.read_text(text, "port.txt", first_seen=None))
    assert shown == (
        "Port opens\n\nThe port will open on Friday, the mayor said.\n\n"
        "Dropped (2):\n"
        "  line 3     share                 Share this article\n"
        "  line 5     invisible-characters  \\u200b\n"
    )


def test_explain_says_when_nothing_was_dropped() -> None:
    text = "Port opens\n\nThe port will open to all ships on Friday, the mayor said.\n"
    assert clean.explain(article.read_text(text, "port.txt", first_seen=None)).endswith(
        "Nothing was dropped.\n"
    )
