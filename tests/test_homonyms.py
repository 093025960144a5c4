"""Whether people of one name are one person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from across import briefing

from generator import crossindex
from generator.crossindex.homonyms import Sighting, people

FILE = Path(__file__).parent / "cases" / "across" / "homonyms.yml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_is_one_person(case: dict[str, Any]) -> None:
    seen = [Sighting((role,) if role else (), frozenset(company)) for role, *company in case["seen"]]
    assert people(seen) == case["people"]


PORT, CLUB = ("Port of Dale", "organization"), ("Dale Rowing Club", "organization")


def test_a_middle_initial_makes_nobody_another_person() -> None:
    found = [
        briefing("a", ("Ada Brook", "person"), PORT, CLUB),
        briefing("b", ("Ada K. Brook", "person"), PORT, CLUB),
        briefing("c", ("A. Brook", "person"), PORT, CLUB),
    ]
    index = crossindex.build(found)
    brook = index.actor_of["a", "a0"]
    assert index.actor_of["b", "a0"] is brook is not index.actor_of["c", "a0"]
    assert brook.reason == "the same full name, once with an initial" and brook.aliases == ("Ada Brook",)
    another = briefing("d", ("Ada L.M. Brook", "person"), PORT, CLUB)
    index = crossindex.build([*found, another])
    assert len({index.actor_of[ident, "a0"].slug for ident in "abd"}) == 3, "whose is the bare name?"
    stranger = briefing("b", ("Ada K. Brook", "person"), PORT)
    index = crossindex.build([found[0], stranger])
    assert index.actor_of["a", "a0"] is not index.actor_of["b", "a0"], "too little company in common"


def test_people_of_one_name_get_pages_of_their_own_and_the_older_keeps_the_address() -> None:
    found = [
        briefing("a", ("Ada Brook", "person", "mayor of Dale"), published=date(2031, 1, 1)),
        briefing("b", ("Ada Brook", "person", "striker"), published=date(2031, 1, 2)),
        briefing("c", ("Ada Brook", "person", "the mayor"), published=date(2031, 1, 3)),
    ]
    index = crossindex.build(found)
    mayor, striker = index.actor_of["a", "a0"], index.actor_of["b", "a0"]
    assert index.actor_of["c", "a0"] is mayor is not striker
    assert mayor.slug == "ada-brook" and striker.slug.startswith("ada-brook-")
    assert "roles that fit" in mayor.reason and mayor.apart == striker.apart != ""
