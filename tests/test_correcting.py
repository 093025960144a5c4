"""A walk through: an editor corrects, the article is edited, the generator gets better; nothing is lost."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.condense import condense
from generator.model import Article, Briefing, Evidence

ROOT = Path(__file__).parents[1]
ARTICLE = """---
title: Council weighs harbour bridge
published: 2031-03-04
---
Mayor Ada Brook said on Tuesday that the old harbour bridge is safe.
"We will open it to lorries in May," Brook said.

The Dockers Union opposes the plan. Union leader Bill Hale warned that the bridge could collapse.
It is not clear whether the council will approve it. The council will vote on the plan on Friday.
"""
CORRECTIONS = """# Checked by the desk.
actors:
  - item: Ada Brook
    name: Ada Brook-Hill # since her wedding
positions:
  - item: the bridge could collapse
    hide: true
  - add: opposes the plan
    holder: Bill Hale
    type: opposition
    evidence: The Dockers Union opposes the plan.
events:
  - item: Council's vote on the plan
    date: 2031-03-10
"""


class Desk:
    """A folder with one article, as an editor works on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content, self.output = folder / "content", folder / "briefings"
        self.content.mkdir()
        shutil.copy(ROOT / "mkdocs.yml", folder)
        self.article, self.corrections = self.content / "bridge.md", self.content / "bridge.corrections.yml"
        self.article.write_text(ARTICLE, encoding="utf-8")

    def run(self, command: str, *arguments: str) -> int:
        """Run a command on this folder."""
        places = ["--content", str(self.content), "--output", str(self.output)]
        return main([command, *arguments, *places, "--config", str(self.folder / "mkdocs.yml")])

    def generate(self) -> dict[str, Any]:
        """The briefing as it is generated, from nothing but the articles and what is committed."""
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        assert self.run("generate", "--workers", "1") == 0
        return self.twin()

    def twin(self) -> dict[str, Any]:
        """The briefing's JSON twin."""
        found: dict[str, Any] = json.loads((self.output / "bridge.json").read_text(encoding="utf-8"))
        return found

    def page(self) -> str:
        """The briefing's page."""
        return (self.output / "bridge.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def ids(twin: dict[str, Any], section: str, text: str) -> dict[str, str]:
    """What the items of a section say → their ids."""
    return {item[text]: item["id"] for item in twin[section]}


def holds(twin: dict[str, Any], read: dict[str, Any]) -> None:
    """All four corrections are made, at the addresses that the items had when they were read."""
    [brook] = [actor for actor in twin["actors"] if actor["name"] == "Ada Brook-Hill"]
    assert brook["id"] == ids(read, "actors", "name")["Ada Brook"]
    assert brook["correction"] == {"added": False, "was": {"name": "Ada Brook"}}
    statements = ids(twin, "positions", "statement")
    assert not any("collapse" in statement for statement in statements)
    [added] = [position for position in twin["positions"] if position.get("correction", {}).get("added")]
    assert added["statement"] == "opposes the plan" and added["holder"] == "bill-hale"
    [vote] = [event for event in twin["events"] if "vote" in event["what"]]
    assert vote["id"] == ids(read, "events", "what")["Council's vote on the plan"]
    assert vote["start"] == vote["end"] == "2031-03-10"
    assert vote["correction"]["was"] == {"date": "2031-03-07"}


def better(article: Article, doc: Any) -> Briefing:
    """Another generator: the same things in another order, cut otherwise, with ids that nobody knows."""
    read = condense(article, doc)
    positions = []
    for number, position in enumerate(reversed(read.positions)):
        first = position.evidence[0]
        words = position.statement.split(" ")
        cut = " ".join(words[1:]) if words[0] == "the" and len(words) > 4 else position.statement
        begin = first.start + len(position.statement) - len(cut)
        positions.append(
            replace(position, id=f"p-{number:06x}", statement=cut, evidence=(Evidence(begin, first.end),))
        )
    events = tuple(replace(event, id=f"e-{n:06x}") for n, event in enumerate(reversed(read.events)))
    return replace(read, positions=tuple(positions), events=events)


def test_a_walk_through(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = desk.generate()
    hidden = ids(read, "positions", "statement")["the bridge could collapse"]
    desk.corrections.write_text(CORRECTIONS, encoding="utf-8")
    holds(desk.generate(), read)
    assert f'id="{hidden}"' in desk.page() and 'statement">the bridge could' not in desk.page()
    first = desk.page()
    desk.generate()
    assert desk.page() == first, "a second run changes nothing"

    # The article is edited: a sentence before, and another wording of what is hidden and of what is moved.
    edited = ARTICLE.replace("Mayor Ada", "Rain fell on Dale on Monday. Mayor Ada")
    edited = edited.replace("that the bridge could collapse", "that the old bridge could soon collapse")
    edited = edited.replace("will vote on the plan on Friday", "will vote on the plan this Friday")
    desk.article.write_text(edited, encoding="utf-8")
    by_id = CORRECTIONS.replace("the bridge could collapse", hidden)
    by_id = by_id.replace(
        "Council's vote on the plan", ids(read, "events", "what")["Council's vote on the plan"]
    )
    desk.corrections.write_text(by_id, encoding="utf-8")
    holds(desk.generate(), read)

    # The generator gets better.
    monkeypatch.setattr("generator.condense.condense", better)
    holds(desk.generate(), read)
    said = capsys.readouterr()
    assert "does nothing" not in said.err, "every correction still has its item"
    assert desk.corrections.read_text(encoding="utf-8") == by_id, "the editor's file is the editor's"

    # And all is as it was read where the editor takes the corrections back.
    desk.corrections.unlink()
    restored = desk.generate()
    assert hidden in {position["id"] for position in restored["positions"]}
    assert not any("correction" in item for item in [*restored["actors"], *restored["positions"]])


def test_what_is_no_longer_there_is_told_with_the_nearest_and_kept(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.generate()
    lost = CORRECTIONS.replace("item: the bridge could collapse", "item: the bridge could soon collapse")
    desk.corrections.write_text(lost, encoding="utf-8")
    assert desk.run("generate", "--workers", "1") == 0
    said = capsys.readouterr().err
    assert "bridge.corrections.yml:6: position 'the bridge could soon collapse': is not there" in said
    assert "'the bridge could collapse'" in said
    assert desk.corrections.read_text(encoding="utf-8") == lost
    assert {"Ada Brook-Hill"} <= set(ids(desk.twin(), "actors", "name")), "the other corrections are made"


def test_a_mistake_in_the_file_keeps_the_last_good_page(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.corrections.write_text(CORRECTIONS, encoding="utf-8")
    good = desk.generate()
    desk.corrections.write_text(CORRECTIONS.replace("hide: true", "hide: yes"), encoding="utf-8")
    assert desk.run("generate", "--workers", "1") != 0
    said = capsys.readouterr().err
    assert "bridge.corrections.yml:7: positions: hide: found 'yes'; write true or false" in said
    assert desk.twin() == good
