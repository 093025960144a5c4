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
    """The best legal sequence of label numbers for (words, labels) log-probabilities.

    A label that may follow any other cuts the sequence: from one word where such a label is best to the next,
    the best labels stand unless one of them may not follow. Only such a piece is settled label by label,
    together with the pieces before it where it would begin with a label that goes on.
    """
    best = scores.argmax(-1)
    wrong = allowed[np.concatenate([[len(allowed) - 1], best[:-1]]), best] < 0
    if not wrong.any():
        return best
    anywhere = (allowed == 0).all(0)
    starts = np.flatnonzero(anywhere[best] | (np.arange(len(best)) == 0))
    ends = np.append(starts[1:], len(best))
    joined: dict[int, int] = {}  # a settled piece → the first of those that were settled with it
    for piece in np.unique(np.searchsorted(starts, np.flatnonzero(wrong), side="right") - 1).tolist():
        first, path = piece, _settled(scores[starts[piece] : ends[piece]], allowed, opens=piece == 0)
        while first and not anywhere[path[0]]:
            first = joined.get(first - 1, first - 1)
            path = _settled(scores[starts[first] : ends[piece]], allowed, opens=first == 0)
        joined[piece] = first
        best[starts[first] : ends[piece]] = path
    return best


def _settled(scores: np.ndarray, allowed: np.ndarray, *, opens: bool) -> np.ndarray:
    """Viterbi's algorithm over a stretch of words; unless it opens the text, its first label is free."""
    steps = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0] + allowed[-1] if opens else scores[0]
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
    and width, whichever makes the parts that are joined lie side by side; closed charts are needed both ways.
    Open spans stand one width lower, so that all three ways of joining two spans are one sum; it lacks only
    the closed spans that one open span as wide fills, as that is known last.
    """
    size = len(scores) + 1
    arc = np.full((size, size), NEVER)  # (head, dependent)
    arc[1:, 1:] = scores.T
    arc[0, 1:] = np.diagonal(scores) + ONE_ROOT
    by_start = np.full((3, size, size), NEVER)  # closed to the right, closed to the left, open to the right
    by_end = np.full((3, size, size), NEVER)  # closed to the left, open to the left, closed to the right
    by_start[:2, :, 0] = by_end[::2, :, 0] = 0.0
    cuts = []  # for each width those of open, left and right spans, by their start
    for width in range(1, size):
        joined = by_start[:, : size - width, :width] + by_end[:, width:, width - 1 :: -1]
        best = np.maximum.reduce(joined[0], axis=-1)
        by_end[1, width:, width - 1] = joined[1, :, 0] = best + arc.diagonal(-width)
        by_start[2, : size - width, width - 1] = joined[2, :, -1] = best + arc.diagonal(width)
        cuts.append(joined.argmax(-1))
        closed = np.maximum.reduce(joined[1:], axis=-1)
        by_start[1::-1, : size - width, width] = by_end[::2, width:, width] = closed
    return _read_off(cuts)


def _read_off(cuts: list[np.ndarray]) -> np.ndarray:
    """The heads, from how far behind their start the best spans of each width, from one on, were cut: open,
    left and right ones.
    """
    size = len(cuts) + 1
    cut = [None, *(rows.tolist() for rows in cuts)]
    heads = np.zeros(size, dtype=np.int64)
    todo = [(0, size - 1, "right")]
    while todo:
        s, t, kind = todo.pop()
        if s == t:
            continue
        if kind == "right":
            middle = s + 1 + cut[t - s][2][s]
            todo += [(s, middle, "open right"), (middle, t, "right")]
        elif kind == "left":
            middle = s + cut[t - s][1][s]
            todo += [(s, middle, "left"), (middle, t, "open left")]
        else:
            if kind == "open right":
                heads[t] = s
            else:
                heads[s] = t
            middle = s + cut[t - s][0][s]
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
