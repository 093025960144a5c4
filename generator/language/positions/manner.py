"""Verbs that no list has but whose place shows that they tell who spoke: '"Go back," Ode barked'.

English lets any verb of sound, gesture or manner stand beside a quotation that a comma ends (Levin 1993,
sections 37.3 and 40.2); the comma and the speaker's place tell it.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Span, Token

from generator.language.grammar import own_subject
from generator.language.positions.cues import Cue, Entry, words
from generator.language.quotes import Quotation

QUOTATION = "quotation"  # the frame of such a verb: nothing but the quotation before it is its content
_PAST_OR_PRESENT = frozenset({"VBD", "VBZ"})
_BESIDE = 2  # adverbs between a speaker and the verb
_LONG_ENOUGH = 3  # tokens of a quotation that somebody says; less is a name or a word


def by_manner(doc: Doc, sent: Span, closing: Callable[[int], Quotation | None]) -> list[Cue]:
    """The verbs of a sentence that stand with their speaker right behind a quotation and its comma.

    Args:
        closing: the quotation that the mark at a token closes.
    """
    if not any(closing(i) for i in range(sent.start, sent.end)):
        return []
    verbs = (token for token in sent if token.tag_ in _PAST_OR_PRESENT and token.pos_ == "VERB")
    return [
        Cue(token.i, token.i + 1, token, Entry(token.lemma_.lower(), "verb", {QUOTATION: "content"}))
        for token in verbs
        if _tells_who_spoke(doc, token, closing)
    ]


def _tells_who_spoke(doc: Doc, verb: Token, closing: Callable[[int], Quotation | None]) -> bool:
    speaker = own_subject(verb)
    if verb.lower_ in words("quoting"):
        return False  # "…, Radio Ode quoted the mayor as saying"
    if speaker is None or speaker.pos_ not in {"PROPN", "NOUN", "PRON"}:
        return False
    first, last = speaker.left_edge.i, speaker.right_edge.i
    if not (last < verb.i <= last + 1 + _BESIDE or verb.i + 1 == first):
        return False
    mark = min(first, verb.i) - 1
    if mark > 0 and doc[mark].text == ",":
        return _is_said(doc, closing(mark - 1))
    return mark > 0 and doc[mark - 1].text[-1] == "," and _is_said(doc, closing(mark))


def _is_said(doc: Doc, quote: Quotation | None) -> bool:
    """Whether a quotation is long enough for speech and begins a sentence: no title, no name."""
    if quote is None or quote.last - quote.first < _LONG_ENOUGH:
        return False
    before = doc[quote.first - 2] if quote.first > 1 else None
    return before is None or before.is_space or before.text[-1] in '.?!”"’'
