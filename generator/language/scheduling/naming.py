"""What an event is called: a short phrase from the parse, names instead of pronouns.

An event noun names itself ("talks with the union"); a verb is told as a headline would ("Parliament to
reconvene", "bill to be sent to the Senate", "start of the trial").
"""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import sentence_start
from generator.language.scheduling.cautions import is_label
from generator.language.scheduling.forecasts import forecast_of, subject_of
from generator.language.scheduling.outlook import listed, verb_group
from generator.language.scheduling.phrasing import phrase, tidy
from generator.language.scheduling.telling import clause
from generator.language.scheduling.times import Timed

_SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer"}
_CLIMB = 4


def name_of(item: Timed, others: list[Timed]) -> str | None:
    """A name for what happens at a time, or None where the words give none.

    Args:
        item: the time.
        others: all times of the sentence; their words are left out of the name.
    """
    inside = item.noun.i if item.noun is not None else -1
    told = item.predicate.head.i if item.predicate is not None and item.predicate.dep_ == "acl:relcl" else -1
    governed = {inside, told} - {-1}  # "after the trip, which starts in June": the trip starts
    within = [o for o in others if any(o.span.start <= i < o.span.end for i in governed)]
    times = [o for o in others if o is item or not (is_label(o) or o in within)]
    leave = {token.i for other in times for token in other.span}
    leave |= {i - 1 for i in leave if i and _leads(item.span.doc[i - 1], item.span.doc[i])}
    foretold = forecast_of(item)
    if foretold is not None:
        about = subject_of(foretold, item)
        return tidy(f"{foretold.lower_} for {phrase(about, leave)}") if about is not None else None
    telling = item.noun is not None and (listed(item.noun, "happening") or item.predicate is None)
    if item.noun is not None and telling and item.noun.i not in leave:
        return tidy(phrase(item.noun, leave))
    marked = _marked_noun(item)
    if marked is not None:
        return tidy(phrase(marked, leave | {item.span.start - 1, item.span.start - 2}))
    return tidy(clause(item.predicate, leave)) if item.predicate is not None else None


def _leads(before: Token, first: Token) -> bool:
    """Whether a word is the preposition of the time behind it, not a verb's particle ("set up by May")."""
    if "]" in before.text:
        return True  # half of "[w]ithin"
    return before.pos_ == "ADP" and before.dep_ != "compound:prt" and first.pos_ != "ADP"


def _marked_noun(item: Timed) -> Token | None:
    """The noun that "effective", "due" or "scheduled for" before the time belongs to."""
    mark = _mark(item)
    if mark is None:
        return None
    current = mark.nbor(-1)
    while current.is_punct and current.i > sentence_start(mark):
        current = current.nbor(-1)
    for _ in range(2 * _CLIMB):
        if listed(current, "happening"):
            break
        above = current.head
        if above == current or above.i > mark.i:
            break
        if above.pos_ not in {"NOUN", "PROPN"} and not _binds(above):
            break
        current = above
    return current if current.pos_ in {"NOUN", "PROPN"} else None


def _mark(item: Timed) -> Token | None:
    """The participle or adjective before the time or its preposition that no auxiliary goes with."""
    sentence, place = sentence_start(item.span[0]), item.span.start - 1
    if place > sentence and item.span.doc[place].pos_ == "ADP":
        place -= 1
    if place <= sentence:
        return None
    token = item.span.doc[place]
    if verb_group(token) or any(child.dep_ in _SUBJECTS for child in token.children):
        return None
    if token.tag_ in {"JJ", "VBN"} and listed(token, "set_words"):
        return token
    return (
        token if token.tag_ == "VBD" and token == item.predicate and listed(token, "looking_ahead") else None
    )


def _binds(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.dep_ == "acl"
