"""Who stands against whom in one briefing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from across import with_positions

from generator.crossindex import disagreements

FILE = Path(__file__).parent / "cases" / "across" / "disagreements.yml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_stands_against_whom(case: dict[str, Any]) -> None:
    found = disagreements.within(
        with_positions(case["positions"], case.get("questions", ()), case.get("mentions"))
    )
    assert [[quarrel.one.name, quarrel.other.name, quarrel.kind] for quarrel in found] == case["found"]
    for quarrel in found:
        assert [p.holder for p in quarrel.positions][:1] == [quarrel.one.id], (
            "its evidence begins with its own"
        )
        assert (quarrel.question is not None) == (quarrel.kind == "disputed")
