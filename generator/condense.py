"""Article + analysed Doc → Briefing: the last module that sees a Doc."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from generator.language import confidence
from generator.language.confidence import Context
from generator.language.drafts import ActorDraft, EventDraft, PositionDraft, QuestionDraft
from generator.language.forms import written
from generator.model import (
    JOINER,
    Actor,
    Article,
    Briefing,
    Evidence,
    OpenQuestion,
    Position,
    ScheduledEvent,
)

# What was left out and its writer should know of: front matter that is not used, text that cannot be read.
IGNORED_FIELDS = ("unknown-key", "url-ignored", "nested-too-deeply")
_ID_DIGITS = 6  # hexadecimal; lengthened where two items of one article would share an id


def condense(article: Article, doc: Doc) -> Briefing:
    """Turn the drafts that the components left on the Doc into the records of a briefing.

    Args:
        article: the cleaned article that ``doc`` was made from.
        doc: the analysed ``article.text``.
    """
    drafts: list[ActorDraft] = doc._.actors or []
    ids = _actor_ids(drafts)
    known = confidence.Context(doc)
    return Briefing(
        article=article,
        summary=tuple(doc._.summary or ()),
        actors=tuple(_actor(ids[i], i, draft, known) for i, draft in enumerate(drafts)),
        positions=_positions(doc._.positions or [], ids, known),
        open_questions=_questions(doc._.questions or [], known),
        events=_events(doc._.events or [], ids, known),
        warnings=tuple(
            f"line {piece.line}: {piece.rule.replace('-', ' ')}: {piece.text}"
            for piece in article.dropped
            if piece.rule in IGNORED_FIELDS
        ),
    )


def item_ids(prefix: str, sentences: Iterable[str]) -> list[str]:
    """Ids that come from what items say: their kind, normalised words and place among equals.

    An edit elsewhere in the article, or another order of the items, leaves an id as it is. What an
    item was called in earlier versions is not known here: see ``history``.

    Args:
        prefix: the kind of item, one letter.
        sentences: what tells the items apart, in text order: their first sentence, and whose or what it is.
    """
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    out = []
    for sentence in sentences:
        words = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", sentence).casefold()))
        seen[words] += 1
        digest = hashlib.sha256(f"{prefix}\n{words}\n{seen[words]}".encode()).hexdigest()
        digits = _ID_DIGITS
        while digest[:digits] in taken:
            digits += 1
        taken.add(digest[:digits])
        out.append(f"{prefix}-{digest[:digits]}")
    return out


def slug(text: str) -> str:
    """ASCII letters and digits of ``text``, lower case, joined by hyphens; "actor" where none is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "actor"


def _actor_ids(drafts: list[ActorDraft]) -> list[str]:
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    out = []
    for draft in drafts:
        base = ident = slug(draft.name)
        while ident in taken:
            seen[base] += 1
            ident = f"{base}-{seen[base] + 1}"
        taken.add(ident)
        out.append(ident)
    return out


def _bounds(span: Span) -> Evidence:
    """The span's characters without the white space at its edges."""
    text = written(span)
    start = span.start_char + len(text) - len(text.lstrip())
    return Evidence(start, span.start_char + len(text.rstrip()))


def _text(span: Span) -> str:
    return written(span).strip()


def _actor(ident: str, number: int, draft: ActorDraft, known: Context) -> Actor:
    forms: dict[str, Evidence] = {}
    for mention in sorted(draft.mentions, key=lambda span: (span.start_char, span.end_char)):
        forms.setdefault(_text(mention), _bounds(mention))
    return Actor(
        id=ident,
        name=draft.name,
        kind=draft.kind,
        role=draft.role,
        salience=draft.salience,
        mentions=tuple(forms),
        count=_outermost(draft.mentions),
        evidence=tuple(forms.values()),
        confidence=confidence.band("actor", confidence.actor(number, known)),
    )


def _outermost(mentions: list[Span]) -> int:
    """The number of mentions, those inside another ("Bill Hale" in "Mayor Bill Hale") not counted again."""
    count, reached = 0, -1
    for mention in sorted(mentions, key=lambda span: (span.start, -span.end)):
        if mention.end > reached:
            count, reached = count + 1, mention.end
    return count


def positions_in_order(drafts: Iterable[PositionDraft]) -> list[PositionDraft]:
    """Positions as a briefing lists them: in text order."""
    return sorted(drafts, key=lambda d: (d.sentence.start_char, d.pieces[0].start_char, d.holder))


def events_in_order(drafts: Iterable[EventDraft]) -> list[EventDraft]:
    """Events as a briefing lists them: in text order."""
    return sorted(drafts, key=lambda d: (d.sentence.start_char, d.when.start_char, d.what))


def _positions(drafts: list[PositionDraft], actors: list[str], known: Context) -> tuple[Position, ...]:
    drafts = positions_in_order(drafts)
    ids = item_ids("p", (f"{_text(d.sentence)}\n{actors[d.holder]}" for d in drafts))
    return tuple(
        Position(
            id=ident,
            holder=actors[draft.holder],
            statement=JOINER.join(_text(piece) for piece in draft.pieces),
            sentence=_text(draft.sentence),
            type=draft.type,
            form=draft.form,
            via=tuple(dict.fromkeys(actors[i] for i in draft.via)),
            evidence=tuple(_bounds(piece) for piece in draft.pieces),
            confidence=confidence.band("position", confidence.position(draft, known)),
        )
        for ident, draft in zip(ids, drafts, strict=True)
    )


def _questions(drafts: list[QuestionDraft], known: Context) -> tuple[OpenQuestion, ...]:
    ids = item_ids("q", (_text(d.sentences[0]) for d in drafts))
    return tuple(
        OpenQuestion(
            id=ident,
            question=draft.question,
            sentences=tuple(_text(s) for s in draft.sentences),
            kind=draft.kind,
            evidence=tuple(_bounds(s) for s in draft.sentences),
            confidence=confidence.band("question", confidence.question(draft, known)),
        )
        for ident, draft in zip(ids, drafts, strict=True)
    )


def _events(drafts: list[EventDraft], actors: list[str], known: Context) -> tuple[ScheduledEvent, ...]:
    drafts = events_in_order(drafts)
    ids = item_ids("e", (f"{_text(d.sentence)}\n{d.what}" for d in drafts))
    return tuple(
        ScheduledEvent(
            id=ident,
            what=draft.what,
            when=_text(draft.when),
            sentence=_text(draft.sentence),
            start=draft.start,
            end=draft.end,
            granularity=draft.granularity,
            status=draft.status,
            participants=tuple(dict.fromkeys(actors[i] for i in draft.participants)),
            evidence=(_bounds(draft.sentence),),
            confidence=confidence.band("event", confidence.event(draft, known)),
        )
        for ident, draft in zip(ids, drafts, strict=True)
    )
