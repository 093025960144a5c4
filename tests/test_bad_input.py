"""Nothing stops it: each kind of bad input beside a good article, and the table that tells what is seen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import bad_input
import blank
import pytest

from generator import article
from generator.errors import GeneratorError

TAKEN = ("Good.txt", "second.md")  # the good article is refused together with these


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with a good article."""
    (tmp_path / "outside.md").write_text(blank.article("Outside"), encoding="utf-8")
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "good.md").write_text(blank.article("Good"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", bad_input.CASES, ids=lambda case: case["what"])
def test_bad_input_costs_a_line_or_has_a_page(
    case: dict[str, Any], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank.analyse_nothing(monkeypatch)
    bad_input.make(content / case["file"], case["make"])
    if "unreadable" in case["make"] and os.access(content / case["file"], os.R_OK):
        deny(monkeypatch, content / case["file"])  # whoever runs the tests may read everything
    result = blank.generate(content, content.parent / "out")
    said = [str(error) for error in result.errors]
    pages = [briefing.id for briefing in result.briefings]
    if "says" in case:
        assert bad_input.message(case) in said and "bad" not in pages
    else:
        warnings = [warning for briefing in result.briefings for warning in briefing.warnings]
        assert [case["warns"] in warning for warning in warnings] == [True] * ("warns" in case)
        assert said == [] and (content / case["file"]).is_file() == ("bad" in pages)
    assert "good" in pages or case["file"] in TAKEN
    assert all("\n" not in one and len(one) < 1000 for one in said)


def deny(monkeypatch: pytest.MonkeyPatch, denied: Path) -> None:
    opened = Path.open

    def guarded(path: Path, *args: Any, **more: Any) -> Any:
        if path == denied:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **more)

    monkeypatch.setattr(Path, "open", guarded)


def test_all_bad_input_at_once(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank.analyse_nothing(monkeypatch)
    # In a folder of its own "Good" is no name that is taken, and a file that may not be read is not denied;
    # an id that is taken would take the good article along.
    refused = [case for case in bad_input.CASES if "repeat" not in case["make"] and "says" in case]
    small = [case for case in refused if case["file"] != "second.md"]
    for number, case in enumerate(small):
        folder = content / f"{number:02}"
        folder.mkdir()
        bad_input.make(folder / case["file"], case["make"])
    result = blank.generate(content, content.parent / "out")
    pages = [briefing.id for briefing in result.briefings]
    assert "good" in pages and len(result.errors) == len(small) - 2, "not refused there: two names"


def test_the_table_is_what_the_cases_say() -> None:
    text = (bad_input.ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert bad_input.table() in text, "run python tests/bad_input.py"


def test_a_folder_that_cannot_be_listed_stops_the_run(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "closed").mkdir()
    scan = os.scandir

    def guarded(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    with pytest.raises(GeneratorError, match=r"closed: cannot be listed: Permission denied; make the folder"):
        article.discover(content)
