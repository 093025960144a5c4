"""Actors, topics, months and events across articles."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from across import briefing

from generator import crossindex
from generator.editorial import ActorEntry, Editorial, Selector
from generator.model import Position, ScheduledEvent
from generator.render.company import of_actor

CASES = Path(__file__).parent / "cases" / "render"
NAMES = yaml.safe_load((CASES / "names.yml").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case['one'][0]}-{case['other'][0]}")
def test_whose_actors_are_one(case: dict[str, Any]) -> None:
    index = crossindex.build([briefing("x", tuple(case["one"])), briefing("y", tuple(case["other"]))])
    assert (index.actor_of["x", "a0"] is index.actor_of["y", "a0"]) == case["merged"]
    assert [bool(actor.reason) for actor in index.actors].count(True) == case["merged"]


def test_the_order_of_articles_does_not_show() -> None:
    briefings = [
        briefing("x", ("Ada Brook", "person"), ("Hale", "person"), topics=("Harbour",)),
        briefing("y", ("ADA BROOK", "person"), ("Hale", "person"), topics=("harbour",), published=None),
        briefing("z", ("Ada Brook", "organization"), published=date(2030, 1, 1)),
    ]
    first, *others = (crossindex.build(order) for order in itertools.permutations(briefings))
    assert all(other == first for other in others)
    assert [b.id for b in first.briefings] == ["x", "z", "y"]


def test_every_actor_has_an_address_of_its_own_that_later_articles_leave_alone() -> None:
    old = [
        briefing(
            "x",
            ("Ada Brook", "person"),
            ("Hale", "person"),
            ("日本", "organization"),
            ("Index", "organization"),
        )
    ]
    before = crossindex.build(old)
    new = [*old, briefing("y", ("Hale", "person"), ("Ada Brook", "organization"), published=date(2031, 4, 1))]
    after = crossindex.build(new)
    slugs = [actor.slug for actor in after.actors]
    assert len(slugs) == len(set(slugs)) and "index" not in slugs
    for key, actor in before.actor_of.items():
        assert after.actor_of[key].slug == actor.slug
    assert before.actor_of["x", "a0"].slug == "ada-brook"


def test_two_actors_of_one_article_stay_two() -> None:
    index = crossindex.build(
        [
            briefing("x", ("Ada Brook", "person"), ("Ada Brook", "person")),
            briefing("y", ("Ada Brook", "person")),
        ]
    )
    assert index.actor_of["x", "a0"] is index.actor_of["y", "a0"] is not index.actor_of["x", "a1"]


def test_who_gets_a_page() -> None:
    thrice = [briefing(ident, ("Ada Brook", "person"), ("one official", "unnamed")) for ident in "xyz"]
    index = crossindex.build(thrice)
    assert index.actor_of["x", "a0"].has_page(3) and not index.actor_of["x", "a0"].has_page(4)
    assert not index.actor_of["x", "a1"].has_page(1), "a source without a name has no page"


def test_topics_and_months() -> None:
    index = crossindex.build(
        [
            briefing("x", topics=("Harbour", "harbour ")),
            briefing("y", topics=("Harbour",), published=date(2031, 2, 1)),
            replace(briefing("z", published=None)),
        ]
    )
    assert [(t.slug, t.name, [b.id for b in t.briefings]) for t in index.topics] == [
        ("harbour", "Harbour", ["x", "y"])
    ]
    assert {key: [b.id for b in group] for key, group in index.months.items()} == {
        "2031-03": ["x"], "2031-02": ["y"], "undated": ["z"],
    }  # fmt: skip


def test_a_period_already_running_stands_under_its_end() -> None:
    def event(start: date | None, end: date | None) -> ScheduledEvent:
        return ScheduledEvent("e-1", "vote", "then", "A vote.", start, end, "day", "scheduled", (), ())

    one = briefing("x", published=date(2031, 3, 4))
    listed = [
        crossindex.calendar_day(one, event(date(2031, 3, 4), date(2031, 6, 30))),  # "by the end of June"
        crossindex.calendar_day(one, event(date(2031, 1, 1), date(2031, 12, 31))),  # "this year"
        crossindex.calendar_day(one, event(date(2031, 5, 1), date(2031, 5, 31))),  # "in May"
        crossindex.calendar_day(one, event(None, None)),
    ]
    assert listed == [date(2031, 6, 30), date(2031, 12, 31), date(2031, 5, 1), None]


def test_positions_stand_under_the_first_topic_newest_first() -> None:
    def holding(ident: str, day: int, *topics: str) -> Any:
        base = briefing(ident, ("Ada Brook", "person"), published=date(2031, 3, day), topics=topics)
        held = Position("p-1", "a0", ident, f"{ident}.", "claim", "indirect", (), ())
        return replace(base, positions=(held,))

    silent = briefing("s", ("Ada Brook", "person"), published=date(2031, 3, 9), topics=("Silence",))
    index = crossindex.build(
        [
            holding("a", 1, "Toll", "Rain"),
            holding("b", 2),
            holding("c", 3, "Rain"),
            holding("d", 4, "Toll"),
            silent,
        ]
    )
    groups = crossindex.positions_by_topic(index, index.actor_of["a", "a0"])
    assert [(topic and topic.name, [p.statement for _, p in held]) for topic, held in groups] == [
        ("Toll", ["d", "a"]),
        ("Rain", ["c"]),
        (None, ["b"]),
    ]


def test_the_company_of_an_actor() -> None:
    brook, port, source = (
        ("Ada Brook", "person"),
        ("Port of Dale", "organization"),
        ("one official", "unnamed"),
    )
    hidden = Editorial((ActorEntry("actors.yml:2", "Thursday", (Selector("Thursday"),), hide=True),))
    index = crossindex.build(
        [
            briefing(
                "x", brook, port, source, ("Thursday", "organization"), ("Northern Ferries", "organization")
            ),
            briefing("y", brook, port, source, ("Thursday", "organization")),
        ],
        hidden,
    )
    members = of_actor(index, index.actor_of["x", "a0"], 5).members
    named = [(one.name, number) for one, number in members]
    assert named == [("Ada Brook", 2), ("Port of Dale", 2), ("Northern Ferries", 1)]
    assert of_actor(index, index.actor_of["x", "a0"], 1).members == members[:2]


def test_roles_have_their_first_and_last_day() -> None:
    days = [("a", 1, "mayor"), ("b", 2, "senator"), ("c", 3, "mayor")]
    found = [
        briefing(ident, ("Ada Brook", "person", role), published=date(2031, 3, day))
        for ident, day, role in days
    ]
    undated = briefing("u", ("Ada Brook", "person", "envoy"), published=None)
    (brook,) = crossindex.build([*found, undated]).actors
    assert [
        (seen.role, seen.first and seen.first.day, seen.last and seen.last.day) for seen in brook.roles_seen
    ] == [
        ("mayor", 1, 3),
        ("senator", 2, 2),
        ("envoy", None, None),
    ]
