""" "Radio Ode quoted Olsen as saying …": who is quoted holds it, who quotes passes it on."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import agent, subject
from generator.language.positions.after import after, unquoted
from generator.language.positions.cues import Cue, words
from generator.language.positions.holders import actors_of
from generator.language.positions.reading import Found, Reading

_REACH = 16  # tokens that the name of who is quoted may take


def quoted_as_saying(reading: Reading, cue: Cue, limit: int) -> list[Found]:
    """What "as saying" behind "quoted" introduces, or the quotation before it; nothing for other words.

    Args:
        cue: "saying" or its like, a participle.
        limit: the end of its sentence.
    """
    doc = reading.doc
    if cue.head.tag_ != "VBG" or cue.start == 0 or doc[cue.start - 1].lower_ != "as":
        return []
    verb = next(
        (t for t in reversed(doc[max(0, cue.start - _REACH) : cue.start]) if t.lower_ in words("quoting")),
        None,
    )
    if verb is None or reading.sentence(verb.i) != reading.sentence(cue.start):
        return []
    told, teller = _parts(reading, cue, verb)
    hits = after(reading, cue, limit) or _before(reading, cue, verb)
    for hit in hits:
        hit.holder = told
        hit.via = actors_of(doc, teller) if teller is not None else []
    return hits


def _parts(reading: Reading, cue: Cue, verb: Token) -> tuple[Token | None, Token | None]:
    """Who is quoted and who quotes."""
    doc = reading.doc
    done = next((child for child in verb.children if child.dep_ == "nsubj:pass"), None)
    if done is not None:
        return done, agent(verb) or agent(cue.head)
    between = doc[verb.i + 1 : cue.start - 1]
    named = next((t for t in between if t.i in doc._.actor_at), None)
    return named or next((t for t in between if t.head == verb), None), subject(verb)


def _before(reading: Reading, cue: Cue, verb: Token) -> list[Found]:
    """The quotation that ends before who quotes."""
    sent = reading.sentence(verb.i)
    ended = [q for q in reading.quotes if q.closed and q.last < verb.i]
    if sent is None or not ended or ended[-1].last < sent.start:
        return []
    quote = ended[-1]
    first = reading.sentence(quote.first) or sent
    piece = unquoted(reading, quote.first - 1, quote.last + 1)
    return [Found(cue, None, [piece], "content", first, "before")]
