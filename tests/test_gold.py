"""The briefings of the gold articles score at least what was measured, where the gold is present."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from thresholds import Threshold, thresholds

from generator.cli import main

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def briefings(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("gold")
    command = ["generate", "--content", str(gold), "--output", str(out), "--config", str(ROOT / "mkdocs.yml")]
    assert main(command) == 0
    return out


@pytest.fixture(scope="module")
def table(gold: Path, briefings: Path) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(gold.parent / "score.py"), str(briefings), str(gold), "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, dict[str, float]] = json.loads(answer.stdout)
    return result


@pytest.mark.parametrize("threshold", thresholds("gold"), ids=str)
def test_score(table: dict[str, dict[str, float]], threshold: Threshold) -> None:
    percent = {name: {key: 100 * (share or 0) for key, share in row.items()} for name, row in table.items()}
    assert threshold.holds({"gold": percent}), threshold.of({"gold": percent})


def test_every_article_has_a_briefing(gold: Path, briefings: Path) -> None:
    wanted = {path.stem for path in gold.glob("*.json")}
    assert wanted and wanted <= {path.stem for path in briefings.glob("*.json")}


def test_in_brief_names_the_main_actors_and_the_next_event(gold: Path, briefings: Path) -> None:
    unnamed, wanted = [], 0
    for path in sorted(briefings / f"{article.stem}.json" for article in gold.glob("*.json")):
        twin = json.loads(path.read_text(encoding="utf-8"))
        words = " ".join(twin["summary"])
        main = [actor for actor in twin["actors"] if actor["salience"] == "main"]
        wanted += len(main)
        unnamed += [
            (path.stem, one["name"]) for one in main if not any(form in words for form in one["mentions"])
        ]
        coming = [e for e in twin["events"] if e["start"] and e["status"] in {"scheduled", "deadline"}]
        if coming:
            first = min(event["start"] for event in coming)
            assert any(e["when"] in words for e in coming if e["start"] == first), path.stem
    assert wanted and unnamed == []
