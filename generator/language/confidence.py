"""How far an item can be trusted: a probability from what led to it, stored as one of three bands.

A logistic model for each kind of item over a few signals: how sure the network was of the arcs and labels
under the item, whether the trained spans of sources and contents agree with the rule, which rule it was, how
the holder is named. The weights in ``generator/lexicon/confidence.yml`` are learnt from articles annotated
by hand (``training/confidence.py``), whose cross-validation says how well the probabilities fit. With another
pipeline than the shipped one, a usual value stands for the network's probabilities.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from spacy.tokens import Doc, Span

from generator import lexicon
from generator.language.drafts import ActorDraft, EventDraft, PositionDraft, QuestionDraft
from generator.language.encoder.analysis import Analysis
from generator.model import Confidence

Signals = dict[str, float]
UNKNOWN = 0.8  # stands for a probability that nothing measured


Range = tuple[int, int]  # tokens: the first, and the one behind the last


class Context:
    """What the signals of one article's items look up, so that each costs no more in a long one.

    Args:
        doc: analysed, with the drafts of all components on it.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.analysis: Analysis | None = doc._.analysis
        self.actors: Sequence[ActorDraft] = doc._.actors or []
        self._tokens: dict[int, list[int]] = {}
        self._recognised: dict[int, list[Span]] = {}

    @cached_property
    def holding(self) -> frozenset[int]:
        """The actors that hold a position, by their numbers in the drafts."""
        return frozenset(position.holder for position in self.doc._.positions or [])

    @cached_property
    def relaying(self) -> frozenset[int]:
        """The actors through which a position became known, by their numbers in the drafts."""
        return frozenset(one for position in self.doc._.positions or [] for one in position.via)

    @cached_property
    def _spans(self) -> dict[str, list[Range]]:
        found: dict[str, list[Range]] = {}
        for span in self.doc.spans.get("attribution", []):
            found.setdefault(span.label_, []).append((span.start, span.end))
        return {label: sorted(ranges) for label, ranges in found.items()}

    def spans(self, label: str, start: int, end: int) -> list[Range]:
        """The trained spans of a label that overlap some tokens; those of one label never overlap another."""
        ranges = self._spans.get(label, [])
        first = bisect_right(ranges, start, key=lambda one: one[1])
        return ranges[first : bisect_left(ranges, end, key=lambda one: one[0])]

    def tokens(self, actor: int) -> list[int]:
        """The tokens of an actor's mentions, in text order."""
        if actor not in self._tokens:
            mentions = self.actors[actor].mentions
            self._tokens[actor] = sorted({i for span in mentions for i in range(span.start, span.end)})
        return self._tokens[actor]

    def recognised(self, actor: int) -> list[Span]:
        """The mentions that the network took for names; an actor without any is known by a description."""
        if actor not in self._recognised:
            mentions = self.actors[actor].mentions
            named = [span for span in mentions if any(token.ent_iob_ != "O" for token in span)]
            self._recognised[actor] = named
        return self._recognised[actor]

    def named(self, actor: int, start: int, end: int) -> bool:
        """Whether a mention of an actor overlaps some tokens."""
        tokens = self.tokens(actor)
        return bisect_left(tokens, start) < bisect_left(tokens, end)


def position(draft: PositionDraft, context: Context) -> Signals:
    """Signals of a position."""
    doc = context.doc
    words = [token.i for piece in draft.pieces for token in piece]
    holder, sentence = context.actors[draft.holder], draft.sentence
    named = context.named(draft.holder, sentence.start, sentence.end)
    resolved = doc._.actor_at or {}
    pronoun = not named and any(resolved.get(i) == draft.holder for i in range(sentence.start, sentence.end))
    return {
        "arcs": _mean(context, "arc", words),
        "weakest arc": _least(context, "arc", [t.i for t in draft.cue] if draft.cue else words[:1]),
        "labels": _mean(context, "attribution", words),
        "content": _agreement(context, words, "CONTENT"),
        "source": float(_source_near(context, draft)),
        "rule " + draft.rule: 1.0,
        "named": float(named),
        "pronoun": float(pronoun),
        "holder " + holder.kind: 1.0,
        "main": float(holder.salience == "main"),
        "recognised": float(bool(context.recognised(draft.holder))),
        "cueless": float(draft.cue is None),
        "length": math.log(1 + len(words)),
        "short": float(len(words) < 4),
        "sentence": math.log(1 + len(draft.sentence)),
        "pieces": float(len(draft.pieces) > 1),
        "relayed": float(bool(draft.via)),
    }


