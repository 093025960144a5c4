"""Network layers for the recognisers of names and attributions, which use what syntax knows again.

Both recognisers read ``doc.tensor`` (the output of the pipeline's tok2vec), the static vectors and a small
hash embedding of their own; attribution reads hashed syntactic features beside them. Composed of thinc's
and spaCy's layers in the manner of spaCy's ``MultiHashEmbed``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.ml.featureextractor import FeatureExtractor
from spacy.ml.staticvectors import StaticVectors
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

FEATURES = "attribution_features"  # doc.user_data: array of (words, features), hashes


@registry.architectures("briefings.SharedEmbed.v1")
def shared_embed(
    width: int,
    tensor_width: int,
    attrs: Sequence[str],
    rows: Sequence[int],
    embed_width: int,
    features: int,
    feature_rows: int,
    feature_width: int,
    static_vectors: bool,
) -> Model[list[Doc], list[Any]]:
    """Embed words by ``doc.tensor``, hashed lexical attributes, static vectors and hashed features.

    Args:
        width: width of the output.
        tensor_width: width of ``doc.tensor``; docs without one count as zeros.
        attrs, rows, embed_width: lexical attributes, the rows of their tables and the width of each.
        features, feature_rows, feature_width: the same for the columns of ``doc.user_data[FEATURES]``; 0
        for none. static_vectors: whether the vocab's vectors are read.
    """
    parts: list[Model] = [chain(_tensors(tensor_width), list2ragged())]
    tables = [
        HashEmbed(embed_width, nV=count, column=i, seed=11 + i, dropout=0.0) for i, count in enumerate(rows)
    ]
    parts.append(chain(FeatureExtractor(list(attrs)), list2ragged(), with_array(concatenate(*tables))))
    size = tensor_width + embed_width * len(tables)
    if features:
        own = [
            HashEmbed(feature_width, nV=feature_rows, column=i, seed=31 + i, dropout=0.0)
            for i in range(features)
        ]
        parts.append(chain(_features(features), list2ragged(), with_array(concatenate(*own))))
        size += feature_width * features
    if static_vectors:
        parts.append(StaticVectors(embed_width, dropout=0.0))
        size += embed_width
    mix: Model = with_array(Maxout(width, size, nP=3, dropout=0.0, normalize=True))
    return chain(concatenate(*parts), mix, ragged2list())


def _tensors(width: int) -> Model:
    return Model("doc_tensors", _per_doc(lambda model, doc: _tensor(doc, width)), dims={"nO": width})


def _tensor(doc: Doc, width: int) -> np.ndarray:
    if doc.tensor.shape == (len(doc), width):
        return np.asarray(doc.tensor, dtype="f")
    return np.zeros((len(doc), width), dtype="f")


def _features(count: int) -> Model:
    return Model("doc_features", _per_doc(lambda model, doc: _feature_array(doc, count)))


def _feature_array(doc: Doc, count: int) -> np.ndarray:
    found: np.ndarray = doc.user_data.get(FEATURES, np.zeros((len(doc), count), dtype="uint64"))
    return found


def _per_doc(
    read: Callable[[Model, Doc], np.ndarray],
) -> Callable[..., tuple[list[Any], Callable[[Any], list[Any]]]]:
    """A forward function that reads one array from each doc; there is nothing to learn in it."""

    def forward(
        model: Model, docs: list[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[Any], list[Any]]]:
        return [model.ops.asarray(read(model, doc)) for doc in docs], lambda gradient: []

    return forward
