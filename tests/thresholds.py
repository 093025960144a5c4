"""training/thresholds.csv: between which bounds each figure of training/SCORES.json is kept."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PATH = ROOT / "training/thresholds.csv"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure by the keys that lead to it in SCORES.json, with / between, and its bounds."""

    figure: str
    minimum: float
    maximum: float

    def __str__(self) -> str:
        return self.figure

    def of(self, scores: dict[str, Any]) -> float:
        """The figure in what was measured; KeyError where it was not."""
        found: Any = scores
        for part in self.figure.split("/"):
            found = found[part]
        return float(found)

    def holds(self, scores: dict[str, Any], slack: float = 0.0) -> bool:
        return self.minimum - slack <= self.of(scores) <= self.maximum + slack


def thresholds(part: str = "") -> list[Threshold]:
    """Those of all figures, or of one part ("gold", "weights", …), in the order of the file."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [
        Threshold(row["figure"], float(row["minimum"] or "-inf"), float(row["maximum"] or "inf"))
        for row in rows
    ]
    return [one for one in found if one.figure.startswith(part)]
