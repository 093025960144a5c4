"""What was decoded of a document → the columns and spans of an ordinary spaCy Doc."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from generator.language.encoder.analysis import Read

SPANS_KEY = "attribution"
IOB = {"I": 1, "O": 2, "B": 3}
POS_MARK = "POS="  # in front of the part of speech, in a morphological label


class Writer:
    """Puts spaCy's numbers in the place of the network's.

    Args:
        vocab: the pipeline's.
        labels: head's name → its labels, in the order of the network's outputs.
    """

    def __init__(self, vocab: Vocab, labels: Mapping[str, Sequence[str]]) -> None:
        add = vocab.strings.add
        features = [label.partition("|")[2] for label in labels["morph"]]
        self._tag = _numbers(add(label) for label in labels["tag"])
        self._dep = _numbers(add(label) for label in labels["dep"])
        self._pos = _numbers(IDS[pos] for pos in parts_of_speech(labels["morph"]))
        self._morph = _numbers(vocab.morphology.add(one) for one in features)
        self._iob = _numbers(IOB[label[0]] for label in labels["ner"])
        self._type = _numbers(add(label[2:]) if label != "O" else 0 for label in labels["ner"])
        # White space is nothing else, and hangs on its neighbour.
        self._space = [np.uint64(n) for n in (add("_SP"), IDS["SPACE"], vocab.morphology.add(""), add("dep"))]

    def write(self, doc: Doc, read: Read, gap: np.ndarray) -> None:
        """Annotate a Doc.

        Args:
            doc: without annotation; changed.
            read: what was decoded of it.
            gap: (words,) which of its tokens are white space.
        """
        tag, pos, morph, dep = self._space
        _tie_gaps(read.head, gap)
        columns = {
            TAG: np.where(gap, tag, self._tag[read.tag]),
            POS: np.where(gap, pos, self._pos[read.morph]),
            MORPH: np.where(gap, morph, self._morph[read.morph]),
            LEMMA: read.lemma,
            HEAD: (read.head - np.arange(len(gap))).astype(np.uint64),
            DEP: np.where(gap, dep, self._dep[read.dep]),
            ENT_IOB: self._iob[read.name],
            ENT_TYPE: self._type[read.name],
        }
        doc.from_array(list(columns), np.stack(list(columns.values()), axis=1))
        doc.spans[SPANS_KEY] = [Span(doc, start, end, label=label) for start, end, label in read.spans]
        doc._.analysis = read.analysis


def parts_of_speech(labels: Sequence[str]) -> list[str]:
    """The part of speech in each morphological label, "POS=NOUN|Number=Sing"."""
    return [label.removeprefix(POS_MARK).partition("|")[0] for label in labels]


def _numbers(found: Iterable[int]) -> np.ndarray:
    return np.array(list(found), dtype=np.uint64)


def _tie_gaps(head: np.ndarray, gap: np.ndarray) -> None:
    """White space hangs on the word before it, at the very start on the one behind it."""
    for i in np.flatnonzero(gap):
        head[i] = head[i - 1] if i and gap[i - 1] else max(0, i - 1)
    leading = int(np.argmin(gap)) if not gap.all() else 0
    head[:leading] = leading
