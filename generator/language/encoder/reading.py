"""A window's scores → sentences, trees, labels and the links of attributions, as parts of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from generator.language.encoder import decode
from generator.language.encoder.analysis import Analysis, Read
from generator.language.encoder.borders import Parsed
from generator.language.encoder.lemmas import Lemmas
from generator.language.encoder.network import Scores
from generator.language.encoder.windows import Window

TINY = 1e-9  # keeps logarithms finite
CLOSING = frozenset(('"', "”", "'", "’", "''", "»"))
STARTS = 0.5  # probability from which a word begins a sentence


class Reader:
    """Decodes one window after the other.

    Args:
        labels: head's name → its labels, in the order of the network's outputs.
        lemmas: what lemmatises.
        attributed: finds the labels of attributions from a window's words and their log-probabilities.
    """

    def __init__(
        self,
        labels: Mapping[str, Sequence[str]],
        lemmas: Lemmas,
        attributed: Callable[[Parsed, np.ndarray], np.ndarray],
    ) -> None:
        self._labels = labels
        self._lemmas = lemmas
        self.attributed = attributed
        self._follow = decode.transitions(labels["ner"])

    def read(self, window: Window, words: Sequence[str], gap: np.ndarray, scores: Scores, out: Read) -> None:
        """Decode one window's scores into its part of ``out``.

        Args:
            window: where it lies in the document.
            words, gap: its words, and which of them are white space.
            scores: what the network says of it.
            out: what is known of the document; changed.
        """
        part = slice(window.start, window.end)
        out.tag[part] = scores.labels["tag"].argmax(-1)
        out.morph[part] = scores.labels["morph"].argmax(-1)
        out.lemma[part] = self._lemmas(words, scores.labels["lemma"], out.morph[part], gap)
        sure = out.analysis
        starts = _starts(scores, words, gap)
        head, out.dep[part], sure.arc[part] = self._trees(scores, starts, gap)
        out.head[part] = head + window.start
        out.name[part], sure.name[part] = self._names(scores, gap)
        parsed = Parsed(words, out.tag[part], out.dep[part], head, starts, gap)
        labels, sure.attribution[part] = self._attributions(scores, parsed)
        spans = decode.spans(labels, self._labels["attribution"])
        out.spans += [(start + window.start, end + window.start, label) for start, end, label in spans]
        _link(spans, scores.link, window.start, sure)

    def _trees(
        self, scores: Scores, starts: np.ndarray, gap: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The tree and the relations of each sentence of a window.

        Returns:
            Each word's head in the window, the number of its relation, and the probability of its head.
        """
        heads, sure = np.arange(len(gap)), np.ones(len(gap))
        for begin, end in pairwise([*np.flatnonzero(starts), len(gap)]):
            inside = np.arange(begin, end)[~gap[begin:end]]
            probability = decode.softmax(scores.arc[np.ix_(inside, inside)])
            chosen = decode.tree(np.log(probability + TINY))
            heads[inside] = inside[chosen]
            sure[inside] = probability[np.arange(len(inside)), chosen]
        relations = (scores.dependent @ scores.governor[heads][:, :, None])[:, :, 0]
        own = heads == np.arange(len(gap))
        relations[:, self._labels["dep"].index("ROOT")] = np.where(own, -decode.NEVER, decode.NEVER)
        return heads, relations.argmax(-1), sure

    def _names(self, scores: Scores, gap: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The best legal sequence of names' labels, and how probable each label is."""
        probability = self._probability(scores, "ner", gap)
        chosen = decode.viterbi(np.log(probability + TINY), self._follow)
        return chosen, probability[np.arange(len(chosen)), chosen]

    def _attributions(self, scores: Scores, parsed: Parsed) -> tuple[np.ndarray, np.ndarray]:
        """The same for attributions, whose ends are sought with the parse."""
        probability = self._probability(scores, "attribution", parsed.gap)
        chosen = self.attributed(parsed, np.log(probability + TINY))
        return chosen, probability[np.arange(len(chosen)), chosen]

    def _probability(self, scores: Scores, name: str, gap: np.ndarray) -> np.ndarray:
        """How probable each label of each word is; white space has none."""
        probability = decode.softmax(scores.labels[name])
        probability[gap] = np.arange(probability.shape[1]) == self._labels[name].index("O")
        return probability


def _starts(scores: Scores, words: Sequence[str], gap: np.ndarray) -> np.ndarray:
    """Where the sentences of a window begin."""
    starts: np.ndarray = (decode.softmax(scores.labels["sent"])[:, 1] > STARTS) & ~gap
    starts[_behind_commas(words)] = False
    starts[_behind_breaks(words, gap)] = True
    return starts


def _behind_commas(words: Sequence[str]) -> list[int]:
    """Where a comma, or one inside a closing quotation mark, has just been read: no sentence starts there."""
    behind = [i for i, word in enumerate(words, start=1) if word == ","]
    behind += [i + 1 for i in behind if i < len(words) and words[i] in CLOSING]
    return [i for i in behind if i < len(words)]


def _behind_breaks(words: Sequence[str], gap: np.ndarray) -> list[int]:
    """The first word of the window and of each paragraph in it."""
    begins = [0, *(i + 1 for i in np.flatnonzero(gap).tolist() if "\n" in words[i])]
    found = (next((i for i in range(begin, len(words)) if not gap[i]), None) for begin in begins)
    return [i for i in found if i is not None]


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
