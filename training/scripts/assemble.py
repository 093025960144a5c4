"""Put the fine-tuned network into one pipeline folder, small, complete and free of paths."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import spacy
import srsly
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[2]
NAME = "encoder"  # the component's name in the pipeline


def register() -> None:
    """Make the generator's own components known to spaCy."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    import generator.language.components  # noqa: F401


def assemble(finetuned: Path, pretrained: Path, *, quantised: bool = True) -> Language:
    """The pipeline of what finetune.py left in one folder and the word pieces in another."""
    import export

    register()
    from generator.language.encoder.network import Network
    from generator.language.encoder.pieces import Pieces

    nlp = spacy.blank("en")
    with tempfile.TemporaryDirectory() as work:
        export.export(export.read(finetuned), Path(work) / "network.onnx", quantised=quantised)
        nlp.add_pipe("briefing_encoder", name=NAME).set_weights(
            Network(Path(work) / "network.onnx"),
            Pieces.read(pretrained / "tokenizer.json"),
            labels=json.loads((finetuned / "labels.json").read_text(encoding="utf-8")),
            trees=(finetuned / "trees.bin").read_bytes(),
            strings=json.loads((finetuned / "strings.json").read_text(encoding="utf-8")),
            lemmas=json.loads((finetuned / "lemmas.json").read_text(encoding="utf-8")),
        )
    for section in ("paths", "training", "corpora", "pretraining", "initialize"):
        nlp.config[section] = {}
    return nlp


def needed_strings(nlp: Language) -> list[str]:
    """The strings that loading must bring; all others come with the labels or anew with each text."""
    return ["ROOT", "_SP", "dep"]


def write(nlp: Language, out: Path) -> None:
    """Write the pipeline beside ``out`` and then put it in its place, so that nobody ever reads half of
    it.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=out.parent, prefix=".pipeline-"))
    nlp.to_disk(work)
    srsly.write_json(work / "vocab/strings.json", needed_strings(nlp))
    work.chmod(0o755)
    old = out.with_name(f".{out.name}-old")
    if out.exists():
        out.rename(old)
    work.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
