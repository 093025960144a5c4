"""The corpora as training documents of the encoder, each with the columns that its corpus annotates."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import spacy
import srsly
from documents import Document, Raw
from gazetteer import read as read_gazetteer
from namesets import (
    BIO,
    CROSSNER,
    RE3D_FOLDERS,
    Labeller,
    column_corpus,
    gum_names,
    re3d,
    redocred,
    uner,
)  # fmt: skip
from namesets import (
    Document as Sentences,
)
from polnear import training_articles
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore
from swap import Swapper
from swap import read as read_swapper
from text import BREAK, Sentence, chunks, typography
from treebanks import ewt_train, gum

from generator.language.encoder.pieces import Pieces, plain

RARE = 3  # a label seen less often than this is not learnt


@dataclass(slots=True)
class Labels:
    """Numbers for labels, given in the order of their frequency in training; "O" is always the first."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    strings: StringStore = field(default_factory=StringStore)
    trees: EditTrees = field(init=False)
    forms: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.trees = EditTrees(self.strings)

    def see(self, form: str, pos: str, lemma: str) -> None:
        """Take in a word's lemma. Names are left to the trees: they are their own."""
        if pos not in ("PROPN", "PUNCT", "SYM", "NUM", "X"):
            self.forms.setdefault((pos, plain(form)), Counter())[lemma] += 1

    def lemmas(self) -> dict[str, dict[str, str]]:
        """Part of speech → form in lower case → its most frequent lemma, of equals the first by letters."""
        out: dict[str, dict[str, str]] = {}
        for (pos, form), found in sorted(self.forms.items()):
            out.setdefault(pos, {})[form] = min(found, key=lambda lemma: (-found[lemma], lemma))
        return out

    def tree_strings(self) -> list[str]:
        """The strings that the lemmas' trees put in or take out; their file holds only hashes of them."""
        trees = srsly.msgpack_loads(self.trees.to_bytes())["trees"]
        return sorted(
            {self.strings[tree[side]] for tree in trees for side in ("orig", "subst") if side in tree}
        )

    def count(self, columns: Iterable[dict[str, list[str | None]]]) -> None:
        """Take the labels of these columns in."""
        for column in columns:
            for name, values in column.items():
                self.counts.setdefault(name, Counter()).update(v for v in values if v is not None)
        for name, found in self.counts.items():
            kept = [label for label, count in found.items() if count >= RARE or label == "O"]
            kept.sort(key=lambda label: (label != "O", -found[label], label))
            self.numbers[name] = {label: number for number, label in enumerate(kept)}

    def __call__(self, name: str, values: Sequence[str | None]) -> list[int]:
        numbers = self.numbers[name]
        return [-1 if value is None else numbers.get(value, -1) for value in values]


def numbered(raw: Sequence[Raw], labels: Labels, pieces: Pieces) -> list[Document]:
    """Give every label its number and every word its pieces."""
    return [
        Document(
            one.words,
            pieces(one.words),
            one.starts,
            one.numbers | {name: labels(name, values) for name, values in one.labels.items()},
        )
        for one in raw
    ]


def from_sentences(sentences: Sequence[Sentence], labels: Labels, rng: random.Random) -> Raw:
    """Join annotated sentences, with breaks between paragraphs."""
    words: list[str] = []
    starts: list[int] = []
    names = ("tag", "morph", "lemma", "dep", "ner")
    text: dict[str, list[str | None]] = {name: [] for name in names}
    head: list[int] = []
    sentence_of: list[int] = []
    first: list[int] = []
    for number, sentence in enumerate(sentences):
        if number and sentence.starts_paragraph:
            words.append(BREAK)
            for column in text.values():
                column.append(None)
            head.append(-1)
            sentence_of.append(-2)
            first.append(-1)
        offset, size = len(words), len(sentence.words)
        starts.append(offset)
        words += sentence.words
        text["tag"] += sentence.tags or [None] * size
        text["morph"] += _morphs(sentence) if sentence.tags else [None] * size
        text["lemma"] += _trees(sentence, labels) if sentence.tags else [None] * size
        text["dep"] += sentence.deps or [None] * size
        text["ner"] += sentence.ents or [None] * size
        head += [offset + h for h in sentence.heads] if sentence.heads else [-1] * size
        sentence_of += [number] * size
        first += [1] + [0] * (size - 1)
    kept = {name: column for name, column in text.items() if any(v is not None for v in column)}
    numbers = {"head": head, "sentence": sentence_of, "sent": first} if "dep" in kept else {}
    return Raw(typography(words, rng), starts, kept, numbers)


