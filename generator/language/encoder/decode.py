"""Scores → legal structures: one tree a sentence, label sequences that can be, links between spans.

Trees: the best tree with one root, by Chu-Liu and Edmonds where the greedy choice is none (McDonald et al.
2005), by Eisner (1996) where its arcs would cross. Label sequences: Viterbi over BIO labels, in which an
inside follows only its own begin or inside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

NEVER = -1e9
ONE_ROOT = -1e5  # what each root costs, so that there is one
LONGEST = 150  # words of a sentence whose crossing arcs are mended; it takes the cube of them


def softmax(scores: np.ndarray) -> np.ndarray:
    """Row by row, over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    out: np.ndarray = raised / raised.sum(-1, keepdims=True)
    return out


def transitions(labels: Sequence[str]) -> np.ndarray:
    """(before, after) 0 where a BIO label may follow another, NEVER where not; last row: the start."""
    allowed = np.zeros((len(labels) + 1, len(labels)))
    for column, after in enumerate(labels):
        if after.startswith("I-"):
            for row, before in enumerate([*labels, "O"]):
                if before[2:] != after[2:]:
                    allowed[row, column] = NEVER
    return allowed


def viterbi(scores: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """The best legal sequence of label numbers for (words, labels) log-probabilities."""
    best = scores.argmax(-1)
    before = np.concatenate([[len(allowed) - 1], best[:-1]])
    if not (allowed[before, best] < 0).any():
        return best  # the usual case: every word's best label may follow the one before it
    steps = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0] + allowed[-1]
    for i in range(1, len(scores)):
        candidates = total[:, None] + allowed[:-1]
        steps[i] = candidates.argmax(0)
        total = candidates.max(0) + scores[i]
    out = np.zeros(len(scores), dtype=np.int64)
    out[-1] = total.argmax()
    for i in range(len(scores) - 1, 0, -1):
        out[i - 1] = steps[i, out[i]]
    return out


def tree(scores: np.ndarray) -> np.ndarray:
    """The best tree of one sentence.

    Args:
        scores: (words, words) log-probability of each word (column) as head of each word (row); a word as its
            own head is the root.

    Returns:
        The head of each word; exactly one is its own.
    """
    heads = scores.argmax(-1)
    if not _is_tree(heads):
        heads = _rooted(scores)
    if len(heads) <= LONGEST and crosses(heads):
        return _projective(scores)
    return heads


def crosses(heads: np.ndarray) -> bool:
    """Whether two arcs cross, or one spans the root; in English that is nearly always a mistake."""
    own = np.arange(len(heads))
    low, high = np.minimum(heads, own), np.maximum(heads, own)
    inside = (low[:, None] < low) & (low < high[:, None]) & (high > high[:, None])
    root = int(np.flatnonzero(heads == own)[0])
    return bool(inside.any() or ((low < root) & (root < high)).any())


def _projective(scores: np.ndarray) -> np.ndarray:
    """The best tree without crossing arcs, by Eisner's algorithm; word 0 stands for the root's head.

    All spans of one width are settled at once. A chart is kept by its spans' start and width or by their end
    and width, whichever makes the parts that are joined lie side by side; two are needed both ways.
    """
    size = len(scores) + 1
    arc = np.full((size, size), NEVER)  # (head, dependent)
    arc[1:, 1:] = scores.T
    arc[0, 1:] = np.diagonal(scores) + ONE_ROOT
    right, right_by_end, left, left_by_end, open_right, open_left_by_end = (
        np.full((size, size), NEVER) for _ in range(6)
    )
    for chart in (right, right_by_end, left, left_by_end):
        chart[:, 0] = 0.0
    cut = np.zeros((3, size, size), dtype=np.int64)
    for width in range(1, size):
        starts, ends = slice(0, size - width), slice(width, size)
        row = np.arange(size - width)
        joined = right[starts, :width] + left_by_end[ends, width - 1 :: -1]
        at = joined.argmax(-1)
        best = joined[row, at]
        cut[0, row, row + width] = row + at
        open_right[starts, width] = best + np.diagonal(arc, width)
        open_left_by_end[ends, width] = best + np.diagonal(arc, -width)
        lefts = left[starts, :width] + open_left_by_end[ends, width:0:-1]
        at = lefts.argmax(-1)
        cut[1, row, row + width] = row + at
        left[starts, width] = left_by_end[ends, width] = lefts[row, at]
        rights = open_right[starts, 1 : width + 1] + right_by_end[ends, width - 1 :: -1]
        at = rights.argmax(-1)
        cut[2, row, row + width] = row + 1 + at
        right[starts, width] = right_by_end[ends, width] = rights[row, at]
    return _read_off(cut)


