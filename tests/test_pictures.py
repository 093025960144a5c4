"""Pictures: bounded, the same every time, true to their numbers, and XML whatever an article calls people."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from listed import briefing, event

from generator import crossindex, render
from generator.model import Actor
from generator.render import company, pictures
from generator.settings import Settings

PAYLOADS = yaml.safe_load(
    (Path(__file__).parent / "cases" / "render" / "payloads.yml").read_text(encoding="utf-8")
)["payloads"]
SVG = "{http://www.w3.org/2000/svg}"


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def test_a_timeline_counts_what_it_shows() -> None:
    drawn = pictures.timeline(
        days("2031-01-03", "2031-01-30", "2031-03-01"), days("2031-02-02", "2031-05-01")
    )
    assert drawn is not None and drawn.later == 0
    assert [(b.label, b.above, b.below) for b in drawn.buckets] == [
        ("January 2031", 2, 0), ("February 2031", 0, 1), ("March 2031", 1, 0), ("May 2031", 0, 1),
    ]  # fmt: skip
    heights = [bar.height for bar in drawn.bars]
    assert heights == [22.0, 11.0, 11.0, 11.0], "a bar is as high as its number"
    assert [bar.above for bar in drawn.bars] == [True, False, True, False]


@pytest.mark.parametrize("span", [40, 400, 4000, 40000, 2_900_000])
def test_a_timeline_is_bounded_and_loses_nothing(span: int) -> None:
    first = date(31, 1, 1)
    above = [first + timedelta(days=n * span // 50) for n in range(51)]
    drawn = pictures.timeline(above, above[10:])
    assert drawn is not None and len(drawn.buckets) <= pictures.BUCKETS
    assert (sum(b.above for b in drawn.buckets), sum(b.below for b in drawn.buckets)) == (51, 41)
    for bar in drawn.bars:
        assert bar.x >= 0 and bar.x + bar.width <= pictures.WIDTH
        assert bar.y >= 0 and bar.y + bar.height <= drawn.height
    places = [tick.x for tick in drawn.ticks]
    assert all(after - before >= 34 for before, after in pairwise(places))


def test_what_lies_far_ahead_does_not_press_the_rest_together() -> None:
    drawn = pictures.timeline(
        days("2031-01-03", "2031-03-01"), days("2031-04-01", "2050-01-01", "9999-12-31")
    )
    assert drawn is not None and drawn.later == 2 and drawn.buckets[-1].label == "April 2031"


@pytest.mark.parametrize("above", [[], ["2031-01-03"], ["2031-01-03", "2031-01-30"]])
def test_one_month_is_no_course_of_time(above: list[str]) -> None:
    assert pictures.timeline(days(*above), []) is None


def test_a_network_is_bounded_and_draws_the_strongest() -> None:
    names = [f"n{number}" for number in range(13)]
    together = {pair: sum(pair) for pair in combinations(range(13), 2)}
    drawn = pictures.network(names, [5] * 13, together, lead=True)
    assert drawn is not None and [node.name for node in drawn.nodes] == names
    assert len(drawn.arcs) == pictures.ARCS and sum(arc.lead for arc in drawn.arcs) == 12
    assert [node.lead for node in drawn.nodes] == [True] + [False] * 12
    weakest = min(together[pair] for pair in together if pair[0] and sum(pair) >= 16)
    assert sum(not arc.lead for arc in drawn.arcs) == 18 and weakest == 16
    assert pictures.network(["alone"], [1], {}, lead=True) is None


def test_who_is_named_together() -> None:
    index = crossindex.build(
        [
            briefing("x", "2031-03-01", "Harbour Board", "Dockers Union", "Rail Board"),
            briefing("y", "2031-03-02", "Harbour Board", "Dockers Union"),
            briefing("z", "2031-03-03", "Rail Board", "Dockers Union"),
        ]
    )
    board = next(actor for actor in index.actors if actor.name == "Harbour Board")
    found = company.of_actor(index, board, 5)
    assert [(actor.name, number) for actor, number in found.members] == [
        ("Harbour Board", 2), ("Dockers Union", 2), ("Rail Board", 1),
    ]  # fmt: skip
    assert found.pairs == {(0, 1): 2, (0, 2): 1, (1, 2): 1}
    topic = company.of_briefings(index, index.briefings, 2)
    assert [actor.name for actor, _ in topic.members] == ["Dockers Union", "Harbour Board"]
    best = topic.with_most(0)
    assert best is not None and (best[0].name, best[1]) == ("Harbour Board", 2)


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 6))
def test_pictures_are_xml_whatever_people_are_called(start: int) -> None:
    names = dict.fromkeys(PAYLOADS[start : start + 6])
    # Of a country's name nothing more is asked than that it is the same in two articles.
    actors = tuple(
        Actor(f"a{number}", name, "country", None, "main", (name,), 1, ())
        for number, name in enumerate(names)
    )
    found = [
        briefing(
            f"x{month}",
            f"2031-0{month}-03",
            actors=actors,
            topics=(PAYLOADS[start],),
            events=(event("e-1", f"2031-0{month}-20"),),
        )
        for month in (1, 2, 5, 6)
    ]
    files = render.pages(crossindex.build(found), found, Settings())
    drawn = [svg for text in files.values() for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
    assert len(drawn) > 3
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        ids = {one.get("id"): one.text for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")}
        assert [bool((ids[part] or "").strip()) for part in str(root.get("aria-labelledby")).split()] == [
            True
        ] * 2
        allowed = {"svg", "title", "desc", "g", "rect", "path", "circle", "text"}
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= allowed
        given = {name for one in root.iter() for name in one.attrib}
        assert not {name for name in given if name.startswith("on") or name in ("style", "href")}
