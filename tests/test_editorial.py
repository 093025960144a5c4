"""What editors say across articles: the two files, their faults, and what they do to actors and topics."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from across import briefing

from generator import build, crossindex, editorial
from generator.errors import GeneratorError
from generator.model import Briefing
from generator.settings import Settings

FILE = Path(__file__).parent / "cases" / "across" / "faults.yml"
FAULTS = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]


@pytest.fixture
def said(tmp_path: Path) -> Any:
    """Write the files and read them back."""

    def read(actors: str = "", topics: str = "") -> editorial.Editorial:
        for name, text in (("actors", actors), ("topics", topics)):
            (tmp_path / f"{name}.yml").write_text(f"{name}:\n{text}", encoding="utf-8")
        return editorial.read(tmp_path)

    return read


def names(index: crossindex.SiteIndex) -> dict[str, list[str]]:
    return {actor.name: sorted(seen.briefing.id for seen in actor.appearances) for actor in index.actors}


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["says"][1])
def test_a_fault_says_where_it_is_and_how_to_mend_it(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / case["file"]).write_text(case["text"], encoding="utf-8")
    with pytest.raises(GeneratorError) as caught:
        editorial.read(tmp_path)
    for words in case["says"]:
        assert words in str(caught.value)


def test_faults_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("actors", "topics"):
        (tmp_path / f"{name}.yml").write_text(f"{name}:\n- nam: A\n", encoding="utf-8")
    with pytest.raises(GeneratorError, match=r"(?s)actors\.yml:2.*topics\.yml:2"):
        editorial.read(tmp_path)


def test_without_files_nothing_is_said(tmp_path: Path) -> None:
    assert editorial.read(tmp_path) == editorial.Editorial()
    (tmp_path / "actors.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert editorial.read(tmp_path) == editorial.Editorial()


def harbour() -> list[Briefing]:
    return [
        briefing("dale/x", ("Ada Brook", "person"), ("NFL", "organization"), published=date(2031, 1, 1)),
        briefing("dale/y", ("Brook", "person"), ("Northern Ferries Ltd", "organization")),
        briefing("oslo/z", ("Brook", "person"), ("Thursday", "organization")),
    ]


def test_an_entry_merges_describes_and_hides(said: Any) -> None:
    index = crossindex.build(
        harbour(),
        said(
            """
- name: Ada Brook
  aliases: [{name: Brook, in: "dale/*"}]
  description: Mayor of Dale
  links: https://example.org/brook
- name: Northern Ferries
  aliases: [NFL]
  instead_of: [Northern Ferries Ltd]
  kind: group
- name: Thursday
  hide: true
"""
        ),
    )
    assert names(index) == {
        "Ada Brook": ["dale/x", "dale/y"],
        "Brook": ["oslo/z"],
        "Northern Ferries": ["dale/x", "dale/y"],
    }
    brook = index.actor_of["dale/y", "a0"]
    assert (brook.slug, brook.description, brook.links) == (
        "ada-brook",
        "Mayor of Dale",
        ("https://example.org/brook",),
    )
    assert brook.aliases == ("Brook",) and brook.reason == "joined by actors.yml:3"
    ferries = index.actor_of["dale/x", "a1"]
    assert ferries.kind == "group" and ferries.former == ("nfl", "northern-ferries-ltd")
    thursday = index.actor_of["oslo/z", "a1"]
    assert thursday.hidden and not thursday.has_page(1)
    assert index.notes == ()


def test_an_entry_splits_what_a_name_joins(said: Any) -> None:
    found = [briefing(f"{where}/{n}", ("Ada Brook", "person")) for where in ("dale", "oslo") for n in "ab"]
    assert names(crossindex.build(found)) == {"Ada Brook": ["dale/a", "dale/b", "oslo/a", "oslo/b"]}
    split = crossindex.build(
        found, said("\n- name: Ada Brook (mayor)\n  instead_of: [{name: Ada Brook, in: dale/*}]")
    )
    assert names(split) == {"Ada Brook": ["oslo/a", "oslo/b"], "Ada Brook (mayor)": ["dale/a", "dale/b"]}
    apart = crossindex.build(found, said("\n- name: Ada Brook\n  apart: true"))
    assert len(apart.actors) == 4 and all(
        actor.apart == "kept apart by actors.yml:3" for actor in apart.actors
    )


def test_an_entry_has_what_is_one_with_it_anyway(said: Any) -> None:
    found = [briefing("x", ("U.S.", "country")), briefing("y", ("Washington", "country"))]
    index = crossindex.build(found, said("\n- name: United States of America\n  instead_of: [U.S.]"))
    assert names(index) == {"United States of America": ["x", "y"]}


def test_one_article_has_a_merged_actor_once(said: Any) -> None:
    found = [briefing("x", ("Northern Ferries", "organization"), ("NFL", "organization", "operator"))]
    index = crossindex.build(found, said("\n- name: Northern Ferries\n  aliases: [NFL]"))
    (ferries,) = index.actors
    assert len(ferries.appearances) == 1 and ferries.role == "operator"
    assert index.actor_of["x", "a0"] is index.actor_of["x", "a1"] is ferries


def test_an_entry_that_no_article_bears_out_is_told_with_the_nearest_name(said: Any) -> None:
    index = crossindex.build(harbour(), said("\n- name: Ada Brooke\n- name: Brook\n  in: rome/*"))
    first, second = index.notes
    assert first.startswith("actors.yml:3: no article names 'Ada Brooke'; nearest is 'Ada Brook'")
    assert second.startswith("actors.yml:4: no article in rome/* names 'Brook'")


def test_addresses_without_entries_stay_where_entries_do_nothing_to_them(said: Any) -> None:
    before = crossindex.build(harbour())
    after = crossindex.build(harbour(), said("\n- name: Northern Ferries\n  aliases: [NFL]"))
    assert before.actor_of["dale/x", "a0"] == after.actor_of["dale/x", "a0"]


def test_a_pinned_topic_takes_articles_by_pattern_actor_and_other_name(said: Any) -> None:
    found = [
        briefing("dale/x", ("Port of Dale", "organization")),
        briefing("oslo/y", ("Port of Dale", "organization")),
        briefing("oslo/z", topics=("Harbour dues", "Rain")),
        briefing("oslo/w", topics=("Rain",)),
    ]
    topics = """
