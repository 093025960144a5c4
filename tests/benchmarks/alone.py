"""What a run is compared with: the language pipeline by itself.

``python alone.py article FILE`` loads the whole pipeline and runs it on one article; ``python alone.py texts
FOLDER WORKERS`` runs nothing but the trained components over all articles of a folder, as ``nlp.pipe`` does.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import spacy

from generator import article, language


def one(path: Path) -> None:
    """Read one article and analyse it."""
    nlp = language.load()
    language.analyse(nlp, article.read(path, path.parent, first_seen=None))


def pipe(texts: list[str]) -> int:
    """Annotate texts with the trained components; returns how many words they have."""
    from generator.language import components  # registers the encoder

    del components
    return sum(len(doc) for doc in spacy.load(language.TRAINED).pipe(texts))


def many(folder: Path, workers: int) -> None:
    """Annotate the articles of a folder in so many processes, an even share in each."""
    texts = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(folder.rglob("*.md"))]
    shares = [texts[number::workers] for number in range(workers)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        print(sum(pool.map(pipe, shares)))


if __name__ == "__main__":
    if sys.argv[1] == "article":
        one(Path(sys.argv[2]))
    else:
        many(Path(sys.argv[2]), int(sys.argv[3]))
