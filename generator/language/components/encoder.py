"""The trained encoder as a spaCy component: tags, lemmas, sentences, dependencies, names and attributions.

One network reads a window and scores everything at once, and this component writes an ordinary Doc: where
stock spaCy has a tagger, a morphologizer, a lemmatizer, a parser and a named-entity recogniser of its own,
all that stands above sees no difference. What it writes beyond them: ``doc.spans["attribution"]`` with
SOURCE, CUE and CONTENT, and ``doc._.analysis`` with how sure the network was and which cue each span is of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from generator.language.encoder.agreement import agree
from generator.language.encoder.analysis import Read
from generator.language.encoder.borders import Chain, Decoder, Features
from generator.language.encoder.lemmas import Lemmas
from generator.language.encoder.network import Network
from generator.language.encoder.persons import whole
from generator.language.encoder.pieces import Pieces
from generator.language.encoder.reading import Reader
from generator.language.encoder.windows import windows
from generator.language.encoder.writing import Writer, parts_of_speech
from generator.language.forms import texts

# Windows that are scored, each by itself, before they are decoded: the network leaves nothing else in the
# processor's caches, so that turns cost time, and the scores of a whole book would not fit into memory.
TOGETHER = 16


class EncoderAnalyser:
    """The component; see the module's docstring. It has no weights until they are set.

    Args:
        vocab: the pipeline's.
    """

    network: Network
    pieces: Pieces
    lemmas: Lemmas
    chain: Chain  # for the ends of attributions
    reader: Reader

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.names: dict[str, list[str]] = {}  # head's name → its labels

    def labels_of(self, head: str) -> tuple[str, ...]:
        """The labels of a head without the BIO marks: "dep", "ner", "attribution", "tag" …"""
        found = (label[2:] if head in ("ner", "attribution") else label for label in self.names[head])
        return tuple(sorted(label for label in set(found) if label))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if not len(doc):
            return doc
        assert self.names, "the weights are not loaded"
        words = texts(doc)
        gap = np.array([word.isspace() for word in words])
        read = Read.of(len(words))
        waiting = windows(words, self.pieces(words))
        while some := list(islice(waiting, TOGETHER)):
            for window, scores in [(window, self.network(window)) for window in some]:
                part = slice(window.start, window.end)
                self.reader.read(window, words[part], gap[part], scores, read)
        names = self.names["ner"]
        read.name = agree(words, whole(words, read.name, names), names, read.analysis.name)
        self._writer.write(doc, read, gap)
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the network, the vocabulary of word pieces, the labels and the lemmas' trees."""
        assert self.names, "the weights are not loaded"
        path.mkdir(parents=True, exist_ok=True)
        (path / "network.onnx").write_bytes(self.network.data)
        (path / "pieces.json").write_text(self.pieces.vocabulary, encoding="utf-8")
        (path / "trees.bin").write_bytes(self.lemmas.trees.to_bytes())
        for name, data in (
            ("labels", self.names),
            ("strings", self.lemmas.strings),
            ("lemmas", self.lemmas.seen),
        ):
            (path / f"{name}.json").write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")
        self.chain.write(path / "attribution.npz")

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
            chain=Chain.read(path / "attribution.npz"),
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
        chain: Chain | None = None,
    ) -> EncoderAnalyser:
        """Take over trained weights.

        Args:
            network, pieces: the network and its word pieces.
            labels: head's name → its labels, in the order of the network's outputs.
            trees: the lemmas' edit trees, as spaCy writes them.
            strings: what the trees put in or take out.
            lemmas: part of speech → form in lower case → lemma, as seen in training.
            chain: weights for where attributions begin and end; without, the network alone decides.
        """
        self.network, self.pieces, self.names = network, pieces, labels
        self.lemmas = Lemmas(
            self.vocab.strings,
            trees=trees,
            strings=strings,
            seen=lemmas,
            numbers=[int(label) for label in labels["lemma"]],
            parts=parts_of_speech(labels["morph"]),
        )
        self.set_chain(chain or Chain.plain(self.features(), labels["attribution"]))
        self._writer = Writer(self.vocab, labels)
        return self

    def features(self) -> Features:
        """What the chain of the attributions looks at."""
        return Features(self.names["tag"], self.names["dep"], self.names["attribution"])

    def set_chain(self, chain: Chain) -> None:
        """Take over what has been learnt of where attributions begin and end."""
        self.chain = chain
        decoder = Decoder(self.features(), chain, self.names["attribution"])
        self.reader = Reader(self.names, self.lemmas, decoder)


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
