"""Pronouns keep what they reached on GAP's validation part, see training/references.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training"))
import references  # noqa: E402

SHARED = Path(os.environ.get("BRIEFINGS_SHARED", ROOT.parent / "shared"))
GAP = SHARED / "corpora" / "coref" / "gap" / "gap-validation.tsv"
# A wrong holder is worse than none: fewer answers are taken for the sake of better ones.
PRECISION, ANSWERED = 0.85, 0.25


@pytest.mark.skipif(not GAP.exists(), reason="the GAP corpus is not beside the project")
def test_answers_are_mostly_right() -> None:
    found = references.measure(GAP)
    assert found.right / found.answered >= PRECISION, found
    assert found.answered / found.asked >= ANSWERED, found
