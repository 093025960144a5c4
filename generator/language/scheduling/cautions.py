"""What keeps a time from being an event's: denial, a condition, a question, a plan given up, a mere label."""

from __future__ import annotations

from generator.dates.counted import Stretch
from generator.dates.expressions import Day, Weekday, Yearly
from generator.dates.ranges import Until
from generator.language.grammar import sentence_start
from generator.language.scheduling.outlook import listed, negated, verb_group, waited_for, words
from generator.language.scheduling.times import Timed

_CLIMB = 3  # clauses up from an infinitive: "whether they have the will to sign in May"
_BACK = 20  # tokens back to the "if" of a clause


def forbid(item: Timed) -> bool:
    """Whether nothing is said to happen at this time, whatever the tense."""
    asked = item.span.sent.text.rstrip(" \n\"'”’").endswith("?")
    if asked or item.span[0].lower_ == "earlier" or _is_given_up(item) or _is_compared(item):
        return True
    if is_ultimatum(item):
        return False
    if item.predicate is None and (item.noun is None or not listed(item.noun, "happening")):
        return True  # a dateline, a caption
    if _is_superseded(item) or _is_conditional(item) or is_label(item):
        return True
    top = item.predicate or item.noun
    waits = top is not None and listed(top, "waiting")
    return _is_denied(item) and (waits or not _not_until(item))


def is_ultimatum(item: Timed) -> bool:
    """Whether a threat tells by when something must be done: "if they do not leave within 48 hours"."""
    verb = item.predicate
    if verb is None or not isinstance(item.phrase.expression, (Until, Stretch)):
        return False
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    return "unless" in marks or ("if" in marks and negated(verb))


def _is_given_up(item: Timed) -> bool:
    """Whether another time has taken the place of this: "in May instead of March"."""
    doc, start = item.span.doc, item.span.start
    before = [t.lower_ for t in doc[max(start - 3, sentence_start(item.span[0])) : start]]
    return "instead" in before or before[-2:] == ["rather", "than"]


def _is_compared(item: Timed) -> bool:
    """Whether it is when an earlier figure was given: "more than forecast in July"."""
    doc, start = item.span.doc, item.span.start
    before = doc[max(start - 4, sentence_start(item.span[0])) : start]
    than = next((t.i for t in before if t.lower_ == "than"), None)
    return than is not None and any(
        t.i > than and (t.tag_ in {"VBN", "VBD"} or t.lower_ == "forecast") for t in before
    )


def sets_back(item: Timed) -> bool:
    """Whether "until" names a new day: "will not reopen until 3 May", "delayed until October"."""
    return _is_denied(item) or _moved_to(item)


def _is_conditional(item: Timed) -> bool:
    """Whether it stands in an if-clause."""
    doc, start = item.span.doc, item.span.start
    for i in range(start - 1, max(start - _BACK, sentence_start(item.span[0]) - 1), -1):
        if doc[i].text in {",", ";", ":"} or doc[i].pos_ == "AUX":
            break
        if doc[i].lower_ in {"if", "unless"}:
            return True
    verb = item.predicate
    if _is_asked(item):
        return True
    above = verb
    for _ in range(_CLIMB):
        if above is None:
            return False
        marks = {c.lower_ for c in above.children if c.dep_ == "mark" and c.i < item.span.start}
        if marks & {"if", "unless", "whether"}:
            return True
        inner = above.dep_ in {"xcomp", "acl", "obj"} and above.head != above
        above = above.head if inner else None
    return False


def _is_asked(item: Timed) -> bool:
    """Whether it stands behind "whether", in the same breath."""
    before = item.span.doc[max(item.span.start - _BACK, sentence_start(item.span[0])) : item.span.start]
    words = [token.lower_ for token in before]
    return "whether" in words and not {",", ";", ":"} & set(words[words.index("whether") :])


def is_label(item: Timed) -> bool:
    """Whether the time only labels a thing: "Christmas trees", "Sunday trade", "a brighter tomorrow"."""
    inside = range(item.span.start, item.span.end)
    if isinstance(item.phrase.expression, Day):
        behind = item.span.doc[item.span.end : item.span.end + 1]
        owns = any(t.tag_ == "POS" for t in (*behind, item.span[-1]))
        if owns and (item.noun is None or not listed(item.noun, "happening")):
            return True  # "today's refugees"
        return any(c.dep_ in {"det", "amod"} and c.i not in inside for t in item.span for c in t.children)
    outside = (t for t in item.span if t.head.i not in inside and t.dep_ not in {"det", "case"})
    head = next(outside, item.span[-1])
    owned = any(child.lower_ in {"'s", "’s"} for t in item.span for child in t.children)
    thing = item.noun is not None and not listed(item.noun, "happening")
    recurs = isinstance(item.phrase.expression, (Weekday, Yearly))
    return thing and recurs and not owned and head.dep_ == "compound"


def _is_denied(item: Timed) -> bool:
    """Whether the sentence says that it will not be: "no debate on Monday", "will not meet this week"."""
    before = item.span.doc[max(item.span.start - 2, sentence_start(item.span[0])) : item.span.start]
    if any(token.lower_ in {"not", "n't", "n’t"} and token.dep_ in {"advmod", "cc"} for token in before[-1:]):
        return True
    verb = item.predicate
    if verb is not None and item.noun is None and waited_for(verb):
        return False  # "not until she leaves in May": she leaves
    return any(negated(token) for token in (item.noun, verb) if token is not None)


def _not_until(item: Timed) -> bool:
    """Whether a denial puts it off to a day: "will not reopen until 3 May"."""
    return isinstance(item.phrase.expression, Until) and item.preposition in {"until", "till"}


def _moved_to(item: Timed) -> bool:
    """Whether the time is the new one of something put off: "delayed until October"."""
    verb = item.predicate
    return verb is not None and listed(verb, "postponing") and isinstance(item.phrase.expression, Until)


def _is_superseded(item: Timed) -> bool:
    """Whether the words say that the time no longer holds: "originally due in May"."""
    start = item.span.start
    before = item.span.doc[max(start - 4, sentence_start(item.span[0])) : start]
    if any(token.lower_ in words("superseded") and token.pos_ == "ADV" for token in before):
        return True
    head = item.predicate.head if item.predicate is not None else None
    given_up = head is not None and head != item.predicate and listed(head, "looking_ahead")
    return given_up and head is not None and any(t.lower_ == "had" for t in verb_group(head))