def _read_off(cut: np.ndarray) -> np.ndarray:
    """The heads, from where the best spans were cut: open ones, left ones, right ones."""
    size = cut.shape[1]
    heads = np.zeros(size, dtype=np.int64)
    todo = [(0, size - 1, "right")]
    while todo:
        s, t, kind = todo.pop()
        if s == t:
            continue
        if kind == "right":
            middle = int(cut[2, s, t])
            todo += [(s, middle, "open right"), (middle, t, "right")]
        elif kind == "left":
            middle = int(cut[1, s, t])
            todo += [(s, middle, "left"), (middle, t, "open left")]
        else:
            if kind == "open right":
                heads[t] = s
            else:
                heads[s] = t
            middle = int(cut[0, s, t])
            todo += [(s, middle, "right"), (middle + 1, t, "left")]
    found = heads[1:] - 1
    return np.where(found < 0, np.arange(size - 1), found)


def _is_tree(heads: np.ndarray) -> bool:
    """One root, and every word reaches it."""
    own = np.arange(len(heads))
    if (heads == own).sum() != 1:
        return False
    reached = heads
    for _ in range(max(1, len(heads)).bit_length()):
        reached = reached[reached]  # doubles the steps taken
    return bool((reached == reached[0]).all() and heads[reached[0]] == reached[0])


def _rooted(scores: np.ndarray) -> np.ndarray:
    """Choose the root by what it costs its word not to depend, then the best tree below it."""
    others = scores.copy()
    np.fill_diagonal(others, NEVER)
    root = int((np.diagonal(scores) - others.max(-1)).argmax()) if len(scores) > 1 else 0
    others[root] = NEVER
    heads = _arborescence(others, root)
    heads[root] = root
    return heads


def _arborescence(scores: np.ndarray, root: int) -> np.ndarray:
    """Chu-Liu and Edmonds: contract a cycle, solve what is left, open the cycle where that costs least."""
    heads: np.ndarray = scores.argmax(-1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    small = np.full((len(outside) + 1, len(outside) + 1), NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - kept[:, None]  # entering the cycle at each of its words
    entry = into.argmax(0)
    small[-1, :-1] = into.max(0)
    out_of = scores[np.ix_(outside, cycle)]
    leaving = out_of.argmax(-1)
    small[:-1, -1] = out_of.max(-1)
    solved = _arborescence(small, int(np.flatnonzero(outside == root)[0]))
    for row, word in enumerate(outside):
        if word != root:
            head = solved[row]
            heads[word] = cycle[leaving[row]] if head == len(outside) else outside[head]
    gate = solved[-1]
    heads[cycle[entry[gate]]] = outside[gate]
    return heads


def _cycle(heads: np.ndarray, root: int) -> np.ndarray | None:
    state = np.zeros(len(heads), dtype=np.int64)  # 0 new, else the walk that met it
    state[root] = -1
    for start in range(len(heads)):
        at = start
        while state[at] == 0:
            state[at] = start + 1
            at = int(heads[at])
        if state[at] == start + 1:
            cycle = [at]
            while heads[cycle[-1]] != at:
                cycle.append(int(heads[cycle[-1]]))
            return np.array(cycle)
    return None


def spans(numbers: np.ndarray, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, label) of the spans in a sequence of BIO label numbers."""
    out: list[tuple[int, int, str]] = []
    for i in np.flatnonzero(numbers != labels.index("O")):
        prefix, name = labels[numbers[i]].split("-", 1)
        if prefix == "I" and out and out[-1][1] == i and out[-1][2] == name:
            out[-1] = (out[-1][0], int(i) + 1, name)
        else:
            out.append((int(i), int(i) + 1, name))
    return out
