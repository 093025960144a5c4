"""Corrections written for an editor: the file stays theirs, and a wrong one is never written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import corrected
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import corrections, render, store
from generator.clean.characters import tidy
from generator.cli import main
from generator.corrections.writing import New, without, written
from generator.errors import GeneratorError
from generator.render import twin

FILE = Path(__file__).parent / "cases" / "corrections" / "written.yml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
SOURCE = "---\ntitle: Council weighs harbour bridge\npublished: 2031-03-04\n---\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_file_stays_as_the_editor_wrote_it(case: dict[str, Any]) -> None:
    after = written(case["before"], [New(*case["put"])]) if "put" in case else None
    assert (without(case["before"], case["without"]) if after is None else after) == case["after"]
    corrections.parse(case["after"], Path("x.corrections.yml"))


def test_a_list_in_brackets_is_left_to_the_editor() -> None:
    with pytest.raises(GeneratorError, match="line 1: the list 'positions' stands in brackets"):
        written("positions: [{item: p-1, hide: true}]\n", [New("positions", "item", "p-2", {"hide": True})])


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The article and its generated twin; returns the file of corrections, which is not there."""
    monkeypatch.chdir(tmp_path)
    article = tmp_path / "content" / "dale" / "bridge.md"
    article.parent.mkdir(parents=True)
    article.write_text(SOURCE + corrected.TEXT.partition("\n\n")[2] + "\n", encoding="utf-8")
    generated = twin.dumps(render.to_json(corrected.briefing()))
    store.write(tmp_path / "briefings", {"dale/bridge.json": generated})
    return corrections.path_of(article)


def correct(*arguments: str) -> int:
    return main(["correct", "dale/bridge", *arguments])


def test_the_items_are_listed_with_their_ids(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert correct() == 0 and not bridge.exists()
    told = capsys.readouterr().out.splitlines()
    assert "positions:" in told and "  p-2b  it must be closed at once (hale, claim)" not in told
    assert "  p-2b  it must be closed at once (Hale, claim)" in told
    assert "  brook  Brook (person, mayor)" in told and "  e-6f  second vote (open, scheduled)" in told


def test_a_correction_is_written_shown_and_taken_back(
    bridge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct("it must be closed at once", "type=demand", "--dry-run") == 0
    told = capsys.readouterr()
    assert "+    type: demand" in told.out and "nothing was written" in told.err and not bridge.exists()
    assert correct("p-2b", "type=demand", "holder=Brook") == 0
    assert bridge.read_text(encoding="utf-8") == (
        "positions:\n  - item: p-2b  # it must be closed at once\n    type: demand\n    holder: Brook\n"
    )
    assert correct("e-5e", "--hide") == 0
    assert (
        correct("It will be raised?", "evidence=The council will vote on Friday.", "--add", "questions") == 0
    )
    assert correct("brook", "merge=the mayor", "merge=Hale") == 0
    said = corrections.parse(bridge.read_text(encoding="utf-8"), bridge)
    assert [entry.item or entry.add for entry in said.entries] == [
        *("brook", "p-2b", "It will be raised?", "e-5e"),
    ]
    for item in ("e-5e", "It will be raised?", "Brook", "it must be closed at once"):
        assert correct(item, "--undo") == 0
    assert not bridge.exists(), "what says nothing need not be there"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["p-9", "--hide"], "no item 'p-9' in dale/bridge; 'briefings correct dale/bridge' lists them"),
        (["the old brige is safe", "--hide"], "the nearest: p-1a ('the old bridge is safe')"),
        (["p-1a"], "say what is right of 'p-1a'"),
        (["p-1a", "holder"], "found 'holder'; write a field and its value"),
        (["p-1a", "holder=Brooks"], "nothing was written: position 'p-1a': its holder 'Brooks' is not there"),
        (["p-1a", "typ=claim"], "no such field: 'typ'; did you mean 'type'?"),
        (["p-1a", "statement=the bridge was safe"], "is not in that sentence word for word"),
        (["Who pays?", "--add", "questions"], "adds an item without evidence"),
        (["brook", "split={name: Bill", "--dry-run"], "write fields as in {name: Bill Hale}"),
        (["p-1a", "--undo"], "says nothing about 'p-1a'"),
    ],
)
def test_nothing_wrong_is_written(
    arguments: list[str], says: str, bridge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct(*arguments) == 2 and not bridge.exists()
    assert says in capsys.readouterr().err


def test_a_briefing_that_is_not_there(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", "dale/brigde"]) == 2
    assert "no briefing 'dale/brigde'; there are: dale/bridge" in capsys.readouterr().err


WORDS = st.text(
    st.sampled_from("abc ABC 019 :#'\"{}[]&*!|>%@`-?,.=~\\/éß“”…\u2028\x85\t"), min_size=1, max_size=30
).filter(lambda text: bool(tidy(text)))
ENTRY = st.builds(
    New,
    section=st.just("actors"),
    key=st.just("item"),
    value=WORDS.map(tidy),
    fields=st.fixed_dictionaries({}, optional={"merge": st.lists(WORDS.map(tidy), min_size=1)})
    | st.just({"hide": True})
    | WORDS.map(lambda text: {"name": tidy(text)}),
    comment=WORDS | st.just(""),
).map(lambda one: replace(one, fields=one.fields or {"role": "mayor"}))
BASE = "# Ours.\npositions: # all of them\n  # the first\n  - item: p-1 # here\n    hide: true # for now\n"


@settings(deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_whatever_is_written_is_read_back_and_comments_stay(entries: list[New]) -> None:
    text = written(BASE, entries)
    assert text.startswith(BASE)
    said = {one.item: dict(one.values) for one in corrections.parse(text, Path("x")).entries}
    for entry in entries:
        last = next(one for one in reversed(entries) if one.value == entry.value)
        for name, value in last.fields.items():
            assert said[entry.value][name] == (tuple(value) if isinstance(value, list) else value)
    assert without(text, [entry.value for entry in entries]).startswith(BASE)
