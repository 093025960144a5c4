"""``briefings actors`` and ``briefings topics``, run as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from across import briefing

from generator import cli
from generator.render.twin import dumps, to_json

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    found = [
        briefing("dale/x", ("Ada Brook", "person", "mayor"), ("NFL", "organization"), topics=("Toll",)),
        briefing("dale/y", ("Ada Brook", "person", "the Mayor"), ("Northern Ferries", "organization")),
        briefing("oslo/z", ("Ada Brook", "person", "striker"), ("Dale FC", "organization"), published=None),
    ]
    for one in found:
        path = tmp_path / "briefings" / f"{one.id}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dumps(to_json(one)), encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "actors.yml").write_text(
        "actors:\n- name: Northern Ferries\n  aliases: [NFL]\n- name: Nobody\n", encoding="utf-8"
    )
    return ["--content", str(tmp_path / "content"), "--output", str(tmp_path / "briefings")]


def test_every_merge_is_listed_with_its_reason(folders: list[str], capsys: Capture) -> None:
    assert cli.main(["actors", *folders]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    mayor = lines.index(
        "Ada Brook (person) [ada-brook]: the same full name, roles that fit; "
        "another of this name has a role that does not fit"
    )
    assert lines[mayor + 1 : mayor + 3] == ["  dale/x: Ada Brook, mayor", "  dale/y: Ada Brook, the Mayor"]
    assert "Northern Ferries (organization) [northern-ferries]: joined by actors.yml:2" in lines
    assert not any("Dale FC" in line for line in lines), "it is in one article only"
    assert "note: actors.yml:4: no article names 'Nobody'" in err


def test_json_is_for_programs_and_words_choose(folders: list[str], capsys: Capture) -> None:
    assert cli.main(["actors", *folders, "--json", "nfl"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["slug"], found["reason"]) == ("northern-ferries", "joined by actors.yml:2")
    assert [one["name"] for one in found["appearances"]] == ["NFL", "Northern Ferries"]
    assert cli.main(["actors", *folders, "--json", "--all"]) == 0
    assert "Dale FC" in {one["name"] for one in json.loads(capsys.readouterr().out)}


def test_topics_are_listed(folders: list[str], capsys: Capture) -> None:
    assert cli.main(["topics", *folders]) == 0
    assert capsys.readouterr().out.splitlines() == ["# Toll [toll]: 1 briefings, front matter"]
    assert cli.main(["topics", *folders, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "topics": [{"slug": "toll", "name": "Toll", "pinned": False, "articles": ["dale/x"]}],
        "proposed": [],
    }


@pytest.mark.parametrize("command", ["actors", "topics"])
def test_without_pages_it_says_what_to_do(command: str, tmp_path: Path, capsys: Capture) -> None:
    assert cli.main([command, "--content", str(tmp_path), "--output", str(tmp_path / "none")]) == 2
    assert "run 'briefings generate' first" in capsys.readouterr().err
