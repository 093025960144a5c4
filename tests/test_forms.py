"""A document's strings, decoded once, say what spaCy says of the Doc, its Spans and its Tokens."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from generator.language.forms import between, lemmas, lowers, text, texts, written
from generator.language.grammar import sentence_start

WORDS = ["The", "Ferry", "’s", "late", ".", "\n\n", "Brook", "said", "so", "."]
SPACES = [True, False, True, False, False, False, True, True, False, True]
STARTS = [True, False, False, False, False, False, True, False, False, False]


@pytest.fixture
def doc() -> Doc:
    return Doc(
        spacy.blank("en").vocab,
        words=WORDS,
        spaces=SPACES,
        lemmas=["the", "ferry", "be", "late", ".", "\n\n", "Brook", "say", "so", "."],
        sent_starts=STARTS,
    )


def test_tokens_are_told_as_the_doc_has_them(doc: Doc) -> None:
    assert list(texts(doc)) == WORDS
    assert list(lowers(doc)) == [word.lower() for word in WORDS]
    assert lemmas(doc)[6:8] == ("brook", "say")
    assert text(doc) == doc.text


def test_every_stretch_is_cut_as_a_span_would(doc: Doc) -> None:
    for start in range(len(doc)):
        for end in range(start, len(doc) + 1):
            assert between(doc, start, end) == doc[start:end].text
            if start < end:
                assert written(doc[start:end]) == doc[start:end].text


def test_a_sentence_starts_where_the_parser_says(doc: Doc) -> None:
    assert [sentence_start(token) for token in doc] == [token.sent.start for token in doc]
    assert sentence_start(doc[9]) == 6


def test_what_was_read_once_is_not_read_again(doc: Doc) -> None:
    assert texts(doc) is texts(doc)
