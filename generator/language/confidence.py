"""How far an item can be trusted: a probability from what led to it, stored as one of three bands.

A logistic model for each kind of item over a few signals: how sure the network was of the arcs and labels
under the item, whether the trained spans of sources and contents agree with the rule, which rule it was, how
the holder is named. The weights in ``generator/lexicon/confidence.yml`` are learnt from articles annotated
by hand (``training/confidence.py``), whose cross-validation says how well the probabilities fit. With another
pipeline than the shipped one, a usual value stands for the network's probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
from spacy.tokens import Doc, Span

from generator import lexicon
from generator.language.drafts import ActorDraft, EventDraft, PositionDraft, QuestionDraft
from generator.model import Confidence

Signals = dict[str, float]
UNKNOWN = 0.8  # stands for a probability that nothing measured


def position(draft: PositionDraft, doc: Doc) -> Signals:
    """Signals of a position."""
    words = [token.i for piece in draft.pieces for token in piece]
    holder = doc._.actors[draft.holder]
    named = _named_in(holder, draft.sentence)
    pronoun = not named and any((doc._.actor_at or {}).get(t.i) == draft.holder for t in draft.sentence)
    return {
        "arcs": _mean(doc, "arc", words),
        "weakest arc": _least(doc, "arc", [t.i for t in draft.cue] if draft.cue else words[:1]),
        "labels": _mean(doc, "attribution", words),
        "content": _agreement(doc, words, "CONTENT"),
        "source": float(_source_near(doc, holder, draft)),
        "rule " + draft.rule: 1.0,
        "named": float(named),
        "pronoun": float(pronoun),
        "holder " + holder.kind: 1.0,
        "main": float(holder.salience == "main"),
        "length": math.log(1 + len(words)),
        "short": float(len(words) < 4),
        "sentence": math.log(1 + len(draft.sentence)),
        "pieces": float(len(draft.pieces) > 1),
        "relayed": float(bool(draft.via)),
    }


def actor(draft: ActorDraft, doc: Doc) -> Signals:
    """Signals of an actor."""
    names = [span for span in draft.mentions if any(token.ent_iob_ != "O" for token in span)]
    holds = any(doc._.actors[p.holder] is draft for p in doc._.positions or [])
    first = min((span.start for span in draft.mentions), default=len(doc))
    return {
        "names": _mean(doc, "name", [t.i for span in names for t in span]),
        "weakest name": _least(doc, "name", [t.i for span in names[:1] for t in span]),
        "count": math.log(1 + len(draft.mentions)),
        "once": float(len(draft.mentions) == 1),
        "recognised": float(bool(names)),
        "words": math.log(1 + len(draft.name.split())),
        "role": float(bool(draft.role)),
        "main": float(draft.salience == "main"),
        "holds": float(holds),
        "place": first / max(1, len(doc)),
        "kind " + draft.kind: 1.0,
    }


def question(draft: QuestionDraft, doc: Doc) -> Signals:
    """Signals of an open question."""
    words = [token.i for token in draft.sentences[0]]
    return {
        "arcs": _mean(doc, "arc", words),
        "sentences": math.log(len(draft.sentences)),
        "strength": draft.strength,
        "length": math.log(1 + len(draft.question.split())),
        "kind " + draft.kind: 1.0,
        "place": words[0] / max(1, len(doc)),
    }


def event(draft: EventDraft, doc: Doc) -> Signals:
    """Signals of a scheduled event."""
    words = [token.i for token in draft.sentence]
    return {
        "arcs": _mean(doc, "arc", words),
        "weakest arc": _least(doc, "arc", [token.i for token in draft.when]),
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


def _values(doc: Doc, name: str, words: Iterable[int]) -> np.ndarray:
    analysis, places = doc._.analysis, list(words)
    if analysis is None or not places:
        return np.array([UNKNOWN])
    found: np.ndarray = getattr(analysis, name)[places]
    return found


def _mean(doc: Doc, name: str, words: Iterable[int]) -> float:
    return float(_values(doc, name, words).mean())


def _least(doc: Doc, name: str, words: Iterable[int]) -> float:
    return float(_values(doc, name, words).min())


def _agreement(doc: Doc, words: list[int], label: str) -> float:
    """F1 of the words with those of the trained span that overlaps them most."""
    own = set(words)
    spans = [set(range(s.start, s.end)) for s in doc.spans.get("attribution", []) if s.label_ == label]
    return max((2 * len(own & span) / (len(own) + len(span)) for span in spans), default=0.0)


def _source_near(doc: Doc, holder: ActorDraft, draft: PositionDraft) -> bool:
    """Whether a trained source span in the sentence names the holder, or is a pronoun resolved to it."""
    at = doc._.actor_at or {}
    sentence = range(draft.sentence.start, draft.sentence.end)
    sources = [s for s in doc.spans.get("attribution", []) if s.label_ == "SOURCE" and s.start in sentence]
    return any(at.get(token.i) == draft.holder for span in sources for token in span) or any(
        mention.start < span.end and span.start < mention.end
        for span in sources
        for mention in holder.mentions
    )


def _named_in(holder: ActorDraft, sentence: Span) -> bool:
    return any(sentence.start <= mention.start < sentence.end for mention in holder.mentions)
