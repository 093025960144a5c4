"""briefing_events: on frozen parses (tests/cases/events), and the same texts through the trained weights."""

from __future__ import annotations

from typing import Any

import pytest
from parses import cases, doc_of
from spacy.language import Language
from spacy.tokens import Doc

from generator.language.components.events import briefing_events
from generator.language.drafts import ActorDraft, EventDraft

CASES = cases("events")
AGREEMENT = 0.85  # share of the cases that the weights must bring out as their frozen parses do


def prepared(case: dict[str, Any]) -> Doc:
    doc = doc_of(case)
    assert doc.text == f"{case['title']}\n\n{case['text']}"
    doc._.published = case["published"]
    return doc


def told(event: EventDraft) -> dict[str, Any]:
    return {
        "what": event.what,
        "when": event.when.text,
        "start": event.start,
        "end": event.end,
        "granularity": event.granularity,
        "status": event.status,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_frozen_parses(case: dict[str, Any]) -> None:
    doc = briefing_events(prepared(case))
    assert [told(event) for event in doc._.events] == case["events"]
    for event in doc._.events:
        assert event.sentence.start_char >= doc._.title_end
        assert event.when.text in event.sentence.text


def test_cases_are_many_and_of_both_kinds() -> None:
    silent = [case for case in CASES if not case["events"]]
    assert len(CASES) >= 30 and len(silent) >= 8


def test_the_title_is_no_source_of_events() -> None:
    case = next(case for case in CASES if case["file"] == "will-on-weekday")
    doc = prepared(case)
    doc._.title_end = len(doc.text)
    assert briefing_events(doc)._.events == []


def test_actors_name_pronouns_and_take_part() -> None:
    case = next(case for case in CASES if case["file"] == "noun-with-date")
    doc = prepared(case)
    his = next(token for token in doc if token.text == "his")
    banker = next(token for token in doc if token.text == "banker")
    doc._.actors = [ActorDraft("Arne Holm", "person", [doc[banker.i : banker.i + 1]])]
    doc._.actor_at = {banker.i: 0, his.i: 0}
    (event,) = briefing_events(doc)._.events
    assert event.what == "Arne Holm's next court appearance"
    assert event.participants == [0]


def test_an_event_is_told_once() -> None:
    case = next(case for case in CASES if case["file"] == "scheduled-for")
    rows = case["parse"].splitlines()
    body = rows[3:]
    again = [_moved(row, len(body) + 1) for row in body]
    blank = "\\n\\n_ _SP SPACE dep 1 \\n\\n O"
    doc = doc_of({**case, "parse": "\n".join([*rows, blank, *again])})
    doc._.published = case["published"]
    assert [event.what for event in briefing_events(doc)._.events] == ["By-election"]


def _moved(row: str, step: int) -> str:
    parts = row.split(" ")
    return " ".join([*parts[:4], str(int(parts[4]) + step), *parts[5:]])


def test_trained_weights(nlp: Language) -> None:
    same = 0
    for case in CASES:
        doc = nlp.make_doc(f"{case['title']}\n\n{case['text']}")
        doc._.published, doc._.title_end = case["published"], len(case["title"])
        found = [(e.start, e.end, e.status) for e in nlp(doc)._.events]
        same += found == [(e["start"], e["end"], e["status"]) for e in case["events"]]
    assert same / len(CASES) >= AGREEMENT
