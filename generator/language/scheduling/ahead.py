"""Is a time in a sentence that of something to come? The phrase, its governor, the reference day decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

from generator.dates import Period
from generator.dates.counted import Away, Stretch
from generator.dates.expressions import Anchored, CalendarDay, Day, Weekday
from generator.dates.period import OPEN
from generator.dates.ranges import Range, Since, Until
from generator.language.grammar import sentence_start
from generator.language.scheduling import cautions
from generator.language.scheduling.forecasts import forecast_of
from generator.language.scheduling.outlook import Outlook, is_certain, listed, outlook, verb_group, words
from generator.language.scheduling.times import Timed

_ANY_DAY = date(2000, 1, 1)  # to see whether a phrase would resolve if the day of publication were known
_NEAR = 4  # days
_WEEKS, _MONTHS = 45, 240  # days


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
    if cautions.forbid(item):
        return None
    if isinstance(phrase.expression, Until) and cautions.sets_back(item) and not cautions.is_ultimatum(item):
        phrase = replace(phrase, expression=phrase.expression.inner)
    if item.phrase.text.lower().startswith("the next ") and _view(item) == "past":
        return None  # "the next day she resigned"
    known = {"antecedent": setting.antecedent, "said": setting.said}
    moved = item.predicate is not None and listed(item.predicate, "postponing")
    if moved and isinstance(phrase.expression, Range):  # "put off from May to June"
        phrase = replace(phrase, expression=phrase.expression.last)
    ahead = phrase.resolve(published, "future", **known)  # type: ignore[arg-type]
    view = _view(item)
    if ahead is None:
        unplaced = published is None and view == "future" and item.predicate is not None
        sensible = unplaced and phrase.resolve(_ANY_DAY, "future") is not None
        return OPEN if sensible and _is_cued(item.predicate) else None
    if ahead.start is None or published is None:
        return ahead if view == "future" and (ahead.start or _is_open_event(item)) else None
    if ahead.end is not None and ahead.end < published:
        return None
    behind = phrase.resolve(published, "past", **known)  # type: ignore[arg-type]
    floating = behind != ahead or isinstance(phrase.expression, (Away, Stretch, Anchored))
    # "on Friday", "in two weeks" may tell of the past as well
    if floating and not _names_future(item):
        if _just_past(item, behind, ahead, published):
            return None
        if _is_near(item, view, behind, ahead, published):
            return ahead
        return ahead if _floats_ahead(item, view, (ahead.start - published).days) else None
    if ahead.start > published:
        return ahead if _surely_ahead(item, view) else None
    return ahead if _still_to_come(item, view, ahead) else None


def _just_past(item: Timed, behind: Period | None, ahead: Period, published: date) -> bool:
    """Whether a day without a year is rather the last than the next: it was weeks ago and is months away.

    Where no word fixes it for the future ("her decision to meet him in June"), the nearer one is meant.
    """
    if behind is None or behind.end is None or ahead.start is None:
        return False
    ago, away = (published - behind.end).days, (ahead.start - published).days
    verb = item.predicate
    fixed = verb is not None and (is_certain(verb) or listed(verb.head, "expecting") or _told_as_fixed(verb))
    return away > _MONTHS and ago < (_WEEKS if fixed else away / 2)


def _told_as_fixed(verb: Token) -> bool:
    """Whether a present tense tells what the calendar holds: "the term ends in June"."""
    return verb.tag_ in {"VBZ", "VBP"} and not verb_group(verb) and listed(verb, "fixtures")


def _is_near(item: Timed, view: Outlook, behind: Period | None, ahead: Period, published: date) -> bool:
    """Whether a day without a year is rather the next than the last, at an event: "the debate, Oct. 9"."""
    if not isinstance(item.phrase.expression, CalendarDay) or item.noun is None or view == "past":
        return False
    if behind is None or behind.end is None or ahead.start is None or not listed(item.noun, "happening"):
        return False
    return (ahead.start - published).days < _WEEKS and (published - behind.end).days > _MONTHS


def _names_future(item: Timed) -> bool:
    """Whether the phrase's own words look ahead: "next Friday", "the coming weekend"."""
    counted = isinstance(item.phrase.expression, (Away, Stretch))
    return not counted and any(t.lower_ in {"next", "coming", "upcoming", "tomorrow"} for t in item.span)


def _counts_back(expression: object) -> bool:
    return isinstance(expression, (Away, Stretch)) and expression.count < 0


def _view(item: Timed) -> Outlook:
    """Which way what governs the time looks; "upcoming" at a noun and "due" before the time look ahead."""
    sentence, start = sentence_start(item.span[0]), item.span.start
    before = item.span.doc[start - 1] if start > sentence else None
    if before is not None and before.pos_ == "ADP" and before.i > sentence:
        before = before.nbor(-1)
    if before is not None and before.tag_ in {"VBN", "JJ", "VBG"} and listed(before, "set_words"):
        return "future"
    if cautions.is_ultimatum(item):
        return "future"
    if item.noun is not None:
        if any(listed(child, "set_words") or listed(child, "looking_ahead") for child in item.noun.children):
            return "future"
        if item.predicate is not None and not _is_subject_of(item.noun, item.predicate):
            return outlook(item.predicate)
    return outlook(item.predicate) if item.predicate is not None else "present"


