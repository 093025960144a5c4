"""Whatever comes in: an article or a message, within its time, and never a word that is not the article's.

The generator's rules see parses by chance here (``mutations``): worse ones than the trained encoder makes.
"""

from __future__ import annotations

import html
import random
import time
from dataclasses import replace
from datetime import date

import mutations
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from generator import clean, crossindex, dates, render
from generator.clean import characters, oversized
from generator.errors import ArticleError
from generator.intake import frontmatter
from generator.language import finishing
from generator.model import Briefing
from generator.render import escape
from generator.settings import Settings

NUMBER = 2_000
SEED = 1
EXAMPLES = settings(max_examples=200, deadline=None, derandomize=True)
PIECES = st.lists(st.sampled_from(mutations.WORDS["odd"]), max_size=30)
TEXT = PIECES.map("".join) | st.text(max_size=200)


@pytest.fixture(scope="module")
def rules() -> Language:
    return mutations.rules()


@pytest.fixture(scope="module")
def briefings(rules: Language) -> list[Briefing]:
    """What is read of all spoilt articles; the reading itself fails where it should not."""
    texts, found = mutations.corpus(), []
    for seed in range(SEED * 10_000_000, SEED * 10_000_000 + NUMBER):
        data, suffix = mutations.spoilt(random.Random(seed), texts)
        started = time.process_time()
        try:
            briefing = mutations.read(rules, data, suffix, seed)
        except Exception as error:
            raise AssertionError(f"spoilt article {seed}{suffix}, see mutations.spoilt") from error
        assert time.process_time() - started < 20, f"{seed}{suffix} hangs"
        if briefing is not None:
            found.append(briefing)
    return found


def test_spoilt_articles_are_read_or_refused(briefings: list[Briefing]) -> None:
    assert NUMBER // 3 < len(briefings) < NUMBER
    assert sum(len(one.positions) for one in briefings) > 200, "the rules had something to go wrong about"
    assert sum(len(one.events) for one in briefings) > 200
    assert sum(len(one.open_questions) for one in briefings) > 5


def test_what_is_read_of_spoilt_articles_has_pages(briefings: list[Briefing]) -> None:
    some = [
        replace(one, article=replace(one.article, id=f"a{number}"))
        for number, one in enumerate(briefings[:: len(briefings) // 60])
    ]
    pages = render.pages(crossindex.build(some), some, Settings())
    for one in some:
        page = pages[f"{one.article.id}.md"]
        assert escape.text(one.article.title) in page or escape.meta(one.article.title) in page
        for position in one.positions:
            assert escape.visible(position.statement).split()[0] in html.unescape(page)


@EXAMPLES
@given(TEXT, st.sampled_from(["markdown", "text", "html"]))
def test_the_cleaner_takes_any_text(text: str, form: clean.Form) -> None:
    seen, _ = characters.visible(text.encode("utf-8", "replace").decode())
    for block in clean.clean(seen, form).paragraphs:
        assert block.text == characters.tidy(block.text) and block.line >= 1


@EXAMPLES
@given(TEXT)
def test_front_matter_is_read_or_refused(text: str) -> None:
    seen, _ = characters.visible(f"---\n{text}\n---\nThe towns met.")
    try:
        found = frontmatter.split(seen, "a.md")
    except ArticleError as error:
        assert error.line and "\n" not in str(error)
    else:
        assert isinstance(found.values.get("published"), date | None)


@EXAMPLES
@given(TEXT)
def test_markup_is_made_small_and_says_the_same(text: str) -> None:
    assert oversized.fewer_attributes(text) == text, "nothing of it is large"
    assert len(characters.fewer_marks(text)) <= len(text)


TIMES = st.lists(st.sampled_from(mutations.WORDS["times"]), max_size=12).map(" ".join)
QUESTIONS = st.lists(st.sampled_from(mutations.WORDS["questions"])).map(" ".join)


@EXAMPLES
@given(TIMES | TEXT, st.none() | st.dates())
def test_time_phrases_stand_in_the_text_and_end_after_they_begin(text: str, reference: date | None) -> None:
    for phrase in dates.find(text):
        assert text[phrase.start : phrase.end] == phrase.text
        period = phrase.resolve(reference)
        if period is not None and period.start is not None and period.end is not None:
            assert period.start <= period.end


@EXAMPLES
@given(TEXT | QUESTIONS)
def test_a_question_is_well_formed_or_not_asked(text: str) -> None:
    question = finishing.finish(text)
    assert question is None or (question.endswith("?") and "\n" not in question)