- name: Harbour toll
  aliases: [harbour dues]
  description: Who pays for the quay
  articles: ["dale/*"]
  actors: [port of dale]
- name: Nothing yet
"""
    index = crossindex.build(found, said(topics=topics))
    rain, toll = sorted(index.topics, key=lambda topic: topic.slug, reverse=True)
    assert sorted(b.id for b in toll.briefings) == ["dale/x", "oslo/y", "oslo/z"]
    assert (toll.slug, toll.name, toll.description) == (
        "harbour-toll",
        "Harbour toll",
        "Who pays for the quay",
    )
    assert toll.pinned and toll.former == ("harbour-dues",) and not rain.pinned
    assert [topic.slug for topic in index.topics_of["oslo/z"]] == ["harbour-toll", "rain"], (
        "pinned ones first"
    )
    assert index.notes == (
        "topics.yml:8: no article belongs to 'Nothing yet'; the entry is kept and has no page yet",
    )


def test_the_examples_of_the_readme_are_right(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"```yaml\n((?:actors|topics):\n.*?)```", text, re.DOTALL):
        (tmp_path / f"{block.split(':')[0]}.yml").write_text(block, encoding="utf-8")
    said = editorial.read(tmp_path)
    assert [entry.name for entry in said.actors][:2] == ["Northern Ferries", "Ada Brook"]
    assert [entry.name for entry in said.topics] == ["Harbour toll"]
    index = crossindex.build(
        [
            briefing("dale/a", ("Brook", "person"), ("NFL", "organization")),
            briefing("sport/b", ("Ada Brook", "person"), ("Northern Ferries Ltd", "organization")),
            briefing("oslo/c", ("Ada Brook", "person"), ("Springfield Council", "organization")),
            briefing("oslo/d", ("Thursday", "organization"), ("Springfield Council", "organization")),
        ],
        said,
    )
    assert {name: ids for name, ids in names(index).items() if name != "Springfield Council"} == {
        "Ada Brook": ["dale/a", "oslo/c"],
        "Ada Brook (footballer)": ["sport/b"],
        "Northern Ferries": ["dale/a", "sport/b"],
    }
    assert [actor.name for actor in index.actors].count("Springfield Council") == 2
    assert [sorted(b.id for b in topic.briefings) for topic in index.topics] == [["dale/a", "sport/b"]]


def test_a_fault_stops_the_run_before_any_article_is_analysed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Talks begin\n\nThe port said that it would open.\n", encoding="utf-8")
    (tmp_path / "actors.yml").write_text("actors:\n- name: A\n  hid: true\n", encoding="utf-8")
    progress: list[int] = []
    with pytest.raises(GeneratorError, match=r"actors\.yml:3: no such field: 'hid'; did you mean 'hide'"):
        build.check(tmp_path, Settings(), workers=1, progress=lambda done, total: progress.append(done))
    assert progress == []
