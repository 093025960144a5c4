"""Scheduled events: what is planned, due, expected or proposed at or after publication.

Doc → ``doc._.events``. Needs a tagger and a parser; uses the actors where they have been found.
"""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from generator.dates import Period
from generator.language.drafts import EventDraft
from generator.language.grammar import sentences
from generator.language.scheduling.ahead import Setting, period_ahead
from generator.language.scheduling.naming import name_of
from generator.language.scheduling.outlook import listed, words
from generator.language.scheduling.saying import Spoken
from generator.language.scheduling.status import status_of
from generator.language.scheduling.times import Timed, timed

_COMPARED = 50  # events of the same days that a new one is held against


@Language.component("briefing_events", assigns=["doc._.events"], requires=["token.dep", "token.tag"])
def briefing_events(doc: Doc) -> Doc:
    """Set ``doc._.events`` to the events of the body's sentences, in text order, each once."""
    events: list[EventDraft] = []
    known: dict[tuple[date | None, date | None], list[EventDraft]] = {}
    antecedent: Period | None = None
    body = [(sentence, timed(sentence)) for sentence in sentences(doc)]
    spoken = Spoken(doc, body)
    for number, (sentence, times) in enumerate(body):
        for item in times:
            if spoken.frames(item):
                continue
            setting = Setting(doc._.published, spoken.day(number, item), antecedent)
            period = period_ahead(item, setting)
            antecedent = _named(item, setting) or antecedent
            event = _event(item, times, sentence, period) if period else None
            if event is None:
                continue
            alike = known.setdefault((event.start, event.end), [])
            if not any(_same(event, other) for other in alike[-_COMPARED:]):
                alike.append(event)
                events.append(event)
        _overtake(events, sentence, times)
    for event in events:
        event.what = _headed(event.what)
    doc._.events = events
    return doc


def _headed(what: str) -> str:
    """A name as it stands in a list: with a capital, unless it begins with a brand like "iPhone"."""
    first = what.split()[0]
    return what if any(c.isupper() for c in first) else what[0].upper() + what[1:]


def _named(item: Timed, setting: Setting) -> Period | None:
    """The time that "the same day" would go back to from here."""
    found = item.phrase.resolve(setting.published, None, antecedent=setting.antecedent, said=setting.said)
    return found if found and found.start else None


def _event(item: Timed, times: list[Timed], sentence: Span, period: Period) -> EventDraft | None:
    what = name_of(item, times)
    if not what:
        return None
    return EventDraft(
        what=what,
        when=item.span,
        sentence=sentence,
        start=period.start,
        end=period.end,
        granularity=period.granularity,
        status=status_of(item),
        participants=_participants(item, sentence),
    )


def _same(event: EventDraft, other: EventDraft) -> bool:
    """Whether two mentions with the same days are of one event: a weighty word is in both names."""
    if event.start is None:
        return event.what == other.what and event.sentence.start == other.sentence.start
    return event.what == other.what or bool(_weighty(event.what) & _weighty(other.what))


def _weighty(what: str) -> set[str]:
    """The words of a name that are no names: long enough, in small letters, singular."""
    return {
        word.rstrip("s")
        for word in what.split()
        if word.replace("-", "").isalpha()
        and word.islower()
        and len(word) > 3
        and word not in words("measuring")
    }


def _participants(item: Timed, sentence: Span) -> list[int]:
    """The actors of the clause: those below its predicate, or of the noun where there is none."""
    at: dict[int, int] = sentence.doc._.actor_at or {}
    top = item.predicate or item.noun
    if top is None:
        return []
    inside = range(sentence.start, sentence.end)
    return list(dict.fromkeys(at[t.i] for t in top.subtree if t.i in at and t.i in inside))


def _overtake(events: list[EventDraft], sentence: Span, times: list[Timed]) -> None:
    """A later sentence that cancels or postpones an event without a time of its own changes its status."""
    if times:
        return
    for verb in sentence:
        if verb.pos_ != "VERB":
            continue
        for name, status in (("cancelling", "cancelled"), ("postponing", "postponed")):
            if listed(verb, name):
                for noun in verb.children:
                    if noun.dep_ in {"nsubj:pass", "obj"}:
                        _mark(events[-_COMPARED:], noun, status)


def _mark(events: list[EventDraft], noun: Token, status: str) -> None:
    for event in events:
        names = {token.lemma_.lower() for token in event.sentence if token.pos_ in {"NOUN", "PROPN"}}
        if noun.lemma_.lower() in names and noun.text.lower() in event.what.lower():
            event.status = status  # type: ignore[assignment]
