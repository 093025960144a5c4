"""Drafts on a Doc become records whose ids and offsets hold."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from spacy.language import Language

from generator import gate
from generator.condense import condense, item_ids, slug
from generator.errors import ArticleError
from generator.language.drafts import ActorDraft, EventDraft, PositionDraft, QuestionDraft
from generator.model import Article, Briefing, Evidence

TEXT = (
    "Harbour plan\n\nMayor Ada Brook said the bridge is safe on Monday. Brook wants, she said, more money."
    "\n\nIt is unclear whether Brook will resign by Friday."
)


@pytest.fixture
def briefing(blank: Language) -> Briefing:
    doc = blank(TEXT)

    def span(words: str, nth: int = 0):  # type: ignore[no-untyped-def]
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(words, start + 1)
        found = doc.char_span(start, start + len(words))
        assert found is not None
        return found

    doc._.actors = [
        ActorDraft(
            "Ada Brook",
            "person",
            [span("Ada Brook"), span("Mayor Ada Brook"), span("Brook", 1), span("Brook", 2)],
            "Mayor",
            "main",
        )
    ]
    doc._.positions = [
        PositionDraft(
            0, [span("more money")], span("Brook wants, she said, more money."), "demand", "indirect"
        ),
        PositionDraft(0, [span("the bridge"), span("safe")], span(TEXT[14:63]), "claim", "indirect"),
    ]
    doc._.questions = [
        QuestionDraft(
            "Will Ada Brook resign?", [span("It is unclear whether Brook will resign by Friday.")], "unknown"
        )
    ]
    doc._.events = [
        EventDraft(
            "resignation of Ada Brook",
            span("by Friday"),
            span("It is unclear whether Brook will resign by Friday."),
            date(2031, 3, 3),
            date(2031, 3, 7),
            "day",
            "expected",
            [0],
        )
    ]
    doc._.summary = ["Brook wants, she said, more money."]
    return condense(Article("plan", "plan.md", "Harbour plan", TEXT), doc)


def test_records(briefing: Briefing) -> None:
    (actor,) = briefing.actors
    assert (actor.id, actor.mentions, actor.count) == (
        "ada-brook",
        ("Mayor Ada Brook", "Ada Brook", "Brook"),
        3,
    ), "a mention inside another counts once"
    assert [p.statement for p in briefing.positions] == ["the bridge … safe", "more money"], "in text order"
    assert briefing.events[0].participants == ("ada-brook",)
    gate.check(briefing)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"summary": ("Brook wants less.",)}, "summary"),
        ({"actors": ()}, "no actor"),
    ],
)
def test_gate_refuses(briefing: Briefing, change: dict[str, object], words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        gate.check(dataclasses.replace(briefing, **change))


@pytest.mark.parametrize(
    ("items", "change"),
    [
        ("actors", {"mentions": ("Ada Brook", "Broke")}),
        ("actors", {"evidence": (Evidence(0, 5),)}),
        ("positions", {"statement": "the bridge … unsafe"}),
        ("positions", {"sentence": "Nobody wrote this."}),
        ("positions", {"via": ("nobody",)}),
        ("positions", {"evidence": ()}),
        ("open_questions", {"sentences": ("It is clear.",)}),
        ("events", {"when": "by Monday"}),
        ("events", {"sentence": "It is clear."}),
        ("events", {"participants": ("nobody",)}),
    ],
)
def test_gate_refuses_items(briefing: Briefing, items: str, change: dict[str, object]) -> None:
    broken = tuple(dataclasses.replace(item, **change) for item in getattr(briefing, items))
    with pytest.raises(ArticleError):
        gate.check(dataclasses.replace(briefing, **{items: broken}))


def test_ids_do_not_depend_on_order() -> None:
    alone = item_ids("p", ["The bridge is safe."])
    assert item_ids("p", ["It rained.", "The  bridge is safe"])[1] == alone[0]
    assert item_ids("q", ["The bridge is safe."]) != alone
    twice = item_ids("p", ["The bridge is safe.", "The bridge is safe."])
    assert twice[0] == alone[0] and twice[1] != alone[0]


def test_slug() -> None:
    assert slug("Élysée Palace") == "elysee-palace"
    assert slug("基辅") == "actor"
