"""Topics that articles suggest."""

from __future__ import annotations

import random
from datetime import date, timedelta

import yaml
from across import briefing
from growth import steps

from generator import crossindex
from generator.commands import topics as command
from generator.crossindex.proposals import proposals
from generator.editorial import Editorial, TopicEntry
from generator.model import Briefing


def story(name: str, number: int, *actors: str, words: str) -> list[Briefing]:
    return [
        briefing(
            f"{name}-{n}",
            ("Norway", "country"),
            *((actor, "organization") for actor in actors),
            (f"Ada B{name}{n}", "person"),
            published=date(2031, 1, 1) + timedelta(n),
            title=f"{words} {name}{n} day",
        )
        for n in range(number)
    ]


def two_stories() -> list[Briefing]:
    return [
        *story(
            "toll",
            4,
            "Port of Dale",
            "Northern Ferries",
            words="Harbour toll divides lorry drivers at Quay",
        ),
        *story("glacier", 3, "Ice Survey", "Alpine Club", words="Glacier tunnel drains"),
        *story("other", 1, "Choir of Oslo", words="Singers win"),
    ]


def test_stories_are_proposed_and_nothing_else() -> None:
    found = proposals(crossindex.build(two_stories()), 10)
    assert [sorted(b.id for b in one.briefings) for one in found] == [
        ["toll-0", "toll-1", "toll-2", "toll-3"],
        ["glacier-0", "glacier-1", "glacier-2"],
    ]
    assert {"Port of Dale", "Northern Ferries"} < set(found[0].shared)
    assert "Norway" not in found[0].shared, "half the world is named beside a country"


def test_what_is_a_topic_already_is_not_proposed_again() -> None:
    said = Editorial(topics=(TopicEntry("topics.yml:2", "Toll", articles=("toll-*",)),))
    (only,) = proposals(crossindex.build(two_stories(), said), 10)
    assert {b.id[:7] for b in only.briefings} == {"glacier"}


def test_one_minister_in_many_matters_is_no_topic() -> None:
    found = [
        briefing(
            f"n{n}", ("Mira Oduya", "person"), ("Norway", "country"), title=f"Prime Minister at place{n}"
        )
        for n in range(6)
    ]
    assert proposals(crossindex.build(found), 10) == []


def test_the_strongest_come_first_and_no_more_than_asked_for() -> None:
    index = crossindex.build(two_stories())
    assert proposals(index, 1) == proposals(index, 10)[:1]
    mixed = random.Random(5).sample(two_stories(), len(two_stories()))
    assert proposals(crossindex.build(mixed), 10) == proposals(index, 10)


def test_a_proposal_can_be_copied_into_the_file() -> None:
    index = crossindex.build(two_stories())
    text = "\n".join(command.as_text(index.topics, proposals(index, 10)))
    first, second = yaml.safe_load(text)["topics"]
    assert first["articles"] == ["toll-3", "toll-2", "toll-1", "toll-0"] and second["name"]


def test_work_grows_with_the_number_of_briefings() -> None:
    def index(stories: int) -> crossindex.SiteIndex:
        names = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(stories)]
        return crossindex.build(
            [one for n in names for one in story(n, 5, f"Port {n}", f"Club {n}", words=f"{n}x {n}y {n}z")]
        )

    small, large = index(20), index(80)
    assert proposals(small, 5)
    assert steps(lambda: proposals(large, 5)) < 4.8 * steps(lambda: proposals(small, 5))
