"""In brief: which sentences carry an article, on frozen parses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from parses import cases, doc_of
from spacy.language import Language
from spacy.tokens import Doc

from generator.language.components.summary import briefing_summary, next_event
from generator.language.drafts import ActorDraft, EventDraft

CASES = cases("summary")


def prepared(case: dict[str, Any]) -> Doc:
    """The Doc of a case with its main actors."""
    doc = doc_of(case)
    doc._.actors = [
        ActorDraft(name, kind, _places(doc, name), salience="main") for name, kind in case["main"].items()
    ]
    return doc


def _places(doc: Doc, words: str) -> list[Any]:
    size = len(words.split())
    return [doc[i : i + size] for i in range(len(doc) - size + 1) if doc[i : i + size].text == words]


def event(doc: Doc, words: str, start: date | None, status: str = "scheduled") -> EventDraft:
    """An event at the first place of ``words``."""
    when = _places(doc, words)[0]
    return EventDraft("something", when, when.sent, start, start, "day", status)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_case(case: dict[str, Any]) -> None:
    doc = briefing_summary(prepared(case))
    assert doc._.summary == case["summary"]
    assert all(line in doc.text for line in doc._.summary)


def test_works_without_actors_and_events() -> None:
    doc = briefing_summary(doc_of(CASES[0]))
    assert doc._.summary and len(doc._.summary) <= 4


def test_an_empty_article(blank: Language) -> None:
    assert briefing_summary(blank(""))._.summary == []


def test_the_title_is_left_out(blank: Language) -> None:
    (case,) = (case for case in CASES if case["file"] == "one-sentence")
    doc = doc_of(case)
    doc._.title_end = len(case["text"])
    assert briefing_summary(doc)._.summary == []


def test_the_next_event_draws_its_sentence_in() -> None:
    """Of two sentences of equal worth, the one with the next event is taken."""
    (case,) = (case for case in CASES if case["file"] == "lead-and-main-actor")
    doc = prepared(case)
    plain = briefing_summary(doc)._.summary
    doc._.events = [event(doc, "until noon", date(2031, 5, 2))]
    assert "until noon" not in " ".join(plain)
    assert any("until noon" in line for line in briefing_summary(doc)._.summary)


def test_next_event_prefers_dates_and_skips_what_is_cancelled() -> None:
    doc = doc_of(CASES[0])
    late = event(doc, "until noon", date(2031, 5, 9))
    off = event(doc, "on Friday", date(2031, 5, 1), "cancelled")
    vague = event(doc, "before", None)
    doc._.events = [vague, off, late]
    assert next_event(doc) is late
    doc._.events = [off]
    assert next_event(doc) is None


@pytest.mark.parametrize("word", ["customers", "building"])
def test_whoever_is_missing_draws_a_sentence_in(word: str) -> None:
    """A main actor that only a dull sentence names is there all the same."""
    (case,) = (case for case in CASES if case["file"] == "lead-and-main-actor")
    doc = prepared(case)
    assert word not in " ".join(briefing_summary(doc)._.summary)
    doc._.actors.append(ActorDraft(word, "group", _places(doc, word), salience="main"))
    assert word in " ".join(briefing_summary(doc)._.summary)
    assert len(doc._.summary) <= 5