def actor(number: int, context: Context) -> Signals:
    """Signals of an actor, by its number in the drafts."""
    doc, draft = context.doc, context.actors[number]
    names = context.recognised(number)
    first = min((span.start for span in draft.mentions), default=len(doc))
    return {
        "names": _mean(context, "name", [t.i for span in names for t in span]),
        "weakest name": _least(context, "name", [t.i for span in names[:1] for t in span]),
        "count": math.log(1 + len(draft.mentions)),
        "once": float(len(draft.mentions) == 1),
        "recognised": float(bool(names)),
        "words": math.log(1 + len(draft.name.split())),
        "role": float(bool(draft.role)),
        "main": float(draft.salience == "main"),
        "holds": float(number in context.holding),
        "passes on": float(number in context.relaying),
        "place": first / max(1, len(doc)),
        "kind " + draft.kind: 1.0,
    }


def question(draft: QuestionDraft, context: Context) -> Signals:
    """Signals of an open question."""
    doc, words = context.doc, [token.i for token in draft.sentences[0]]
    return {
        "arcs": _mean(context, "arc", words),
        "sentences": math.log(len(draft.sentences)),
        "strength": draft.strength,
        "length": math.log(1 + len(draft.question.split())),
        "named": float(any(word[0].isupper() for word in draft.question.split()[1:])),
        "kind " + draft.kind: 1.0,
        "place": words[0] / max(1, len(doc)),
    }


def event(draft: EventDraft, context: Context) -> Signals:
    """Signals of a scheduled event."""
    words = [token.i for token in draft.sentence]
    return {
        "arcs": _mean(context, "arc", words),
        "weakest arc": _least(context, "arc", [token.i for token in draft.when]),
        "granularity " + draft.granularity: 1.0,
        "status " + draft.status: 1.0,
        "participants": float(bool(draft.participants)),
        "length": math.log(1 + len(words)),
        "name": math.log(1 + len(draft.what.split())),
    }


def probability(kind: str, signals: Mapping[str, float]) -> float:
    """How probable it is that an item is right.

    Args:
        kind: position, actor, question or event.
        signals: as the functions above give them; one that the weights do not know counts nothing.
    """
    model = lexicon.load("confidence")[kind]
    weights: dict[str, float] = model["weights"]
    total = model["intercept"] + sum(
        weights.get(name, 0.0) * value for name, value in sorted(signals.items())
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def band(kind: str, signals: Mapping[str, float]) -> Confidence:
    """The band of an item's probability."""
    sure, bounds = probability(kind, signals), lexicon.load("confidence")["bands"]
    return "high" if sure >= bounds["high"] else "medium" if sure >= bounds["medium"] else "low"


def _values(context: Context, name: str, places: list[int]) -> np.ndarray:
    if context.analysis is None or not places:
        return np.array([UNKNOWN])
    found: np.ndarray = getattr(context.analysis, name)[places]
    return found


def _mean(context: Context, name: str, words: list[int]) -> float:
    return float(_values(context, name, words).mean())


def _least(context: Context, name: str, words: list[int]) -> float:
    return float(_values(context, name, words).min())


def _agreement(context: Context, words: list[int], label: str) -> float:
    """F1 of the words with those of the trained span that overlaps them most."""
    if not words:
        return 0.0
    own = set(words)
    spans = [range(*span) for span in context.spans(label, min(words), max(words) + 1)]
    return max((2 * sum(i in own for i in span) / (len(own) + len(span)) for span in spans), default=0.0)


def _source_near(context: Context, draft: PositionDraft) -> bool:
    """Whether a trained source span in the sentence names the holder, or is a pronoun resolved to it."""
    at = context.doc._.actor_at or {}
    sentence = draft.sentence
    sources = [s for s in context.spans("SOURCE", sentence.start, sentence.end) if s[0] >= sentence.start]
    return any(
        context.named(draft.holder, start, end) or any(at.get(i) == draft.holder for i in range(start, end))
        for start, end in sources
    )
