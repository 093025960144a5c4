"""The trained encoder as a spaCy component: tags, lemmas, sentences, dependencies, names and attributions.

One network reads a window and scores everything at once, and this component writes an ordinary Doc: where
stock spaCy has a tagger, a morphologizer, a lemmatizer, a parser and a named-entity recogniser of its own,
all that stands above sees no difference. What it writes beyond them: ``doc.spans["attribution"]`` with
SOURCE, CUE and CONTENT, and ``doc._.analysis`` with how sure the network was and which cue each span is of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from generator.language.encoder import decode
from generator.language.encoder.agreement import agree
from generator.language.encoder.network import Network, Scores
from generator.language.encoder.pieces import Pieces, plain
from generator.language.encoder.windows import Window, windows

SPANS_KEY = "attribution"
IOB = {"I": 1, "O": 2, "B": 3}
MOST_KNOWN = 200_000  # lemmas kept in memory
TINY = 1e-9  # keeps logarithms finite
CLOSING = frozenset(('"', "”", "'", "’", "''", "»"))
STARTS = 0.5  # probability from which a word begins a sentence


@dataclass(slots=True)
class Analysis:
    """How sure the network was of what it says of each word, as probabilities; and the links of spans.

    Attributes:
        arc, name, attribution: (words,) of the head, the name's label, the attribution's label.
        cue_of: first word of a SOURCE or CONTENT span → first word of the CUE it belongs to.
        link: first word of a SOURCE or CONTENT span → how sure that is.
    """

    arc: np.ndarray
    name: np.ndarray
    attribution: np.ndarray
    cue_of: dict[int, int]
    link: dict[int, float]


@dataclass(slots=True)
class Read:
    """What has been decoded so far, a place for each word."""

    tag: np.ndarray
    morph: np.ndarray
    lemma: np.ndarray
    head: np.ndarray
    dep: np.ndarray
    name: np.ndarray
    spans: list[tuple[int, int, str]]
    analysis: Analysis

    @classmethod
    def of(cls, size: int) -> Read:
        """Room for ``size`` words."""
        tag, morph, head, dep, name = (np.zeros(size, dtype=np.int64) for _ in range(5))
        analysis = Analysis(np.ones(size), np.ones(size), np.ones(size), {}, {})
        return cls(tag, morph, np.zeros(size, dtype=np.uint64), head, dep, name, [], analysis)


class EncoderAnalyser:
    """The component; see the module's docstring.

    Args:
        vocab: the pipeline's.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.trees = EditTrees(vocab.strings)
        self.strings: list[str] = []  # what the trees put in or take out
        self.lemmas: dict[str, dict[str, str]] = {}  # part of speech → form → lemma, as seen in training
        self._known: dict[tuple[str, int, int], int] = {}  # (word, tree's number, morph's) → lemma
        self.network: Network | None = None
        self.pieces: Pieces | None = None
        self.names: dict[str, list[str]] = {}

    def _set_labels(self, labels: dict[str, list[str]]) -> None:
        self.names = labels
        add = self.vocab.strings.add
        self._tag = np.array([add(label) for label in labels["tag"]], dtype=np.uint64)
        self._dep = np.array([add(label) for label in labels["dep"]], dtype=np.uint64)
        parts = [label.removeprefix("POS=").partition("|") for label in labels["morph"]]
        self._pos_name = [pos for pos, _, _ in parts]
        self._pos = np.array([IDS[pos] for pos, _, _ in parts], dtype=np.uint64)
        self._morph = np.array([self.vocab.morphology.add(rest) for _, _, rest in parts], dtype=np.uint64)
        self._iob = np.array([IOB[label[0]] for label in labels["ner"]], dtype=np.uint64)
        self._type = np.array(
            [add(label[2:]) if label != "O" else 0 for label in labels["ner"]], dtype=np.uint64
        )
        self._tree_of = [int(label) for label in labels["lemma"]]
        self._follow = {name: decode.transitions(labels[name]) for name in ("ner", "attribution")}

    def labels_of(self, head: str) -> tuple[str, ...]:
        """The labels of a head without the BIO marks: "dep", "ner", "attribution", "tag" …"""
        found = (label[2:] if head in ("ner", "attribution") else label for label in self.names[head])
        return tuple(sorted(label for label in set(found) if label))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if len(doc):
            words = [token.text for token in doc]
            self._annotate(doc, words, np.array([word.isspace() for word in words]))
        return doc

    def _annotate(self, doc: Doc, words: list[str], gap: np.ndarray) -> None:
        assert self.network is not None and self.pieces is not None, "the weights are not loaded"
        read = Read.of(len(words))
        # One window after the other: the scores of a whole book at once would not fit into memory.
        for window in windows(words, self.pieces(words)):
            part = slice(window.start, window.end)
            self._read(window, words[part], gap[part], self.network(window), read)
        _tie_gaps(read.head, gap)
        read.name = agree(words, read.name, self.names["ner"], read.analysis.name)
        add = self.vocab.strings.add
        columns = {
            TAG: np.where(gap, np.uint64(add("_SP")), self._tag[read.tag]),
            POS: np.where(gap, np.uint64(IDS["SPACE"]), self._pos[read.morph]),
            MORPH: np.where(gap, np.uint64(self.vocab.morphology.add("")), self._morph[read.morph]),
            LEMMA: read.lemma,
            HEAD: (read.head - np.arange(len(words))).astype(np.int64).astype(np.uint64),
            DEP: np.where(gap, np.uint64(add("dep")), self._dep[read.dep]),
            ENT_IOB: self._iob[read.name],
            ENT_TYPE: self._type[read.name],
        }
        doc.from_array(list(columns), np.stack(list(columns.values()), axis=1))
        doc.spans[SPANS_KEY] = [Span(doc, start, end, label=label) for start, end, label in read.spans]
        doc._.analysis = read.analysis

    def _read(self, window: Window, words: list[str], gap: np.ndarray, scores: Scores, read: Read) -> None:
        """Decode one window's scores into its part of ``read``."""
        part = slice(window.start, window.end)
        read.tag[part] = scores.labels["tag"].argmax(-1)
        read.morph[part] = scores.labels["morph"].argmax(-1)
        read.lemma[part] = self._lemmas(words, scores.labels["lemma"], read.morph[part], gap)
        sure = read.analysis
        head, read.dep[part], sure.arc[part] = self._trees(scores, words, gap)
        read.head[part] = head + window.start
        read.name[part], sure.name[part] = self._sequence(scores, "ner", gap)
        labels, sure.attribution[part] = self._sequence(scores, "attribution", gap)
        spans = decode.spans(labels, self.names["attribution"])
        read.spans += [(start + window.start, end + window.start, label) for start, end, label in spans]
        _link(spans, scores.link, window.start, sure)

    def _trees(
        self, scores: Scores, words: list[str], gap: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Settle the sentences of a window, then the tree and the relations of each.

        Returns:
            Each word's head in the window, the number of its relation, and the probability of its head.
        """
        starts = (decode.softmax(scores.labels["sent"])[:, 1] > STARTS) & ~gap
        starts[_behind_commas(words)] = False
        starts[_behind_breaks(words, gap)] = True
        heads, sure = np.arange(len(words)), np.ones(len(words))
        for begin, end in pairwise([*np.flatnonzero(starts), len(words)]):
            inside = np.arange(begin, end)[~gap[begin:end]]
            probability = decode.softmax(scores.arc[np.ix_(inside, inside)])
            chosen = decode.tree(np.log(probability + TINY))
            heads[inside] = inside[chosen]
            sure[inside] = probability[np.arange(len(inside)), chosen]
        relations = np.einsum("now,nw->no", scores.dependent, scores.governor[heads])
        own = heads == np.arange(len(words))
        relations[:, self.names["dep"].index("ROOT")] = np.where(own, -decode.NEVER, decode.NEVER)
        return heads, relations.argmax(-1), sure

    def _sequence(self, scores: Scores, name: str, gap: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The best legal sequence of labels, and how probable each label is; white space has none."""
        probability = decode.softmax(scores.labels[name])
        probability[gap] = np.arange(probability.shape[1]) == self.names[name].index("O")
        chosen = decode.viterbi(np.log(probability + TINY), self._follow[name])
        return chosen, probability[np.arange(len(chosen)), chosen]

    def _lemmas(self, words: list[str], scores: np.ndarray, morph: np.ndarray, gap: np.ndarray) -> np.ndarray:
        """Each word's lemma: the one seen in training for its part of speech, else by its edit tree."""
        out = np.zeros(len(words), dtype=np.uint64)
        numbers = zip(words, scores.argmax(-1).tolist(), morph.tolist(), strict=True)
        for i, key in enumerate(numbers):
            if key not in self._known:
                if len(self._known) > MOST_KNOWN:
                    self._known.clear()
                word, seen = key[0], self.lemmas.get(self._pos_name[key[2]], {})
                lemma = word if gap[i] else seen.get(plain(word)) or self._apply(word, scores[i])
                self._known[key] = self.vocab.strings.add(lemma)
            out[i] = self._known[key]
        return out

    def _apply(self, word: str, scores: np.ndarray) -> str:
        """The word's lemma by the best tree that fits it."""
        for number in np.argsort(-scores, kind="stable")[:3]:
            lemma = self.trees.apply(self._tree_of[number], word)
            if lemma:
                return str(lemma)
        return word

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the network, the vocabulary of word pieces, the labels and the lemmas' trees."""
        assert self.network is not None and self.pieces is not None
        path.mkdir(parents=True, exist_ok=True)
        (path / "network.onnx").write_bytes(self.network.data)
        (path / "pieces.json").write_text(self.pieces.vocabulary, encoding="utf-8")
        (path / "labels.json").write_text(json.dumps(self.names, indent=0) + "\n", encoding="utf-8")
        (path / "trees.bin").write_bytes(self.trees.to_bytes())
        (path / "strings.json").write_text(json.dumps(self.strings, indent=0) + "\n", encoding="utf-8")
        (path / "lemmas.json").write_text(json.dumps(self.lemmas, indent=0) + "\n", encoding="utf-8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> EncoderAnalyser:
        """Read what ``to_disk`` wrote."""
        path = Path(path)

        def parsed(name: str) -> Any:
            return json.loads((path / name).read_text(encoding="utf-8"))

        return self.set_weights(
            Network(path / "network.onnx"),
            Pieces.read(path / "pieces.json"),
            labels=parsed("labels.json"),
            trees=(path / "trees.bin").read_bytes(),
            strings=parsed("strings.json"),
            lemmas=parsed("lemmas.json"),
        )

    def set_weights(
        self,
        network: Network,
        pieces: Pieces,
        *,
        labels: dict[str, list[str]],
        trees: bytes,
        strings: list[str],
        lemmas: dict[str, dict[str, str]],
    ) -> EncoderAnalyser:
        """Take over trained weights.

        Args:
            network, pieces: the network and its word pieces.
            labels: head's name → its labels, in the order of the network's outputs.
            trees: the lemmas' edit trees, as spaCy writes them.
            strings: what the trees put in or take out.
            lemmas: part of speech → form in lower case → lemma, as seen in training.
        """
        self.network, self.pieces, self.strings, self.lemmas = network, pieces, strings, lemmas
        for string in strings:
            self.vocab.strings.add(string)
        self.trees.from_bytes(trees)
        self._set_labels(labels)
        return self


def _behind_commas(words: list[str]) -> list[int]:
    """Where a comma, or one inside a closing quotation mark, has just been read: no sentence starts there."""
    return [
        i
        for i in range(1, len(words))
        if words[i - 1] == "," or (words[i - 1] in CLOSING and i > 1 and words[i - 2] == ",")
    ]


def _behind_breaks(words: list[str], gap: np.ndarray) -> list[int]:
    """The first word of the window and of each paragraph in it."""
    out, due = [], True
    for i, word in enumerate(words):
        if gap[i]:
            due = due or "\n" in word
        elif due:
            out.append(i)
            due = False
    return out


def _tie_gaps(head: np.ndarray, gap: np.ndarray) -> None:
    """White space hangs on the word before it, at the very start on the one behind it."""
    for i in np.flatnonzero(gap):
        head[i] = head[i - 1] if i and gap[i - 1] else max(0, i - 1)
    leading = int(np.argmin(gap)) if not gap.all() else 0
    head[:leading] = leading


def _link(spans: list[tuple[int, int, str]], scores: np.ndarray, offset: int, analysis: Analysis) -> None:
    """For each source and content of a window the cue it belongs to, of those in the window."""
    cues = np.array([start for start, _, label in spans if label == "CUE"], dtype=np.int64)
    if not len(cues):
        return
    for start, _, label in spans:
        if label != "CUE":
            probability = decode.softmax(scores[start, cues])
            best = int(probability.argmax())
            analysis.cue_of[start + offset] = int(cues[best]) + offset
            analysis.link[start + offset] = float(probability[best])


@Language.factory(
    "briefing_encoder",
    assigns=[
        "token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head",
        "token.is_sent_start", "doc.sents", "doc.ents", "doc.spans",
    ],
)  # fmt: skip
def make(nlp: Language, name: str) -> EncoderAnalyser:
    """The component without weights; ``nlp.from_disk`` brings them."""
    return EncoderAnalyser(nlp.vocab)
