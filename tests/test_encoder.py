"""The encoder at run time, apart from its weights: pieces' marks, windows, trees, label sequences."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore

from generator.language.encoder import decode
from generator.language.encoder.agreement import agree
from generator.language.encoder.lemmas import Lemmas
from generator.language.encoder.persons import whole
from generator.language.encoder.pieces import BREAK, LOWER, MIXED, START, TITLE, UPPER, case_of
from generator.language.encoder.windows import MOST, windows

LABELS = ["O", "B-X", "I-X", "B-Y", "I-Y"]


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("paris", LOWER),
        ("Paris", TITLE),
        ("A", TITLE),
        ("NATO", UPPER),
        ("McKay", MIXED),
        ("12", LOWER),
        ("“", LOWER),
    ],
)
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


def _words(text: str) -> list[str]:
    return [word if word != "|" else "\n\n" for word in text.split()]


def _pieces(words: list[str]) -> list[list[int]]:
    return [[BREAK] if word.isspace() else [1000] * len(word) for word in words]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "bb", "dddd", ".", "”", "\n\n", "\n"]), max_size=700))
def test_windows_hold_every_word_once_and_are_short_enough(words: list[str]) -> None:
    found = list(windows(words, _pieces(words)))
    assert [i for window in found for i in range(window.start, window.end)] == list(range(len(words)))
    for window in found:
        assert len(window.ids) <= MOST + 2
        assert window.ids[0] == START
        assert window.ids[-1] == BREAK
        assert np.allclose(window.pool.sum(-1), 1)


def test_a_window_ends_with_a_paragraph_where_it_can() -> None:
    words = _words(" ".join(["aaaaaaaaaa"] * 15 + ["|"] + ["bbbbbbbbbb"] * 15))
    assert [(w.start, w.end) for w in windows(words, _pieces(words))] == [(0, 16), (16, 31)]


def test_a_long_paragraph_is_cut_behind_a_closed_sentence() -> None:
    words = [*["aaaaaaaaaa"] * 14, ".", "”", *["bbbbbbbbbb"] * 10]
    assert [(w.start, w.end) for w in windows(words, _pieces(words))] == [(0, 16), (16, 26)]


def _is_tree(heads: np.ndarray) -> bool:
    roots = [i for i, head in enumerate(heads) if head == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        at = i
        for _ in heads:
            at = int(heads[at])
        if at != roots[0]:
            return False
    return True


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_the_tree_is_the_best_one_below_its_root(size: int, seed: int) -> None:
    """Of those whose arcs do not cross."""
    scores = np.random.default_rng(seed).normal(size=(size, size))
    heads = decode.tree(scores)
    assert _is_tree(heads)
    assert not decode.crosses(heads)
    root = next(i for i, head in enumerate(heads) if head == i)
    others = [np.array(h) for h in itertools.product(range(size), repeat=size) if h[root] == root]
    legal = [h for h in others if _is_tree(h) and not decode.crosses(h)]
    best = max(scores[np.arange(size), h].sum() for h in legal)
    assert scores[np.arange(size), heads].sum() == pytest.approx(best)


@pytest.mark.parametrize(
    ("heads", "crossed"),
    [([0, 0, 1], False), ([2, 3, 3, 3], True), ([1, 1, 0], True), ([1, 3, 3, 3], False)],
)
def test_crossing_arcs(heads: list[int], crossed: bool) -> None:
    """[1, 1, 0]: an arc spans the root."""
    assert decode.crosses(np.array(heads)) is crossed


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_labels_are_the_best_legal_sequence(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, len(LABELS)))
    allowed = decode.transitions(LABELS)

    def total(sequence: tuple[int, ...]) -> float:
        before = (len(LABELS), *sequence[:-1])
        return float(
            scores[np.arange(size), sequence].sum()
            + sum(allowed[b, a] for b, a in zip(before, sequence, strict=True))
        )

    chosen = decode.viterbi(scores, allowed)
    best = max(total(sequence) for sequence in itertools.product(range(len(LABELS)), repeat=size))
    assert total(tuple(chosen)) == pytest.approx(best)


def test_an_inside_follows_only_its_own_kind() -> None:
    allowed = decode.transitions(LABELS)
    names = [*LABELS, "start"]
    legal = {(names[b], LABELS[a]) for b, a in zip(*np.where(allowed == 0), strict=True)}
    assert {before for before, after in legal if after == "I-X"} == {"B-X", "I-X"}
    assert {before for before, after in legal if after == "O"} == set(names)


def test_spans() -> None:
    numbers = np.array([0, 1, 2, 3, 1, 1, 0, 4])
    assert decode.spans(numbers, LABELS) == [(1, 3, "X"), (3, 4, "Y"), (4, 5, "X"), (5, 6, "X"), (7, 8, "Y")]


@pytest.mark.parametrize(
    ("words", "given", "sure", "expected"),
    [
        ("Larkin fell . Larkin rose . Larkin", "B-X O O B-Y O O B-X", 0.9, "B-X O O B-X O O B-X"),
        ("Larkin Ltd fell . Larkin rose", "B-X I-X O O B-Y O", 0.9, "B-X I-X O O B-Y O"),
        ("Larkin Co . Larkin Co . Larkin Co", "B-Y I-Y O B-X I-X O B-Y I-Y", 0.5, "B-Y I-Y O " * 3),
    ],
)  # fmt: skip
def test_mentions_of_one_name_get_one_label(words: str, given: str, sure: float, expected: str) -> None:
    numbers = np.array([LABELS.index(label) for label in given.split()])
    out = agree(words.split(), numbers, LABELS, np.full(len(numbers), sure))
    assert [LABELS[number] for number in out] == expected.split()[: len(numbers)]


def test_the_surer_mentions_decide() -> None:
    numbers = np.array([LABELS.index(label) for label in ("B-X", "B-X", "B-Y")])
    assert list(agree(["Larkin"] * 3, numbers, LABELS, np.array([0.4, 0.4, 0.9]))) == [3, 3, 3]


@pytest.mark.parametrize(
    ("words", "given", "expected"),
    [
        ("R. E. Brook left", "B I B O", "B I I O"),
        ("R. E. left Brook", "B I O B", "B I O B"),
        ("Karl Brook Mary Hale left", "B I I I O", "B I B I O"),
        ("Karl John Mary Hale left", "B I I I O", "B I I I O"),  # a person can have three given names
        ("Karl Karl Brook left", "B I I O", "B B I O"),
        ('" Brook , Ada " wrote', "O B O B O O", "O B I I O O"),
        ("Brook , Ada and Karl", "B O B O B", "B O B O B"),
        ("Brook , left", "B I O", "B O O"),
    ],
)
def test_each_name_of_a_person_is_whole(words: str, given: str, expected: str) -> None:
    labels = {"O": "O", "B": "B-PERSON", "I": "I-PERSON"}
    numbers = np.array([list(labels).index(label) for label in given.split()])
    out = whole(words.split(), numbers, list(labels.values()))
    assert [list(labels)[number] for number in out] == expected.split()


def test_a_lemma_does_not_depend_on_the_words_before() -> None:
    """Where the best tree fits a word not, the next one decides: each time by the word's own scores."""
    store = StringStore()
    trees = EditTrees(store)
    pairs = [("flying", "fly"), ("ports", "port"), ("eats", "eating")]
    numbers = [trees.add(word, lemma) for word, lemma in pairs]
    lemmas = Lemmas(
        store, trees=trees.to_bytes(), strings=[], seen={}, numbers=numbers, parts=["NOUN"]
    )  # fmt: skip
    morph, gap = np.array([0]), np.array([False])
    given = [("ships", [3, 2, 1]), ("ships", [3, 1, 2]), ("sailing", [3, 2, 1]), ("Ulm", [3, 2, 1])]
    found = [store[int(lemmas([word], np.array([scores]), morph, gap)[0])] for word, scores in given]
    assert found == ["ship", "shiping", "sail", "Ulm"]
