"""Who says what, as trained: SOURCE, CUE and CONTENT spans in ``doc.spans["attribution"]``.

A transition-based recogniser like spaCy's ``ner``, with its own model. It works on a bare copy of the Doc,
so that it neither sees names nor is held to sentence boundaries nor overwrites ``doc.ents``; the copy
carries ``doc.tensor`` and the features of ``generator.language.clausal``. Source of the method: spaCy's
``EntityRecognizer``; of the labels: PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.pipeline.ner import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Model

from generator.language.clausal import COUNT, features
from generator.language.layers import FEATURES

SPANS_KEY = "attribution"

DEFAULT_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "briefings.SharedEmbed.v1",
            "width": 96,
            "tensor_width": 96,
            "attrs": ["NORM"],
            "rows": [1500],
            "embed_width": 64,
            "features": COUNT,
            "feature_rows": 1000,
            "feature_width": 32,
            "static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}


def bare(doc: Doc) -> Doc:
    """A Doc of the same words without any annotation."""
    return Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def readable(doc: Doc) -> Doc:
    """A bare copy with what the model reads beside words: tensor and features."""
    copy = bare(doc)
    copy.tensor = doc.tensor
    given = doc.user_data.get(FEATURES)
    copy.user_data[FEATURES] = features(doc) if given is None else given
    return copy


def score_attribution(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Exact-span precision, recall and F1, in all and for each label; the reference holds the spans as
    entities.
    """
    counts: dict[str, list[int]] = {}
    for example in examples:
        spans = example.predicted.spans.get(SPANS_KEY, [])
        predicted = {(span.label_, span.start_char, span.end_char) for span in spans}
        gold = {(span.label_, span.start_char, span.end_char) for span in example.reference.ents}
        for label in ("SOURCE", "CUE", "CONTENT"):
            row = counts.setdefault(label, [0, 0, 0])
            row[0] += sum(1 for span in predicted & gold if span[0] == label)
            row[1] += sum(1 for span in predicted if span[0] == label)
            row[2] += sum(1 for span in gold if span[0] == label)
    total = [sum(column) for column in zip(*counts.values(), strict=True)] or [0, 0, 0]
    scores = {label: _f1(row) for label, row in counts.items()}
    return {"attribution_f": _f1(total), "attribution_per_type": scores}


def _f1(row: list[int]) -> float:
    equal, predicted, gold = row
    return 2 * equal / (predicted + gold) if predicted + gold else 0.0


class AttributionRecognizer(EntityRecognizer):
    """spaCy's recogniser over bare copies; see the module's docstring."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """Parse states for the docs, computed on bare copies of them."""
        docs = [docs] if isinstance(docs, Doc) else docs
        return super().predict([readable(doc) for doc in docs])

    def set_annotations(self, docs: Iterable[Doc], states: Any) -> None:
        """Write the spans to ``doc.spans["attribution"]`` in text order; nothing else in the docs changes."""
        docs = list(docs)
        copies = [bare(doc) for doc in docs]
        super().set_annotations(copies, states)
        for doc, copy in zip(docs, copies, strict=True):
            doc.spans[SPANS_KEY] = [Span(doc, ent.start, ent.end, label=ent.label_) for ent in copy.ents]

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Any = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """One training step; the references hold the spans as entities."""
        plain = [Example(readable(example.predicted), example.reference) for example in examples]
        result: dict[str, float] = super().update(plain, drop=drop, sgd=sgd, losses=losses)
        return result


@Language.factory(
    "briefing_attribution",
    assigns=["doc.spans"],
    default_config={"model": DEFAULT_MODEL, "moves": None, "update_with_oracle_cut_size": 100},
    default_score_weights={"attribution_f": 1.0, "attribution_per_type": None},
)
def make_attribution(
    nlp: Language, name: str, model: Model, moves: Any, update_with_oracle_cut_size: int
) -> AttributionRecognizer:
    """Build the component for ``nlp.add_pipe`` and for configurations."""
    scorer: Callable[..., dict[str, Any]] = score_attribution
    return AttributionRecognizer(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        scorer=scorer,
    )
