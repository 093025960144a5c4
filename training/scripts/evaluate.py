"""Measure the pipeline and write what was measured: SCORES.json, meta.json and the card.

    python training/scripts/evaluate.py --corpora ../shared/corpora [--data DIR]

``--data`` is the folder of converted corpora; without it they are converted into a temporary one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import spacy
from assemble import ROOT, register, size
from measure import attribution, names, read, speed, syntax, triples
from spacy.language import Language
from spacy.tokens import Doc

SCORES = ROOT / "training/SCORES.json"
CARD = Path(__file__).with_name("card.json")
SPEED_ARTICLES = 12


def measure(nlp: Language, corpora: Path, data: Path, sample: int | None = None) -> dict[str, Any]:
    """All scores; ``sample`` caps the documents parsed (and, times ten, the lines of attribution)."""
    out: dict[str, Any] = {
        "gum_test_news_interview": syntax(nlp, _some(read(data / "gum_test.spacy", nlp), sample)),
        "ewt_test": syntax(nlp, _some(read(data / "ewt_test.spacy", nlp), sample)),
        "uner_ewt_test": names(nlp, read(data / "uner_test.spacy", nlp), True),
        "names_test": names(nlp, read(data / "names_test.spacy", nlp), False),
    }
    lines = corpora / "attribution/cofenet/valid.jsonl"
    out["cofenet_valid"] = attribution(nlp, lines, sample and 10 * sample)
    if not sample:
        out["polnear_dev_triples"] = triples(nlp, corpora / "attribution/polnear/dev")
    out["words_per_second"] = timed(nlp, corpora)
    return out


def timed(nlp: Language, corpora: Path) -> int:
    """Words a second over some of PolNeAR's dev articles."""
    texts = sorted((corpora / "attribution/polnear/dev/text").glob("*.txt"))[:SPEED_ARTICLES]
    return speed(nlp, [path.read_text(encoding="utf-8") for path in texts])


def _some(docs: list[Doc], sample: int | None) -> list[Doc]:
    """About ``sample`` docs, evenly out of all."""
    return docs[:: max(1, len(docs) // sample)] if sample else docs


def convert(corpora: Path, data: Path, seed: int = 7) -> None:
    """Convert the test parts."""
    import namesets
    import treebanks

    for module in (treebanks, namesets):
        module.convert_tests(corpora, data, seed)


def publish(pipeline: Path, corpora: Path, data: Path) -> dict[str, Any]:
    """Measure, then write the scores beside the recipe and into the pipeline's meta.json and card."""
    register()
    scores = measure(spacy.load(pipeline), corpora, data)
    scores["size_mb"] = 0.0
    for _ in range(2):  # the second time around the size counts the card and the scores in it
        describe(pipeline, scores)
        scores["size_mb"] = round(size(pipeline) / 1e6, 2)
    written = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else {}
    written["weights"] = scores
    SCORES.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    return scores


def describe(pipeline: Path, scores: dict[str, Any]) -> None:
    """Write meta.json and README.md of the pipeline."""
    card = json.loads(CARD.read_text(encoding="utf-8"))
    path = pipeline / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= {key: card[key] for key in ("name", "version", "description", "license", "sources", "notes")}
    meta["performance"] = scores
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (pipeline / "README.md").write_text(_markdown(card, meta, scores), encoding="utf-8")


def _markdown(card: dict[str, Any], meta: dict[str, Any], scores: dict[str, Any]) -> str:
    lines = [f"# {card['name']} {card['version']}", "", card["description"], ""]
    lines += [
        "Licence of the weights: CC BY-SA 4.0.",
        "",
        "Pipes: " + ", ".join(meta["pipeline"]) + ".",
        "",
        "## Scores",
        "",
    ]
    lines += ["| test set | measure | score |", "|---|---|---|"]
    for part, values in scores.items():
        pairs = values.items() if isinstance(values, dict) else [("", values)]
        lines += [f"| {part} | {name} | {value} |" for name, value in pairs]
    lines += ["", "## Sources", "", "| what | licence | author |", "|---|---|---|"]
    lines += [f"| [{s['name']}]({s['url']}) | {s['license']} | {s['author']} |" for s in card["sources"]]
    lines += ["", "## Notes", ""] + [f"- {note}" for note in card["notes"]]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pipeline", type=Path, default=ROOT / "generator/language/pipeline")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = args.data or Path(folder)
        if not args.data:
            convert(args.corpora, data)
        json.dump(publish(args.pipeline, args.corpora, data), sys.stdout, indent=2)


if __name__ == "__main__":
    main()
