"""Quotation marks: cases as files, and properties that hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import steps
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from generator.language.quotes import quotations, ranges

CASES = sorted((Path(__file__).parent / "cases" / "quotes").glob("*.yml"))
PIECES = st.sampled_from([*"\"“”„«»'‘’ \n.,!s(", "\n\n", "tide", "boats'", "it's", "12", "—"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = [{"quotation": case["text"][a:b], "closed": closed} for a, b, closed in ranges(case["text"])]
    assert found == case["expected"], case["why"]


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_disjoint_ranges_inside_one_paragraph(text: str) -> None:
    last = 0
    for start, end, closed in ranges(text):
        assert last <= start < end <= len(text)
        assert "\n" not in text[start:end]
        assert not closed or text[end] in "\"“”„«»'‘’"
        last = end


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_doc_gives_token_ranges_inside_their_characters(text: str) -> None:
    import spacy

    doc = spacy.blank("en").make_doc(text)
    for quote in quotations(doc):
        assert quote.first < quote.last
        assert doc[quote.first].idx >= quote.start
        assert doc[quote.last - 1].idx + len(doc[quote.last - 1]) <= quote.end


def test_tokens_of_a_quotation(blank: Language) -> None:
    doc = blank.make_doc('Ode said, "The tide is out."')
    (quote,) = quotations(doc)
    assert doc[quote.first : quote.last].text == "The tide is out."
    assert doc[quote.first - 1].text == '"'


@pytest.mark.parametrize("piece", ['"a ', "“a ", "'a ", "' s ", '"\n', "‘s’ "])
def test_the_work_grows_in_proportion(piece: str) -> None:
    small, large = steps(lambda: ranges(piece * 500)), steps(lambda: ranges(piece * 4000))
    assert large < 10 * small  # 8 times the text; its square would be 64 times the work