def _morphs(sentence: Sentence) -> list[str | None]:
    return [
        "|".join(filter(None, (f"POS={p}", m))) for p, m in zip(sentence.pos, sentence.morphs, strict=True)
    ]


def _trees(sentence: Sentence, labels: Labels) -> list[str | None]:
    for form, pos, lemma in zip(sentence.words, sentence.pos, sentence.lemmas, strict=True):
        labels.see(form, pos, lemma)
    return [str(labels.trees.add(w, m)) for w, m in zip(sentence.words, sentence.lemmas, strict=True)]


def _with_names(sentences: Iterable[Sentence], named: Iterable[Sentence]) -> list[Sentence]:
    """The same sentences with names where there is an equal sentence that has them."""
    known = {tuple(sentence.words): sentence.ents for sentence in named}
    out = []
    for sentence in sentences:
        sentence.ents = list(known.get(tuple(sentence.words), []))
        out.append(sentence)
    return out


def treebanks(corpora: Path, labeller: Labeller, part: str = "train") -> Iterator[list[Sentence]]:
    """EWT and GUM with syntax and names."""
    iob = corpora / "ner/uner_ewt/en_ewt-ud-train.commit0c7ce0d.iob2"
    names = [s for document in uner(ewt_train(corpora), iob, labeller) for s in document]
    for _, found in ewt_train(corpora):
        yield _with_names([s for _, _, s in found], names)
    for (_, found), named in zip(gum(corpora, part), gum_names(corpora, part, labeller), strict=True):
        yield _with_names([s for _, _, s in found], named)


def other_names(corpora: Path, labeller: Labeller) -> Iterator[Sentences]:
    """The corpora that have names only."""
    ner, nlp = corpora / "ner", spacy.blank("en")
    yield from column_corpus(ner / "wikigold/CONLL-format/data/wikigold.conll.txt", 0, 1, BIO, labeller, 12)
    for part in ("train", "dev", "test"):
        yield from column_corpus(ner / f"crossner/politics/{part}.txt", 0, 1, CROSSNER, labeller, 8)
    for part in ("dev", "test"):
        yield from redocred(ner / f"redocred/{part}_revised.json", labeller)
    for folder in RE3D_FOLDERS:
        yield from re3d(ner / "re3d" / folder, nlp, labeller)


def _prepared(
    documents: Iterable[Sentences], labels: Labels, rng: random.Random, swapper: Swapper
) -> Iterator[Raw]:
    for sentences in documents:
        for chunk in chunks(sentences, rng):
            before = [list(sentence.words) for sentence in chunk]
            swapper.swap([sentence for sentence in chunk if sentence.ents], rng)
            for sentence, words in zip(chunk, before, strict=True):
                for i, word in enumerate(words):
                    if sentence.lemmas and sentence.words[i] != word:
                        sentence.lemmas[i] = sentence.words[i]
            yield from_sentences(chunk, labels, rng)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that is trained on, by kind, and the articles for tuning the attributions."""

    labels: Labels
    train: dict[str, list[Document]]
    tune: list[Document]


def read(corpora: Path, pieces: Pieces, seed: int) -> Corpus:
    """Read all corpora below a folder."""
    rng, labels = random.Random(seed), Labels()
    gazetteer = read_gazetteer(corpora)
    labeller, swapper = Labeller(gazetteer), read_swapper(corpora, gazetteer)
    train, tune = training_articles(corpora, rng)
    raw = {
        "syntax": list(_prepared(treebanks(corpora, labeller), labels, rng, swapper)),
        "names": list(_prepared(other_names(corpora, labeller), labels, rng, swapper)),
        "attribution": train,
    }
    labels.count(one.labels for part in raw.values() for one in part)
    documents = {kind: numbered(part, labels, pieces) for kind, part in raw.items()}
    return Corpus(labels, documents, numbered(tune, labels, pieces))
