"""Where spans begin and end: the chain over BIO labels."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from generator.language.encoder.borders import Chain, Decoder, Features, Parsed
from generator.language.encoder.decode import transitions, viterbi

LABELS = ["O", "I-CONTENT", "B-CONTENT", "B-CUE", "I-CUE"]
TAGS, DEPS = ["NN", "VBD", ".", "IN", "''"], ["ROOT", "nsubj", "ccomp", "punct"]


def parsed(size: int, draw: np.random.Generator) -> Parsed:
    words = draw.choice(["they", "said", "that", '"', ".", "rain"], size).tolist()
    head = draw.integers(0, size, size)
    head[0] = 0
    start, gap = np.arange(size) == 0, draw.random(size) < 0.1
    return Parsed(
        words, draw.integers(0, len(TAGS), size), draw.integers(0, len(DEPS), size), head, start, gap
    )


def logs(size: int, draw: np.random.Generator) -> np.ndarray:
    raised = np.exp(draw.normal(size=(size, len(LABELS))))
    return np.log(raised / raised.sum(-1, keepdims=True))


def drawn_chain(features: Features, draw: np.random.Generator) -> Chain:
    plain = Chain.plain(features, LABELS)
    columns = tuple(draw.normal(size=column.shape) for column in plain.columns)
    follow, arcs = draw.normal(size=plain.follow.shape), draw.normal(size=plain.arcs.shape)
    return Chain(0.5, draw.normal(size=plain.bias.shape), follow, columns, arcs)


def total(decoder: Decoder, chain: Chain, seen: Parsed, scores: np.ndarray, path: tuple[int, ...]) -> float:
    """A path's score, added up border by border."""
    features = Features(TAGS, DEPS, LABELS)
    numbers, arcs = features(seen, scores.argmax(-1))
    spans, out = features.spans, 0.0
    for at in range(len(path) + 1):
        before, after = (path[at - 1] if at else None), (path[at] if at < len(path) else None)
        weights = arcs[at] @ chain.arcs
        for value, column in zip(numbers[at], chain.columns, strict=True):
            weights = weights + column[value]
        if after is not None:
            out += scores[at, after] * chain.scale + chain.bias[after]
            out += chain.follow[-1 if before is None else before, after]
            if LABELS[after][0] == "B":
                out += weights[spans.index(LABELS[after][2:])]
        inside = after is not None and before is not None and LABELS[after] == f"I-{LABELS[before][2:]}"
        if before is not None and LABELS[before] != "O" and not inside:
            out += weights[len(spans) + spans.index(LABELS[before][2:])]
    return out


@pytest.mark.parametrize("seed", range(8))
def test_the_best_of_all_legal_sequences(seed: int) -> None:
    draw = np.random.default_rng(seed)
    seen, scores = parsed(5, draw), logs(5, draw)
    features = Features(TAGS, DEPS, LABELS)
    chain = drawn_chain(features, draw)
    decoder, allowed = Decoder(features, chain, LABELS), transitions(LABELS)
    paths = [
        path
        for path in product(range(len(LABELS)), repeat=5)
        if all(allowed[a, b] == 0 for a, b in zip((-1, *path), path, strict=False))
    ]
    best = max(paths, key=lambda path: total(decoder, chain, seen, scores, path))
    assert tuple(decoder(seen, scores)) == best


@pytest.mark.parametrize("size", [1, 2, 40])
def test_a_chain_that_has_learnt_nothing_decides_as_the_network_does(size: int) -> None:
    draw = np.random.default_rng(size)
    features = Features(TAGS, DEPS, LABELS)
    seen, scores = parsed(size, draw), logs(size, draw)
    found = Decoder(features, Chain.plain(features, LABELS), LABELS)(seen, scores)
    assert found.tolist() == viterbi(scores, transitions(LABELS)).tolist()


def test_weights_come_back_from_their_file(tmp_path: Path) -> None:
    chain = drawn_chain(Features(TAGS, DEPS, LABELS), np.random.default_rng(1))
    chain.write(tmp_path / "first.npz")
    again = Chain.read(tmp_path / "first.npz")
    again.write(tmp_path / "second.npz")
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
    assert np.allclose(again.arcs, chain.arcs, atol=2e-3)
    assert again.scale == chain.scale
