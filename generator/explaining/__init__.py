"""Why an item was extracted: its sentence with the analysis, the cue, the rule, what made it (un)certain.

Reads the drafts that the components leave on a Doc, beside the records that they became.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from generator import condense, lexicon
from generator.language import confidence
from generator.language.drafts import ActorDraft, EventDraft, PositionDraft, QuestionDraft
from generator.model import Briefing


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence as the trained pipeline read it."""

    number: int  # in the article, from 0
    text: str
    lemma: str
    tag: str
    relation: str  # Universal Dependencies
    head: str  # the word it depends on; its own for the root
    head_number: int
    name: str  # the kind of name it belongs to, "" for none
    part: str  # what it is to the item: statement, cue, holder, mention, when; "" for nothing


@dataclass(frozen=True, slots=True)
class Reason:
    """A signal of certainty: what was seen, how much of it, and what that added (in log odds)."""

    name: str
    meaning: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """An item with what led to it.

    Attributes:
        id, kind: as on the page; the kind is position, question, event or actor.
        says: the item in one line.
        facts: what was decided, as pairs of a label and a text.
        sentences: the sentences it rests on, word by word.
        band, probability: how sure the generator is.
        reasons: what made it so, the weightiest first.
    """

    id: str
    kind: str
    says: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[tuple[Word, ...], ...]
    band: str
    probability: float
    reasons: tuple[Reason, ...]


def explain(briefing: Briefing, doc: Doc) -> list[Explanation]:
    """Explain every item of a briefing, in the order of the page.

    Args:
        briefing: what ``condense`` made of ``doc``; its items may have got lasting ids since.
        doc: the analysed article.
    """
    context = confidence.Context(doc)
    return [
        *_positions(briefing, doc, context),
        *_questions(briefing, doc, context),
        *_events(briefing, doc, context),
        *_actors(briefing, doc, context),
    ]


def _positions(briefing: Briefing, doc: Doc, context: confidence.Context) -> Iterator[Explanation]:
    drafts: list[PositionDraft] = condense.positions_in_order(doc._.positions or [])
    names = {actor.id: actor.name for actor in briefing.actors}
    for item, draft in zip(briefing.positions, drafts, strict=True):
        parts = _parts(doc, context.actors[draft.holder].mentions, "holder")
        parts |= _resolved(doc, draft)
        parts |= _parts(doc, draft.pieces, "statement")
        parts |= _parts(doc, [draft.cue] if draft.cue else [], "cue")
        facts = [("holder", names[item.holder]), ("kind", f"{item.type}, {item.form}")]
        facts += [("cue", draft.cue.text)] if draft.cue else []
        facts += [("found by", _rule(draft.rule))]
        facts += [("passed on by", ", ".join(names[via] for via in item.via))] if item.via else []
        signals = confidence.position(draft, context)
        says = f"{names[item.holder]}: {item.statement}"
        yield _explanation(item.id, "position", says, facts, [draft.sentence], parts, signals)


def _questions(briefing: Briefing, doc: Doc, context: confidence.Context) -> Iterator[Explanation]:
    drafts: list[QuestionDraft] = doc._.questions or []
    for item, draft in zip(briefing.open_questions, drafts, strict=True):
        facts = [
            ("kind", item.kind),
            ("strength", f"{draft.strength:.2f}"),
            ("found by", "the rules of openness"),
        ]
        signals = confidence.question(draft, context)
        yield _explanation(item.id, "question", item.question, facts, draft.sentences, {}, signals)


def _events(briefing: Briefing, doc: Doc, context: confidence.Context) -> Iterator[Explanation]:
    drafts: list[EventDraft] = condense.events_in_order(doc._.events or [])
    for item, draft in zip(briefing.events, drafts, strict=True):
        period = f"{item.start or '?'} to {item.end or '?'}, by {item.granularity}"
        counted = f"counted from {briefing.article.published or 'no day: the article has none'}"
        facts = [("when", f"{item.when} = {period}, {counted}"), ("status", item.status)]
        facts += [("found by", "the rules of time phrases and plans")]
        signals = confidence.event(draft, context)
        parts = _parts(doc, [draft.when], "when")
        yield _explanation(item.id, "event", item.what, facts, [draft.sentence], parts, signals)


def _actors(briefing: Briefing, doc: Doc, context: confidence.Context) -> Iterator[Explanation]:
    drafts: list[ActorDraft] = doc._.actors or []
    for number, (item, draft) in enumerate(zip(briefing.actors, drafts, strict=True)):
        facts = [
            ("kind", item.kind),
            ("role", item.role or "none found"),
            ("mentions", ", ".join(item.mentions)),
        ]
        facts += [("found by", "the network's names" if _recognised(draft) else "the rules of descriptions")]
        first = draft.mentions[:1]
        sentences = [span.sent for span in first]
        signals = confidence.actor(number, context)
        parts = _parts(doc, draft.mentions, "mention")
        yield _explanation(item.id, "actor", item.name, facts, sentences, parts, signals)


def _recognised(draft: ActorDraft) -> bool:
    return any(token.ent_iob_ != "O" for span in draft.mentions for token in span)


Parts = dict[int, str]


def _parts(doc: Doc, spans: list[Span], name: str) -> Parts:
    return {token.i: name for span in spans for token in span}


def _resolved(doc: Doc, draft: PositionDraft) -> Parts:
    """Pronouns and descriptions of the sentence that mean the holder."""
    at: dict[int, int] = doc._.actor_at or {}
    return {token.i: "holder" for token in draft.sentence if at.get(token.i) == draft.holder}


def _rule(name: str) -> str:
    rules: dict[str, str] = lexicon.load("explanations")["rules"]
    what = "model" if name == "trained" else "rule"
    return f"{what} {name}: {rules[name]}" if name in rules else f"{what} {name}"


def _explanation(
    ident: str,
    kind: str,
    says: str,
    facts: list[tuple[str, str]],
    sentences: list[Span],
    parts: Parts,
    signals: Mapping[str, float],
) -> Explanation:
    return Explanation(
        ident,
        kind,
        says,
        tuple(facts),
        tuple(tuple(_words(sentence, parts)) for sentence in sentences),
        confidence.band(kind, signals),
        confidence.probability(kind, signals),
        tuple(_reasons(kind, signals)),
    )


def _words(sentence: Span, parts: Parts) -> Iterator[Word]:
    for token in sentence:
        if not token.is_space:
            yield Word(
                token.i,
                token.text,
                token.lemma_,
                token.tag_,
                token.dep_,
                token.head.text,
                token.head.i,
                token.ent_type_,
                parts.get(token.i, ""),
            )


def _reasons(kind: str, signals: Mapping[str, float]) -> list[Reason]:
    weights: dict[str, float] = lexicon.load("confidence")[kind]["weights"]
    meanings: dict[str, str] = lexicon.load("explanations")["signals"]
    found = [
        Reason(name, meanings.get(name, name), value, weights[name] * value)
        for name, value in signals.items()
        if weights.get(name) and value
    ]
    return sorted(found, key=lambda reason: (-abs(reason.adds), reason.name))
