"""Corrections of one article's briefing: the file, its faults, and what it does to the items."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import corrected
import jsonschema
import pytest
import yaml

from generator import corrections, render
from generator.errors import ArticleError
from generator.model import Briefing, Item
from generator.render.evidence import allowed
from generator.render.twin import SCHEMA as SCHEMA_FILE

SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
CASES = Path(__file__).parent / "cases" / "corrections"
FAULTS = yaml.safe_load((CASES / "faults.yml").read_text(encoding="utf-8"))["cases"]
MADE = yaml.safe_load((CASES / "made.yml").read_text(encoding="utf-8"))["cases"]


def items(briefing: Briefing) -> dict[str, Item]:
    every = (*briefing.actors, *briefing.positions, *briefing.open_questions, *briefing.events)
    return {item.id: item for item in every}


def plain(value: Any) -> Any:
    return list(map(plain, value)) if isinstance(value, tuple | list) else value


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["text"])
def test_a_fault_says_where_it_is_and_how_to_mend_it(case: dict[str, Any], tmp_path: Path) -> None:
    article = tmp_path / "bridge.md"
    corrections.path_of(article).write_text(case["text"], encoding="utf-8")
    with pytest.raises(ArticleError) as caught:
        corrections.read(article, "dale/bridge.md")
    assert caught.value.path == "dale/bridge.md"
    for words in case["says"]:
        assert words in str(caught.value)


@pytest.mark.parametrize("case", MADE, ids=lambda case: case["name"])
def test_a_correction_is_made(case: dict[str, Any], tmp_path: Path) -> None:
    done = corrected.corrected(tmp_path, case["text"])
    found = items(done.briefing)
    added = [item.id for item in found.values() if item.correction and item.correction.added]
    if added:
        found["added"] = found[added[-1]]
    for ident, fields in case["then"].items():
        assert (ident in found) is (fields != "gone"), sorted(found)
        if fields != "gone":
            assert {name: plain(getattr(found[ident], name)) for name in fields} == fields
    for ident, was in case.get("was", {}).items():
        made = found[ident].correction
        assert made and {name: str(old) for name, old in was.items()} == dict(made.was)
    for section, order in case.get("order", {}).items():
        assert [item.id for item in getattr(done.briefing, section)] == [
            added[-1] if ident == "added" else ident for ident in order
        ]
    value = render.to_json(done.briefing)
    jsonschema.validate(value, SCHEMA, format_checker=jsonschema.FormatChecker())
    again = render.from_json(json.loads(json.dumps(value)))
    assert items(again) == items(done.briefing), "the twin holds it all"
    wanted = case.get("notes", [])
    assert len(done.notes) == len(wanted)
    for note, words in zip(done.notes, wanted, strict=True):
        assert words in note


def test_a_site_that_shows_no_statements_does_not_show_what_one_was(tmp_path: Path) -> None:
    text = "positions:\n- item: p-1a\n  type: denial\n  statement: bridge is safe\n"
    read = corrected.corrected(tmp_path, text).briefing
    for mode, told in (("sentence", {"type", "statement"}), ("none", {"type"})):
        made = allowed(read, mode).positions[0].correction
        assert made and set(dict(made.was)) == told


def test_without_a_file_nothing_is_corrected(tmp_path: Path) -> None:
    assert corrections.read(tmp_path / "bridge.md", "dale/bridge.md") is None
    done = corrected.corrected(tmp_path, "# nothing yet\n")
    assert asdict(done.briefing) == {**asdict(corrected.briefing()), "has_corrections": True}


def test_a_link_to_somewhere_else_is_no_file_of_corrections(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("positions:\n- item: p-1a\n  hide: true\n", encoding="utf-8")
    (tmp_path / "bridge.corrections.yml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArticleError, match="a link; put the file itself"):
        corrections.read(tmp_path / "bridge.md", "dale/bridge.md")


def test_a_file_that_no_article_stands_beside_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "dale").mkdir()
    for name in ("bridge", "dale/tunnel", "zebra"):
        (tmp_path / f"{name}.corrections.yml").touch()
    articles = [tmp_path / "bridge.md", tmp_path / "dale" / "tunnels.md"]
    assert corrections.without_article(tmp_path, articles) == [
        "dale/tunnel.corrections.yml: no article of that name stands beside it; where it is meant for the "
        "nearest one, rename it to dale/tunnels.corrections.yml; the file is kept",
        "zebra.corrections.yml: no article of that name stands beside it; the file is kept",
    ]


def test_what_the_readme_shows_can_be_written() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("## Correct a briefing")[2].partition("```yaml\n")[2].partition("```")[0]
    said = corrections.parse(shown, Path("bridge.corrections.yml"))
    assert {entry.section for entry in said.entries} == set(corrections.SECTIONS)
    assert [entry.add for entry in said.entries if entry.add] == ["the bridge must be closed"]
