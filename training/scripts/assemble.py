"""Put the trained parts together into one pipeline folder, small, complete and free of paths."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import spacy
import srsly
from spacy.language import Language
from spacy.util import import_file

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "generator/language/components"
SYNTAX = ("tok2vec", "tagger", "morphologizer", "trainable_lemmatizer", "parser")


def register() -> None:
    """Register the factories that the pipeline uses, without the rest of the generator."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    for name in ("paragraphs", "attribution"):
        import_file(f"briefing_{name}_component", COMPONENTS / f"{name}.py")


def assemble(syntax: Path, names: Path, attribution: Path) -> Language:
    """One pipeline out of three trained ones."""
    register()
    nlp = spacy.blank("en")
    first = spacy.load(syntax)
    second, third = spacy.load(names), spacy.load(attribution)
    for other in (
        nlp,
        first,
        third,
    ):  # syntax reads no vectors; the two recognisers were trained with the same ones
        other.vocab.vectors = second.vocab.vectors
    nlp.add_pipe("briefing_paragraphs")
    for name in SYNTAX:
        nlp.add_pipe(name, source=first)
    nlp.add_pipe("ner", source=second)
    nlp.add_pipe("attribution", source=third)
    for section in ("paths", "training", "corpora", "pretraining", "initialize"):
        nlp.config[section] = {}
    return nlp


def needed_strings(nlp: Language) -> list[str]:
    """The strings that loading must bring: labels, and what the lemmatizer's trees put in or take out.

    All others (the words of the corpora) come anew with each text.
    """
    kept = {
        label
        for name in nlp.pipe_names
        for label in getattr(nlp.get_pipe(name), "labels", ())
        if isinstance(label, str)
    }
    trees = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]
    for tree in trees:
        kept |= {nlp.vocab.strings[tree[side]] for side in ("orig", "subst") if side in tree}
    return sorted(kept | {"_SP", "ROOT", "dep"})


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
