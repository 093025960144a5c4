"""UD English-EWT and GUM (CoNLL-U) read, and its dev and test parts as DocBins of whole documents."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import DocBin
from spacy.vocab import Vocab
from text import Sentence, make_doc

# Kept out of training beside dev and test: an article that others measure on.
HELD_OUT = frozenset(["GUM_news_questionnaire"])
# Morphological features that tell little and differ between the treebanks
DROPPED_FEATURES = frozenset(("Abbr", "ExtPos", "Foreign", "NumForm", "Style", "Typo", "Variant", "Polite"))
Named = tuple[str, list[list[str]], Sentence]  # sentence id, its CoNLL-U rows, the sentence


def read_conllu(path: Path) -> Iterator[tuple[str, list[Named]]]:
    """Yield (document id, sentences) in file order."""
    document, sentences, comments, rows = path.stem, [], [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            new = next((c.split("=", 1)[1].strip() for c in comments if c.startswith("# newdoc")), None)
            if new and sentences:
                yield document, sentences
                sentences = []
            document = new or document
            sentences.append(_sentence(comments, rows))
            comments, rows = [], []
    if sentences:
        yield document, sentences


def _sentence(comments: list[str], rows: list[list[str]]) -> Named:
    name = next(c.split("=", 1)[1].strip() for c in comments if c.startswith("# sent_id"))
    words = [row for row in rows if row[0].isdigit()]
    glued = _glued(rows)
    out = Sentence(
        words=[row[1].replace(" ", "") for row in words],
        spaces=[row[0] not in glued for row in words],
        tags=[row[4] for row in words],
        pos=[row[3] for row in words],
        morphs=[_features(row[5]) for row in words],
        lemmas=[row[2] for row in words],
        heads=[(int(row[6]) or int(row[0])) - 1 for row in words],
        deps=["ROOT" if row[7] == "root" else row[7] for row in words],
        starts_paragraph=any(c.startswith("# newpar") for c in comments),
    )
    return name, words, out


def _glued(rows: list[list[str]]) -> set[str]:
    """Ids of words with no blank behind them: SpaceAfter=No, or inside a multi-word token."""
    glued: set[str] = set()
    for row in rows:
        if re.fullmatch(r"\d+-\d+", row[0]):
            first, last = map(int, row[0].split("-"))
            glued |= {str(i) for i in range(first, last)}
            if "SpaceAfter=No" in row[9]:
                glued.add(str(last))
        elif "SpaceAfter=No" in row[9]:
            glued.add(row[0])
    return glued


def _features(text: str) -> str:
    return "|".join(f for f in text.split("|") if f.split("=")[0] not in DROPPED_FEATURES and f != "_")


def sentence_ids(path: Path) -> set[str]:
    return {name for _, sentences in read_conllu(path) for name, _, _ in sentences}


def ewt_train(corpora: Path) -> Iterator[tuple[str, list[Named]]]:
    """The documents of EWT that are neither in dev nor in test."""
    ewt = corpora / "syntax/ewt"
    held = sentence_ids(ewt / "en_ewt-ud-dev.conllu") | sentence_ids(ewt / "en_ewt-ud-test.conllu")
    for path in sorted((ewt / "sources").glob("*/*.conllu")):
        for document, sentences in read_conllu(path):
            if not any(name in held for name, _, _ in sentences):
                yield document, sentences


def gum_splits(corpora: Path) -> dict[str, list[str]]:
    """GUM's own split, read from splits.md: {"dev": [...], "test": [...]}; the rest is for training."""
    splits: dict[str, list[str]] = {}
    for line in (corpora / "syntax/gum/splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = splits.setdefault(line[3:].strip(), [])
        elif line.strip().startswith("* "):
            part.append(line.strip()[2:].strip())
    return splits


def gum(corpora: Path, part: str) -> Iterator[tuple[str, list[Named]]]:
    """GUM's documents of a part: train, dev or test."""
    splits = gum_splits(corpora)
    held = set(splits["dev"]) | set(splits["test"]) | HELD_OUT
    for path in sorted((corpora / "syntax/gum").glob("GUM_*.conllu")):
        if (path.stem not in held) if part == "train" else (path.stem in splits[part]):
            yield from read_conllu(path)


def _binned(documents: Iterator[tuple[str, list[Named]]], rng: random.Random) -> DocBin:
    vocab, bin_ = Vocab(), DocBin(store_user_data=False)
    for _, sentences in documents:
        bin_.add(make_doc(vocab, [sentence for _, _, sentence in sentences], rng))
    return bin_


def convert_dev(corpora: Path, out: Path, seed: int) -> None:
    """Write syntax_dev.spacy: GUM news and interview, a quarter of EWT's dev documents."""
    rng = random.Random(seed)
    dev = _binned(_news(gum(corpora, "dev")), rng)
    ewt = enumerate(read_conllu(corpora / "syntax/ewt/en_ewt-ud-dev.conllu"))
    dev.merge(_binned((pair for i, pair in ewt if i % 4 == 0), rng))
    dev.to_disk(out / "syntax_dev.spacy")


def convert_tests(corpora: Path, out: Path, seed: int) -> None:
    """Write gum_test.spacy (news and interview) and ewt_test.spacy."""
    _binned(_news(gum(corpora, "test")), random.Random(seed)).to_disk(out / "gum_test.spacy")
    ewt = read_conllu(corpora / "syntax/ewt/en_ewt-ud-test.conllu")
    _binned(ewt, random.Random(seed)).to_disk(out / "ewt_test.spacy")


def _news(documents: Iterator[tuple[str, list[Named]]]) -> Iterator[tuple[str, list[Named]]]:
    return (pair for pair in documents if "_news_" in pair[0] or "_interview_" in pair[0])
