"""Where spans begin and end: a linear chain over BIO labels that also sees the parse and the punctuation.

The network scores each word's label by itself, and the words of one span all say the same: taken as
independent they drown what is known of the span's ends. Here their scores count for less, and what stands on
both sides of a border adds to them: kinds of words, sentence starts, quotation marks, the subtrees that begin
or end there and the arcs that pass over it. A conditional random field (Lafferty, McCallum and Pereira 2001),
its weights learnt by training/scripts/borders.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from generator.language.encoder.decode import transitions

EDGE = 0  # the class of what lies beyond the first and the last word
_MARKS = dict.fromkeys("\"'“”‘’", "quote") | {"''": "quote", "``": "quote"}
_MARKS |= dict.fromkeys(".?!…", "stop") | dict.fromkeys(("-", "–", "—", "--"), "dash")
_OWN = (
    ",", ";", ":", "(", ")", "[", "]", "that", "to", "of", "if", "whether", "what", "how", "and", "but", "or",
    "for", "who", "which", "as", "by", "when", "while", "not",
)  # fmt: skip
_MARKS |= {mark: mark for mark in _OWN}
_SIDES = 3  # a subtree's governor stands before it, behind it, or it has none


@dataclass(frozen=True, slots=True)
class Parsed:
    """One window's words with what has been read of them; heads count from the window's first word, white
    space (``gap``) has none.
    """

    words: Sequence[str]
    tag: np.ndarray
    dep: np.ndarray
    head: np.ndarray
    start: np.ndarray  # whether a sentence begins here
    gap: np.ndarray


class Features:
    """What can be seen at a border, as numbers.

    Args:
        tags, deps: the labels of tags and relations, as the network numbers them.
        labels: the BIO labels of the head that is decoded.
    """

    def __init__(self, tags: Sequence[str], deps: Sequence[str], labels: Sequence[str]) -> None:
        names = sorted({*_MARKS.values()} | {tag[:2] for tag in tags})
        number = {name: i for i, name in enumerate(names, start=1)}
        self._mark = {word: number[name] for word, name in _MARKS.items()}
        self._tag = np.array([number[tag[:2]] for tag in tags])
        self._quote = number["quote"]
        plain = [dep.partition(":")[0] for dep in deps]
        relations = sorted(set(plain))
        self._dep = np.array([relations.index(dep) for dep in plain])
        self._punct = relations.index("punct") if "punct" in relations else -1
        self.spans = sorted({label[2:] for label in labels} - {""})
        self._kind = np.array([1 + self.spans.index(n[2:]) if n != "O" else 0 for n in labels])
        self._classes, self._deps, self._kinds = len(names) + 1, len(relations), len(self.spans) + 2

    def sizes(self) -> list[int]:
        """How many values each column of ``__call__`` has; the last number is that of the arcs' columns."""
        c, d, k = self._classes, self._deps, self._kinds
        return [c * c, c * c, c * c, 4 * c, 4 * c, k * k, k * k, *[_SIDES * d * k + 1] * 2, d * c + 1, 2 * d]

    def __call__(self, parsed: Parsed, best: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The features of the n + 1 borders of n words, the first before the first word.

        Args:
            parsed: the words.
            best: (n,) each word's best label by the network alone.

        Returns:
            (n + 1, columns) numbers, and (n + 1, 2 × relations) whether such an arc passes over the border.
        """
        found = [self._mark.get(word.lower(), -1) for word in parsed.words]
        classes = np.where(np.array(found) >= 0, found, self._tag[parsed.tag])
        classes[parsed.gap] = EDGE
        near = np.concatenate([[EDGE, EDGE], classes, [EDGE, EDGE]])
        before2, before, after, after2 = near[:-3], near[1:-2], near[2:-1], near[3:]
        marks = np.cumsum(classes == self._quote)
        marks -= np.maximum.accumulate(np.where(parsed.gap, marks, 0))  # each paragraph counts anew
        state = np.concatenate([[0], marks % 2]) + 2 * np.concatenate([parsed.start, [False]])
        kind = np.concatenate([[EDGE, EDGE], 1 + self._kind[best], [EDGE, EDGE]])
        c, k = self._classes, self._kinds
        dep = self._dep[parsed.dep]
        opened, closed, governed = self._edges(parsed.head, dep, self._kind[best], classes)
        columns = [
            before * c + after, before2 * c + before, after * c + after2, state * c + before,
            state * c + after, kind[:-3] * k + kind[1:-2], kind[2:-1] * k + kind[3:],
            opened, closed, governed,
        ]  # fmt: skip
        return np.stack(columns, axis=1), self._arcs(parsed.head, dep)

    def _edges(
        self, head: np.ndarray, dep: np.ndarray, kind: np.ndarray, classes: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each border the largest subtree that opens there, the largest that closes, and the opening
        one with the class of its governor; 0 for none.
        """
        size, own = len(head), np.arange(len(head))
        low, high = own.copy(), own.copy()
        for _ in range(size):
            lower, higher = low.copy(), high.copy()
            np.minimum.at(lower, head, low)
            np.maximum.at(higher, head, high)
            if (lower == low).all() and (higher == high).all():
                break
            low, high = lower, higher
        order = np.argsort(high - low, kind="stable")  # the largest is written last
        opened, closed, governed = (np.zeros(size + 1, dtype=np.int64) for _ in range(3))
        side = np.where(head == own, 2, np.where(head < own, 0, 1))
        value = 1 + (dep * _SIDES + side) * self._kinds + kind[head]
        opened[low[order]] = value[order]
        closed[high[order] + 1] = value[order]
        governed[low[order]] = (1 + dep * self._classes + classes[head])[order]
        return opened, closed, governed

    def _arcs(self, head: np.ndarray, dep: np.ndarray) -> np.ndarray:
        """Which relations pass over each border, those to the right before those to the left."""
        own = np.arange(len(head))
        some = np.flatnonzero((head != own) & (dep != self._punct))
        column = dep[some] + self._deps * (head[some] > some)
        change = np.zeros((len(head) + 2, 2 * self._deps), dtype=np.int64)
        np.add.at(change, (np.minimum(head, own)[some] + 1, column), 1)
        np.add.at(change, (np.maximum(head, own)[some] + 1, column), -1)
        return np.cumsum(change, axis=0)[:-1] > 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The weights of one head's chain.

    Attributes:
        scale: what the network's log-probabilities count.
        bias: (labels,) what a label gains, and follow: (labels + 1, labels) behind another; its last row is
            the start.
        columns: for each column of the features (values, 2 × spans): what each value says for a span of each
            kind beginning at the border, then for one ending there.
        arcs: (2 × relations, 2 × spans), the same for the arcs.
    """

    scale: float
    bias: np.ndarray
    follow: np.ndarray
    columns: tuple[np.ndarray, ...]
    arcs: np.ndarray

    def write(self, path: Path) -> None:
        """Write the weights in sixteen bits, as a NumPy archive."""
        half = {f"column{i}": column for i, column in enumerate(self.columns)}
        half |= {"bias": self.bias, "follow": self.follow, "arcs": self.arcs}
        kept = {name: values.astype(np.float16) for name, values in half.items()}
        with path.open("wb") as file:
            np.savez_compressed(file, scale=np.float64(self.scale), **kept)  # type: ignore[arg-type]

    @classmethod
    def plain(cls, features: Features, labels: Sequence[str]) -> Chain:
        """A chain that has learnt nothing yet: only the network's scores count."""
        *sizes, arcs = features.sizes()
        width, size = 2 * len(features.spans), len(labels)
        columns = tuple(np.zeros((values, width)) for values in sizes)
        return cls(1.0, np.zeros(size), np.zeros((size + 1, size)), columns, np.zeros((arcs, width)))

    @classmethod
    def read(cls, path: Path) -> Chain:
        """What ``write`` wrote."""
        with np.load(path, allow_pickle=False) as found:
            given = {name: found[name].astype(np.float64) for name in found.files}
        columns = tuple(given[f"column{i}"] for i in range(sum(name.startswith("column") for name in given)))
        return cls(float(given["scale"]), given["bias"], given["follow"], columns, given["arcs"])


class Decoder:
    """Finds the best sequence of labels.

    Args:
        features: of the head's labels.
        chain: its weights.
        labels: "O", "B-…", "I-…".

    Attributes:
        begin: (labels, spans) which label begins which kind of span; last: which belongs to it.
        end: (spans, before × after) which pairs of labels end it.
    """

    def __init__(self, features: Features, chain: Chain, labels: Sequence[str]) -> None:
        self._features, self._chain = features, chain
        size, spans = len(labels), features.spans
        kind = np.array([spans.index(label[2:]) if label != "O" else -1 for label in labels])
        begins = np.array([label.startswith("B") for label in labels])
        self.begin = (begins[:, None] & (kind[:, None] == np.arange(len(spans)))).astype(np.float64)
        ends = (kind[:, None] >= 0) & (begins[None, :] | (kind[:, None] != kind[None, :]))
        self.end = np.zeros((len(spans), size * size))
        for before, after in zip(*np.nonzero(ends), strict=True):
            self.end[kind[before], before * size + after] = 1.0
        self.last = (kind[:, None] == np.arange(len(spans))).astype(np.float64)
        self._follow = chain.follow + transitions(labels)

    def __call__(self, parsed: Parsed, logs: np.ndarray) -> np.ndarray:
        """The best legal sequence for (words, labels) log-probabilities."""
        numbers, arcs = self._features(parsed, logs.argmax(-1))
        chain, spans = self._chain, len(self._features.spans)
        border = arcs @ chain.arcs
        for values, weights in zip(numbers.T, chain.columns, strict=True):
            border += weights[values]
        begin, end = border[:, :spans], border[:, spans:]
        scores = logs * chain.scale + chain.bias + begin[:-1] @ self.begin.T
        scores[-1] += end[-1] @ self.last.T
        size = logs.shape[1]
        steps = (end[1:-1] @ self.end).reshape(-1, size, size) + self._follow[:-1]
        return _best(scores, self._follow[-1], steps)


def _best(scores: np.ndarray, first: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Viterbi: (words, labels) scores, those of the first word's label, and (words - 1, before, after);
    ``steps`` is changed.
    """
    steps += scores[1:, None, :]
    total = scores[0] + first
    for step in steps:  # each addition tells numpy less than the call costs: as few as can be
        step += total[:, None]
        total = np.maximum.reduce(step)
    came = steps.argmax(1).tolist()  # which label each was best to come from
    best = [int(total.argmax())]
    for step in reversed(came):
        best.append(step[best[-1]])
    return np.array(best[::-1])
