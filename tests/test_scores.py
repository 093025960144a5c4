"""What training/SCORES.json says keeps its thresholds and is what is shown; certainty is measured anew."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from thresholds import Threshold, thresholds

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training"))
import scores  # noqa: E402

COMMITTED: dict[str, Any] = json.loads((ROOT / "training/SCORES.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("threshold", thresholds(), ids=str)
def test_committed(threshold: Threshold) -> None:
    assert threshold.holds(COMMITTED), f"{threshold.of(COMMITTED)} is not within {threshold}"


def test_all_that_is_shown_comes_from_what_was_measured() -> None:
    found = scores.rows(COMMITTED)
    assert (ROOT / "training/SCORES.md").read_text(encoding="utf-8") == scores.table(found)
    assert json.loads((ROOT / "generator/accuracy.json").read_text(encoding="utf-8")) == scores.shown(
        COMMITTED, found
    )


def test_certainty(gold: Path) -> None:
    measured = {"certainty": scores.certainty(gold)}
    assert [str(one) for one in thresholds("certainty") if not one.holds(measured)] == [], measured
