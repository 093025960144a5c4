"""The dates grammar keeps what it reached on foreign corpora, see training/temporal.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training"))
import temporal  # noqa: E402

SHARED = Path(os.environ.get("BRIEFINGS_SHARED", ROOT.parent / "shared"))
TEMPORAL = SHARED / "corpora" / "temporal"
needs_corpora = pytest.mark.skipif(
    not TEMPORAL.is_dir(), reason="the temporal corpora are not beside the project"
)


@needs_corpora
def test_specs() -> None:
    cases, left = temporal.spec_cases(TEMPORAL)
    assert len(cases) > 350 and sum(left.values()) < 600  # a filter that grew would hide failures
    right, known = temporal.score(cases)
    assert right >= 0.94 and known >= 0.90
    assert temporal.found_in_text(cases) >= 0.93


@needs_corpora
def test_timenorm() -> None:
    cases = temporal.timenorm_cases(TEMPORAL)
    assert len(cases) >= 750
    right, known = temporal.score(cases)
    assert right >= 0.94 and known >= 0.93


@needs_corpora
def test_meantime() -> None:
    cases = temporal.meantime_cases(TEMPORAL)
    assert len(cases) > 140
    right, known = temporal.score(cases)
    assert right >= 0.96 and known >= 0.95
    assert temporal.found_in_text(cases) >= 0.95
