"""Docs built by hand, or from the frozen parse of a case file: no trained weights are needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.tokens import Doc

import generator.language  # noqa: F401  (declares the Doc extensions)

CASES = Path(__file__).parent / "cases"
VOCAB = spacy.blank("en").vocab


def cases(area: str) -> list[Any]:
    """The cases of one area, each a mapping with its file's name under ``file``."""
    found = []
    for path in sorted((CASES / area).glob("*.yml")):
        found.append({"file": path.stem, **yaml.safe_load(path.read_text(encoding="utf-8"))})
    return found


def doc_of(case: dict[str, Any]) -> Doc:
    """The Doc of a case: a line for each token with word, tag, pos, dep, head, lemma, entity, sentence start.

    A word that ends in "_" has no space behind it.
    """
    rows = [line.split(" ") for line in case["parse"].splitlines()]
    columns = list(zip(*rows, strict=True))
    words = [word.removesuffix("_").replace("\\n", "\n") for word in columns[0]]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=[not word.endswith("_") for word in columns[0]],
        tags=list(columns[1]),
        pos=list(columns[2]),
        deps=list(columns[3]),
        heads=[int(head) for head in columns[4]],
        lemmas=[lemma.replace("\\n", "\n") for lemma in columns[5]],
        ents=list(columns[6]),
        sent_starts=None,
    )
    doc._.title_end = len(case.get("title", ""))
    return doc
