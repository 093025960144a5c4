"""Edits by hand of generated files, turned into corrections: what they say, and what is left."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import corrected
import pytest

from generator import corrections, crossindex, render, settings, store
from generator.cli import main

ROOT = Path(__file__).parents[1]
SOURCE = "---\ntitle: Council weighs harbour bridge\npublished: 2031-03-04\n---\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the article and its generated pages; returns its file of corrections."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    article = tmp_path / "content" / "dale" / "bridge.md"
    article.parent.mkdir(parents=True)
    article.write_text(SOURCE + corrected.TEXT.partition("\n\n")[2] + "\n", encoding="utf-8")
    briefings = [corrected.briefing()]
    pages = render.pages(crossindex.build(briefings), briefings, settings.Settings())
    store.write(tmp_path / "briefings", pages)
    return corrections.path_of(article)


def edited(change: Callable[[str], str], suffix: str = "md") -> Path:
    """The page with an edit in it."""
    path = Path("briefings/dale") / f"bridge.{suffix}"
    text = change(path.read_text(encoding="utf-8"))
    assert text != path.read_text(encoding="utf-8"), "the edit must change something"
    path.write_text(text, encoding="utf-8")
    return path


def twin(change: Callable[[dict[str, Any]], None]) -> Path:
    """The twin with an edit in it."""

    def made(text: str) -> str:
        value = json.loads(text)
        change(value)
        return json.dumps(value)

    return edited(made, "json")


def without_item(text: str, ident: str) -> str:
    """The page without the list item that has this id."""
    out, many = re.subn(rf'<li [^>]*id="{ident}".*?</details>\n\n?</li>\n', "", text, flags=re.DOTALL)
    assert many == 1
    return out


def adopt(path: Path, *arguments: str) -> int:
    return main(["adopt", str(path), *arguments])


PAGE: list[tuple[str, Callable[[str], str], str]] = [
    (
        "a name",
        lambda text: text.replace(">Brook</a></span>", ">Ada Brook</a></span>"),
        "actors:\n  - item: brook  # Brook\n    name: Ada Brook\n",
    ),
    (
        "a name where its positions stand",
        lambda text: text.replace(">Brook</a> <span", ">Ada Brook</a> <span"),
        "actors:\n  - item: brook  # Brook\n    name: Ada Brook\n",
    ),
    (
        "a role and a kind",
        lambda text: text.replace('role">mayor<', 'role">first mayor<').replace(
            "Organisation, 1 mention", "Group, 1 mention"
        ),
        "actors:\n  - item: brook  # Brook\n    role: first mayor\n"
        "  - item: council  # council\n    kind: group\n",
    ),
    (
        "a position that is taken out",
        lambda text: without_item(text, "p-2b"),
        "positions:\n  - item: p-2b  # it must be closed at once\n    hide: true\n",
    ),
    (
        "a position's type and wording",
        lambda text: (
            text.replace("br-chip--claim", "br-chip--denial", 1)
            .replace(">Says<", ">Denies<", 1)
            .replace('statement">the old bridge is safe', 'statement">bridge is safe')
        ),
        "positions:\n  - item: p-1a  # the old bridge is safe\n"
        "    type: denial\n    statement: bridge is safe\n",
    ),
    (
        "a question",
        lambda text: text.replace(
            ">Who pays for the repair&#63;<", ">Who pays for the repair of the bridge?<"
        ),
        "questions:\n  - item: q-4d  # Who pays for the repair?\n"
        "    question: Who pays for the repair of the bridge?\n",
    ),
    (
        "an event's date, in words alone",
        lambda text: text.replace("Friday 7 March 2031</time></p>", "Monday 10 March 2031</time></p>"),
        "events:\n  - item: e-5e  # vote\n    date: 2031-03-10\n",
    ),
]


@pytest.mark.parametrize(("change", "wanted"), [case[1:] for case in PAGE], ids=[case[0] for case in PAGE])
def test_an_edit_of_a_page_becomes_corrections(
    change: Callable[[str], str], wanted: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(change)
    assert adopt(path) == 0, capsys.readouterr().err
    assert desk.read_text(encoding="utf-8") == wanted
    assert not path.exists(), "all of the edit is a correction: the page can be generated again"


def test_what_cannot_be_turned_is_told_and_the_file_is_kept(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(
        lambda text: text.replace('role">mayor<', 'role">first mayor<').replace(
            "## Positions", "A note of ours.\n\n## Positions"
        )
    )
    text = path.read_text(encoding="utf-8")
    assert adopt(path, "--dry-run") == 1 and not desk.exists()
    assert adopt(path) == 1
    told = capsys.readouterr().err
    number = text.split("\n").index("A note of ours.") + 1
    assert f"not turned into a correction: line {number}: A note of ours." in told
    assert "first mayor" not in told and "left as it is" in told
    assert path.read_text(encoding="utf-8") == text
    assert desk.read_text(encoding="utf-8") == "actors:\n  - item: brook  # Brook\n    role: first mayor\n"


def test_a_second_correction_joins_the_first(desk: Path) -> None:
    desk.write_text("# Ours.\npositions:\n  - item: p-2b # so\n    type: demand\n", encoding="utf-8")
    adopt(edited(lambda text: text.replace('role">mayor<', 'role">first mayor<')))
    assert desk.read_text(encoding="utf-8").startswith(
        "# Ours.\npositions:\n  - item: p-2b # so\n    type: demand\n"
    )


def test_an_edit_of_a_twin_becomes_corrections(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "state"]):
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *who, *command], check=True)

    def change(value: dict[str, Any]) -> None:
        value["positions"][0] |= {"holder": "hale", "type": "demand"}
        del value["positions"][1]
        value["events"][0] |= {"start": "2031-03-10", "end": "2031-03-10"}
        value["open_questions"].append(
            {
                **value["open_questions"][0],
                "id": "q-new",
                "question": "Who will vote?",
                "sentences": ["The council will vote on Friday."],
            }
        )

    path = twin(change)
    assert adopt(path) == 0 and not path.exists(), capsys.readouterr().err
    said = corrections.parse(desk.read_text(encoding="utf-8"), desk)
    assert {(entry.item or entry.add): dict(entry.values).keys() for entry in said.entries} == {
        "p-1a": {"holder", "type"},
        "p-2b": {"hide"},
        "e-5e": {"date"},
        "Who will vote?": {"kind", "evidence"},
    }


def test_what_cannot_be_turned_in_a_twin(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = twin(lambda value: value["actors"][0].update(name="Ada Brook", count=9))
    assert adopt(path) == 1 and path.exists()
    assert "what else was edited: nobody can tell" in capsys.readouterr().err
    assert "name: Ada Brook" in desk.read_text(encoding="utf-8")


def test_an_invented_addition_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(value: dict[str, Any]) -> None:
        value["positions"].append(
            {**value["positions"][0], "id": "p-99", "statement": "it is unsafe", "sentence": "It is unsafe."}
        )

    path = twin(change)
    assert adopt(path) == 2 and path.exists() and not desk.exists()
    assert "its evidence is not in the article word for word" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("briefings/dale/bridge.md", "is as it was generated"),
        ("briefings/index.md", "no briefing; a page made from several"),
        ("briefings/dale/brigde.md", "no such file below briefings"),
        ("mkdocs.yml", "no such file below briefings"),
    ],
)
def test_what_cannot_be_adopted(file: str, says: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert adopt(Path(file)) == 2
    assert says in capsys.readouterr().err


def test_of_a_page_and_its_twin_one_must_be_as_generated(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin(lambda value: value["actors"][0].update(name="Ada Brook"))
    assert adopt(edited(lambda text: text + "\n")) == 2
    assert "bridge.json was edited too" in capsys.readouterr().err
