"""``briefings diff``: what changed, told in words."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import publishing
import pytest

from generator.cli import main
from generator.model import Briefing


def told(capsys: pytest.CaptureFixture[str], output: Path, *more: str) -> str:
    assert main(["diff", "--output", str(output), *more]) == 0
    return capsys.readouterr().out


@pytest.fixture
def bridge() -> Briefing:
    return next(b for b in publishing.load_briefings() if b.id == "harbour-bridge")


def edited(bridge: Briefing) -> Briefing:
    day = date(2031, 3, 14)
    first = replace(bridge.events[0], start=day, end=day)
    question = replace(bridge.open_questions[0], id="q-other", question="Who pays for the \x1b[31mferries?")
    return replace(
        bridge,
        article=replace(bridge.article, title="Council waits", text="edited", modified=date(2031, 3, 9)),
        events=(first, *bridge.events[1:]),
        open_questions=(question,),
    )


def test_a_first_version_is_no_change(
    tmp_path: Path, bridge: Briefing, capsys: pytest.CaptureFixture[str]
) -> None:
    publishing.generate(tmp_path, [bridge])
    assert told(capsys, tmp_path) == "nothing changed: every briefing is at its first version\n"
    assert told(capsys, tmp_path, bridge.id).startswith("harbour-bridge: version 1, 2031-03-04: new, ")


def test_what_an_edit_changed(tmp_path: Path, bridge: Briefing, capsys: pytest.CaptureFixture[str]) -> None:
    publishing.generate(tmp_path, [bridge, *publishing.load_briefings()[:1]])
    publishing.generate(tmp_path, [edited(bridge), *publishing.load_briefings()[:1]])
    event, question = bridge.events[0], bridge.open_questions[0]
    expected = [
        "harbour-bridge: version 2, 2031-03-09: the article changed",
        "  title     was Council weighs harbour bridge",
        f"  moved     event {event.id}  {event.what}: 2031-03-07 (scheduled) -> 2031-03-14 (scheduled)",
        "  added     question q-other  Who pays for the [31mferries?",
        f"  gone      question {question.id}  {question.question}",
    ]
    said = told(capsys, tmp_path)
    assert [" ".join(line.split()) for line in said.splitlines()] == [" ".join(x.split()) for x in expected]
    assert "\x1b" not in said and "ferry" not in said
    every = told(capsys, tmp_path, bridge.id).splitlines()
    assert every[0].endswith("items") and every[1:] == said.splitlines()


def test_with_git_only_what_is_not_committed(
    tmp_path: Path, bridge: Briefing, capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*command: str) -> None:
        person = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *person, *command], check=True, capture_output=True)

    ferry = next(b for b in publishing.load_briefings() if b.id == "ferry")
    git("init", "-q")
    for state in (bridge, edited(bridge)):
        publishing.generate(tmp_path / "pages", [state, ferry])
        git("add", "-A")
        git("commit", "-qm", "state")
    assert told(capsys, tmp_path / "pages").startswith("harbour-bridge: version 2"), "all is committed"
    later = replace(ferry, article=replace(ferry.article, title="Another title"))
    publishing.generate(tmp_path / "pages", [edited(bridge), later])
    assert told(capsys, tmp_path / "pages").startswith("ferry: version 2")
    assert "harbour" not in told(capsys, tmp_path / "pages")


def test_a_briefing_that_nobody_knows(
    tmp_path: Path, bridge: Briefing, capsys: pytest.CaptureFixture[str]
) -> None:
    publishing.generate(tmp_path, [bridge])
    assert main(["diff", "--output", str(tmp_path), "harbor-bridge"]) == 2
    assert "no briefing 'harbor-bridge' has a history; there are: harbour-bridge" in capsys.readouterr().err


def test_a_broken_history_is_named(
    tmp_path: Path, bridge: Briefing, capsys: pytest.CaptureFixture[str]
) -> None:
    publishing.generate(tmp_path, [bridge])
    path = tmp_path / ".history" / "harbour-bridge.jsonl"
    path.write_text("broken\n", encoding="utf-8")
    assert main(["diff", "--output", str(tmp_path)]) == 1
    assert f"{path}:1:" in capsys.readouterr().err