def _is_subject_of(noun: Token, predicate: Token) -> bool:
    return noun.head == predicate and noun.dep_ in {"nsubj", "nsubj:outer"} and outlook(predicate) == "past"


def _forward(item: Timed) -> bool:
    """A preposition that looks ahead: of the time, or of the noun that the time belongs to."""
    ahead = words("forward_prepositions")
    if item.preposition in ahead and item.preposition != "before":
        lists = ("set_words", "looking_ahead", "happening", "postponing")
        return any(listed(t, name) for t in (item.noun, item.predicate) if t is not None for name in lists)
    return (
        item.noun is not None
        and listed(item.noun, "happening")
        and any(
            child.dep_ == "case" and child.lower_ in ahead and child.lower_ not in {"by", "through", "from"}
            for child in item.noun.children
        )
    )


def _floats_ahead(item: Timed, view: Outlook, days: int) -> bool:
    """A time that may be the last or the next one: "on Friday", "in March", "by May".

    Args:
        days: how far ahead it would lie. Of weekdays, the one just past is the likelier where the words
            around it look ahead only by an infinitive ("wants to move on from Monday's debate").
    """
    if _forward(item):
        return True
    if item.noun is not None and item.preposition == "" and view != "future":
        return False  # "Monday's debate" was yesterday
    if view == "future":
        weekday = isinstance(item.phrase.expression, Weekday)
        return not weekday or days <= _NEAR or item.predicate is None or is_certain(item.predicate)
    return view == "present" and _is_fixture(item)


def _is_fixture(item: Timed) -> bool:
    """Whether a present tense may tell what is fixed ("meets on Friday") rather than what is or was so."""
    verb = item.predicate
    if item.noun is not None:
        cases = {child.lower_ for child in item.noun.children if child.dep_ == "case"}
        argument = item.noun.dep_ in {"nsubj", "nsubj:pass", "obj", "ROOT"}
        return argument and not cases and listed(item.noun, "happening")
    if verb is None:
        return False
    if verb.pos_ != "VERB":
        return any(child.dep_ == "cop" for child in verb.children) and listed(verb, "happening")
    return listed(verb, "fixtures") or (verb.tag_ == "VBG" and bool(verb_group(verb)))


def _surely_ahead(item: Timed, view: Outlook) -> bool:
    """A time that lies wholly ahead; only a past predicate that it hangs on directly makes it doubtful."""
    return view != "past" or item.noun is not None or _forward(item) or not _plain_past(item)


def _plain_past(item: Timed) -> bool:
    return (
        item.predicate is not None
        and item.predicate.tag_ in {"VBD", "VBZ", "VBP"}
        and listed(item.predicate, "reporting")
    )


def _still_to_come(item: Timed, view: Outlook, period: Period) -> bool:
    """A time that runs as the article appears: today, this week, this year, by the end of the month."""
    if forecast_of(item) is not None:
        return True
    if (
        view == "present"
        and isinstance(item.phrase.expression, Until)
        and item.preposition in {"by", "within"}
    ):
        return True
    if view == "future":
        sure = isinstance(item.phrase.expression, Until) or period.granularity in {"day", "week"}
        return sure or item.predicate is None or _is_cued(item.predicate)
    if item.noun is None and view == "present" and _on_the_day(item):
        return True
    if item.noun is None:
        return view == "present" and item.predicate is not None and listed(item.predicate, "looking_ahead")
    if not listed(item.noun, "happening") or period.granularity not in {"day", "week"}:
        return view == "present" and item.predicate is not None and listed(item.predicate, "expecting")
    cases = {child.lower_ for child in item.noun.children if child.dep_ in {"case", "mark"}}
    today = period.granularity == "day" and bool(cases & {"following", "after"})
    return _forward(item) or today or bool(cases & {"ahead", "before"})


def _on_the_day(item: Timed) -> bool:
    """Whether a present tense tells what is fixed for this very day: "the senate votes today"."""
    verb = item.predicate
    if verb is None or not isinstance(item.phrase.expression, (Day, Weekday)):
        return False
    return _told_as_fixed(verb) and not verb.dep_.startswith("acl")  # not "the world we face today"


def _is_open_event(item: Timed) -> bool:
    """Whether words without days ("soon", "in the coming weeks") tell of a plan, not of a trend."""
    verb = item.predicate
    if verb is None or verb.pos_ != "VERB" or listed(verb, "trends"):
        return False
    return _is_cued(verb)


def _is_cued(verb: Token) -> bool:
    """Whether a predicate looks ahead in so many words, or hangs on a word that does: "expected to open"."""
    chain = [verb, *[above for above, _ in zip(verb.ancestors, range(2), strict=False)]]
    return is_certain(verb) or any(listed(t, "set_words") or listed(t, "looking_ahead") for t in chain)
