"""Is a time in a sentence that of something to come? The phrase, its governor and the reference day decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from generator.dates import Period
from generator.dates.counted import Away, Stretch
from generator.dates.expressions import Unknown
from generator.dates.ranges import Since
from generator.language.scheduling.outlook import Outlook, listed, outlook, words
from generator.language.scheduling.times import Timed


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article tells so far: when it appeared, when the sentence was spoken, the last time named."""

    published: date | None
    said: date | None = None
    antecedent: Period | None = None


def period_ahead(item: Timed, setting: Setting) -> Period | None:
    """The period of a time phrase, if it is that of something at or after publication; else None."""
    phrase, published = item.phrase, setting.published
    if isinstance(phrase.expression, Since) or _counts_back(phrase.expression):
        return None
    known = {"antecedent": setting.antecedent, "said": setting.said}
    ahead = phrase.resolve(published, "future", **known)  # type: ignore[arg-type]
    if ahead is None:
        return None
    view = _view(item)
    if ahead.start is None or published is None:
        return ahead if view == "future" else None
    if ahead.end is not None and ahead.end < published:
        return None
    behind = phrase.resolve(published, "past", **known)  # type: ignore[arg-type]
    if behind != ahead or isinstance(phrase.expression, (Away, Stretch)):  # "on Friday", "in two weeks"
        return ahead if _floats_ahead(item, view) else None
    if ahead.start > published:
        return ahead if _surely_ahead(item, view) else None
    return ahead if _still_to_come(item, view, ahead) else None


def _counts_back(expression: object) -> bool:
    return isinstance(expression, (Away, Stretch)) and expression.count < 0


def _view(item: Timed) -> Outlook:
    """Which way what governs the time looks; a noun with "upcoming" looks ahead."""
    if item.noun is not None:
        if any(listed(child, "set_words") or listed(child, "looking_ahead") for child in item.noun.children):
            return "future"
        if item.predicate is not None and not _is_subject_of(item.noun, item.predicate):
            return outlook(item.predicate)
    return outlook(item.predicate) if item.predicate is not None else "present"


def _is_subject_of(noun: Token, predicate: Token) -> bool:
    return noun.head is predicate and noun.dep_ == "nsubj" and outlook(predicate) == "past"


def _forward(item: Timed) -> bool:
    """A preposition that looks ahead: of the time, or of the noun that the time belongs to."""
    ahead = words("forward_prepositions")
    if item.preposition in ahead and item.preposition not in {"by", "before", "through", "from", "for"}:
        return True
    if item.preposition in {"for", "by", "before", "through", "from"}:
        return any(listed(t, "set_words") or listed(t, "looking_ahead") or listed(t, "happening")
                   for t in (item.noun, item.predicate) if t is not None)  # fmt: skip
    return item.noun is not None and any(
        child.dep_ == "case" and child.lower_ in ahead for child in item.noun.children
    )


def _floats_ahead(item: Timed, view: Outlook) -> bool:
    """A time that may be the last or the next one: "on Friday", "in March", "by May"."""
    return view == "future" or (view == "present" and not _habit(item)) or _forward(item)


def _habit(item: Timed) -> bool:
    """Whether a present tense tells what is or used to be rather than what is fixed: copulas, states."""
    verb = item.predicate
    return verb is None or (verb.pos_ != "VERB" and item.noun is None)


def _surely_ahead(item: Timed, view: Outlook) -> bool:
    """A time that lies wholly ahead; only a past predicate that it hangs on directly makes it doubtful."""
    return view != "past" or item.noun is not None or _forward(item) or not _plain_past(item)


def _plain_past(item: Timed) -> bool:
    return item.predicate is not None and item.predicate.tag_ == "VBD" and listed(item.predicate, "reporting")


def _still_to_come(item: Timed, view: Outlook, period: Period) -> bool:
    """A time that runs as the article appears: today, this week, this year, by the end of the month."""
    if view == "future" or (item.predicate is not None and listed(item.predicate, "looking_ahead")):
        return view != "past" or item.noun is not None
    if isinstance(item.phrase.expression, Unknown) or item.noun is None:
        return _forward(item) and view != "past"
    return listed(item.noun, "happening") and (view == "present" or _forward(item) or item.preposition in {"", "by"})
