"""Related briefings and stories: what is close, in which order, at what cost."""

from __future__ import annotations

import random
from datetime import date, timedelta

from across import briefing
from growth import steps

from generator import crossindex
from generator.model import Briefing

PORT = ("Port of Dale", "organization")
MINISTER = ("Mira Oduya", "person")
EVERYBODY = ("Norway", "country")


def many(number: int) -> list[Briefing]:
    """Articles of which each shares one actor with all, one with ten others and words with its neighbours."""
    return [
        briefing(
            f"n{n:05}",
            EVERYBODY,
            (f"Northern Line {n // 10}", "organization"),
            (f"Ada Brook{n:05}", "person"),
            published=date(2031, 1, 1) + timedelta(n // 3),
            title=f"Ferry {n % 7} waits for harbour {n % 11}",
            topics=("ferries",),
        )
        for n in range(number)
    ]


def ids(found: tuple[Briefing, ...]) -> list[str]:
    return [one.id for one in found]


def test_what_shares_rare_actors_is_related_and_what_shares_a_common_one_is_not() -> None:
    index = crossindex.build(
        [
            briefing("toll", EVERYBODY, PORT, MINISTER, title="Port wants a toll"),
            briefing("toll-again", EVERYBODY, PORT, title="Toll at the port delayed"),
            briefing("oduya", EVERYBODY, MINISTER, title="Schools open early"),
            briefing("rain", EVERYBODY, title="Rain floods orchards"),
            briefing("chess", EVERYBODY, title="Chess title defended"),
        ]
    )
    assert ids(index.related["toll"]) == ["toll-again", "oduya"]
    assert ids(index.related["chess"]) == ids(index.related["rain"]) == []


def test_words_alone_relate() -> None:
    index = crossindex.build(
        [
            briefing("a", title="Glacier tunnel floods after the thaw"),
            briefing("b", title="Engineers pump out the flooded glacier tunnel"),
            *(briefing(f"x{n}", title=f"Choir {n} sings in hall {n}") for n in range(5)),
        ]
    )
    assert ids(index.related["a"]) == ["b"] and ids(index.related["b"]) == ["a"]


def test_a_story_is_one_path_there_and_back() -> None:
    index = crossindex.build(
        [
            briefing("c", published=date(2031, 3, 3), topics=("Harbour", "Rare")),
            briefing("a", published=date(2031, 3, 1), topics=("harbour",)),
            briefing("b", published=date(2031, 3, 2), topics=("Ferries", "Harbour")),
            briefing("d", published=date(2031, 3, 4), topics=("Harbour", "Ferries")),
            briefing("e", published=date(2031, 3, 5)),
        ]
    )
    walked = {
        ident: [other.id if other else None for other in index.story[ident]] for ident in sorted(index.story)
    }
    assert walked == {"a": [None, "c"], "c": ["a", "d"], "d": ["c", None]}


def test_the_order_of_articles_does_not_show() -> None:
    found = many(60)
    shuffled = random.Random(3).sample(found, len(found))
    one, other = crossindex.build(found), crossindex.build(shuffled)
    assert one == other and all(one.related[b.id] for b in found)


def test_work_grows_with_the_number_of_briefings() -> None:
    small, large = many(150), many(600)
    crossindex.build(small)  # word lists are read once
    assert steps(lambda: crossindex.build(large)) < 4.6 * steps(lambda: crossindex.build(small))
