"""The time phrases of a sentence with what they belong to: a predicate, and maybe a noun below it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from generator.dates import TimePhrase, find
from generator.dates.expressions import Anchored, Unknown
from generator.language.forms import lowers, written
from generator.language.grammar import sentence_start
from generator.language.scheduling.outlook import (
    is_predicate,
    listed,
    outlook,
    predicate_of,
    verb_group,
)

_MOST = 25  # times in one sentence
_TURNING = {"following", "after", "upon", "before"}
_RELATIVE = {"acl:relcl", "advcl:relcl", "acl"}
_LIGHT = {"ADP", "PUNCT", "DET", "SPACE", "SCONJ", "CCONJ", "PART"}


@dataclass(frozen=True, slots=True)
class Timed:
    """A time phrase in its sentence."""

    phrase: TimePhrase  # its offsets count within the sentence
    span: Span
    noun: Token | None  # the noun that it modifies, if any
    predicate: Token | None  # the verb or copula predicate that governs it
    preposition: str  # the word that leads it, inside the phrase or before it; "" for none


def timed(sentence: Span) -> list[Timed]:
    """The time phrases of a sentence, in text order, with their governors.

    A sentence with very many is a table that lost its lines, and tells of no events.
    """
    found = find(written(sentence))
    if len(found) > _MOST:
        return []
    out = []
    for phrase in found:
        start, end = sentence.start_char + phrase.start, sentence.start_char + phrase.end
        span = sentence.doc.char_span(start, end, alignment_mode="expand")
        if span is None or span.start < sentence.start or span.end > sentence.end:
            continue
        head = _head(span)
        noun, predicate = _governors(head, span, isinstance(phrase.expression, Anchored))
        out.append(Timed(phrase, span, noun, predicate, _preposition(span)))
    taken = {token.i for item in out for token in item.span}
    low = lowers(sentence.doc)[sentence.start : sentence.end]
    turning = (token for token, word in zip(sentence, low, strict=True) if word in _TURNING)
    told = [_turning_point(token, sentence) for token in turning]
    return sorted(
        out + [item for item in told if item and not _meets(item, taken)], key=lambda i: i.span.start
    )


def _turning_point(case: Token, sentence: Span) -> Timed | None:
    """A time told through another event, beside a certain verb: "will close following the vote"."""
    noun = case.head
    if case.dep_ != "case" or noun.i < case.i or not noun.dep_.startswith(("obl", "nmod")):
        return None
    verb = noun.head
    if case.lower_ == "before" and listed(verb, "facing"):
        return None  # "will appear before the convention" tells where
    if not (listed(noun, "happening") or listed(noun, "turning_points")) or not is_predicate(verb):
        return None
    group = {token.lower_ for token in verb_group(verb)}
    if not group & {"will", "shall", "'ll", "’ll"} and not ("to" in group and group & {"is", "are"}):
        return None
    span = sentence.doc[case.i : noun.i + 1]
    start, end = span.start_char - sentence.start_char, span.end_char - sentence.start_char
    return Timed(TimePhrase(start, end, span.text, Unknown()), span, None, verb, str(case.lower_))


def _meets(item: Timed, taken: set[int]) -> bool:
    """Whether a time stands in the phrase, or right behind it, or its clause has another already."""
    near = range(item.span.start, item.span.end + 2)
    inside = item.predicate is not None and any(
        t.i in taken
        for child in item.predicate.children
        if child.i < item.span.start
        for t in (child, *child.children)
    )
    return inside or any(i in taken for i in near)


def _head(span: Span) -> Token:
    """The phrase's word that hangs outside it; the first weighty one, where the parse gives several."""
    outside = [t for t in span if t.head.i < span.start or t.head.i >= span.end or t.head == t]
    weighty = [t for t in outside if t.pos_ not in _LIGHT]
    return (weighty or outside or [span[-1]])[0]


def _preposition(span: Span) -> str:
    first = span[0]
    if first.pos_ in {"ADP", "SCONJ"} or first.lower_ in {"by", "until", "through", "within", "before"}:
        return str(first.lower_)
    if span.start > sentence_start(span[0]):
        before = span.doc[span.start - 1]
        if before.lower_ == "of" and before.i > sentence_start(span[0]) and before.nbor(-1).lower_ == "ahead":
            return "ahead"
        if before.pos_ in {"ADP", "SCONJ"}:
            return str(before.lower_)
    return ""


def _governors(head: Token, span: Span, anchored: bool) -> tuple[Token | None, Token | None]:
    told = next((c for c in head.children if c.dep_ in _RELATIVE and c.i >= span.end), None)
    if anchored and told is not None and is_predicate(told):
        return None, told  # "the day the queen is to speak"
    above = head.head
    if above == head:
        return (None, head if is_predicate(head) else None)
    while span.start <= above.i < span.end and above.head != above:
        above = above.head
    noun = None if is_predicate(above) or above.pos_ not in {"NOUN", "PROPN"} else above
    predicate = predicate_of(above)
    if predicate is not None and noun is None:
        predicate = _lower(predicate, span)
    return noun, predicate


def _lower(predicate: Token, span: Span) -> Token:
    """A verb of the clauses below that is nearer to the time and looks ahead, where ``predicate`` looks back.

    "said the bill would pass on Monday": parsers hang the day on either verb.
    """
    if outlook(predicate) == "future":
        return predicate
    doc = span.doc
    if span.start > predicate.i:
        between = [t for t in doc[predicate.i + 1 : span.start] if is_predicate(t)]
        inside = [t for t in between if predicate.is_ancestor(t)]
        ahead = [t for t in inside if outlook(t) == "future"]
        if ahead:
            return ahead[-1]
    marked = any(t.lower_ == "that" for t in doc[predicate.i + 1 : span.start])
    opens = predicate.i < span.start <= predicate.i + 2 and doc[span.end : span.end + 1].text == ","
    if marked or opens:  # "is confident that by May the army will …", "estimated by 2050, needs would …"
        after = doc[span.end : predicate.sent.end]
        below = (t for t in after if is_predicate(t) and predicate.is_ancestor(t))
        return next((t for t in below if outlook(t) == "future"), predicate)
    return predicate
