"""Measure everything that the project claims, and write it down: `make scores`.

Reads the corpora and the annotated articles beside the project; writes training/SCORES.json (the figures),
training/SCORES.md (beside their anchors, with the commands) and generator/accuracy.json, from which the
site's page "How this was made" shows the same table.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE), str(HERE / "scripts")]

SCORES = HERE / "SCORES.json"
TABLE = HERE / "SCORES.md"
SHOWN = ROOT / "generator/accuracy.json"
ROWS = HERE / "scores.yml"  # which figures are shown, beside which anchors
MEASURES = ("weights", "speed", "gold", "pronouns", "dates", "certainty")
ITEMS = {"actors": "actors", "positions": "positions", "questions": "open questions", "events": "events"}


def weights(corpora: Path) -> dict[str, Any]:
    """The trained pipeline on the parts kept out of training; also rewrites its card."""
    import evaluate

    with tempfile.TemporaryDirectory() as folder:
        evaluate.convert(corpora, Path(folder))
        return evaluate.publish(ROOT / "generator/language/pipeline", corpora, Path(folder))


def speed(corpora: Path) -> dict[str, Any]:
    """The whole pipeline, rules included, on the articles that the trained part is timed on."""
    import evaluate

    from generator import language

    nlp = language.load()
    return {"words_per_second": evaluate.timed(nlp, corpora)}


def gold(folder: Path) -> dict[str, Any]:
    """The briefings of the annotated articles, by the gold's own scorer, in percent."""
    with tempfile.TemporaryDirectory() as out:
        run = [sys.executable, "-m", "generator", "generate", "--content", str(folder), "--output", out]
        subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
        command = [sys.executable, str(folder.parent / "score.py"), out, str(folder), "--json"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    table = json.loads(answer.stdout)
    return {name: _percent(row) for name, row in table.items()}


def _percent(row: dict[str, Any]) -> dict[str, Any]:
    shares = {key: row[key] for key in ("precision", "recall", "f1") if row[key] is not None}
    return {key: round(100 * value, 1) for key, value in shares.items()} | {"items": row["expected"]}


def pronouns(corpora: Path) -> dict[str, Any]:
    """GAP's validation part."""
    import references

    found = references.measure(corpora / "coref/gap/gap-validation.tsv")
    share = round(100 * found.right / max(1, found.answered), 1)
    return {"right": share, "answered": found.answered, "asked": found.asked}


def dates(corpora: Path) -> dict[str, Any]:
    """Time expressions: right among those recognised, and recognised, in percent."""
    import temporal

    folder = corpora / "temporal"
    specs, left = temporal.spec_cases(folder)
    sets = {
        "recognizers": specs,
        "timenorm": temporal.timenorm_cases(folder),
        "meantime": temporal.meantime_cases(folder),
    }
    out: dict[str, Any] = {}
    for name, cases in sets.items():
        right, known = temporal.score(cases)
        out[name] = {
            "right": round(100 * right, 1), "recognised": round(100 * known, 1), "cases": len(cases)
        }  # fmt: skip
    return out | {"left out of recognizers": sum(left.values())}


def certainty(folder: Path) -> dict[str, Any]:
    """How well the probabilities of items fit, by cross-validation."""
    import confidence

    return confidence.measured(confidence.items(folder, confidence.scorer(folder.parent / "score.py")))


def value(tree: dict[str, Any], name: str) -> Any:
    """A figure by its name: the keys on the way to it, with / between."""
    for part in name.split("/"):
        tree = tree[part]
    return tree


def rows(scores: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures that are shown, with what scores.yml says of them."""
    listed = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return [
        {"part": part["part"], "command": part["command"], **row, "value": value(scores, row["figure"])}
        for part in listed
        for row in part["rows"]
    ]


def table(found: list[dict[str, Any]]) -> str:
    """SCORES.md."""
    lines = [
        "# What was measured",
        "",
        "Made by `make scores` from `SCORES.json`; edit neither. F1, accuracy and shares in percent. "
        "`../shared` holds the corpora and the annotated articles; a clean clone with it gives them again.",
    ]
    part = None
    for row in found:
        if row["part"] != part:
            part = row["part"]
            lines += [
                "",
                f"## {part}",
                "",
                f"    {row['command']}",
                "",
                "| what | measured | to compare |",
                "|---|---|---|",
            ]
        lines.append(f"| {row['what']} | {row['value']} | {row.get('anchor', '')} |")
    return "\n".join(lines) + "\n"


def shown(scores: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
    """What the site shows: the table, and of a hundred items of each kind how many are wrong or missed."""
    kinds = {name: scores["gold"][name] for name in ITEMS}
    errors = [
        {
            "kind": ITEMS[name],
            "wrong": round(100 - row["precision"]),
            "missed": round(100 - row["recall"]),
        }
        for name, row in kinds.items()
    ]
    table_rows = [{key: row.get(key, "") for key in ("part", "what", "value", "anchor")} for row in found]
    return {"articles": scores["articles"], "errors": errors, "rows": table_rows}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Path(os.environ.get("BRIEFINGS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("--shared", type=Path, default=default, help="folder of the corpora and the gold")
    parser.add_argument("--only", action="append", choices=MEASURES)
    args = parser.parse_args()
    corpora, articles = args.shared / "corpora", args.shared / "gold/dev"
    measures = {
        "weights": lambda: weights(corpora),
        "speed": lambda: speed(corpora),
        "gold": lambda: gold(articles),
        "pronouns": lambda: pronouns(corpora),
        "dates": lambda: dates(corpora),
        "certainty": lambda: certainty(articles),
    }
    scores = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else {}
    for name in args.only or MEASURES:
        scores[name] = measures[name]()
        SCORES.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    scores["articles"] = len(list(articles.glob("*.json")))
    SCORES.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    found = rows(scores)
    TABLE.write_text(table(found), encoding="utf-8")
    SHOWN.write_text(json.dumps(shown(scores, found), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
