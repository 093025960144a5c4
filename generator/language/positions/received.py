"""Support or criticism that somebody gets: in "Ode has the backing of the board" the board backs, not Ode."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import is_passive, own_subject, trim
from generator.language.positions.cues import Cue, words
from generator.language.positions.reading import Found, Reading

_STANCES = frozenset({"support", "opposition"})
_ABOUT = frozenset({"to", "for", "over"})
_GIVEN = frozenset({"of", "from", "by", "among"})


def received(reading: Reading, cue: Cue) -> Found | None:
    """The position of who gives what the cue noun names to the subject of "has", "won" or "drew".

    Returns:
        The statement is the subject, the holder the one behind "of" or "from"; None for any other use of
        the noun.
    """
    kind = next((kind for kind in cue.frames.values() if kind in _STANCES), None)
    verb, sent = cue.head.head, reading.sentence(cue.start)
    if cue.entry.part != "noun" or kind is None or sent is None or cue.head.dep_ != "obj":
        return None
    if verb.lemma_.lower() not in words("receiving") or is_passive(verb):
        return None
    if _behind(cue.head, verb, _ABOUT) is not None:
        return None  # "faced opposition from neighbours to the plan": what it is about is named
    getter, giver = own_subject(verb), _behind(cue.head, verb, _GIVEN)
    if getter is None or giver is None or getter.i >= cue.start or getter.pos_ == "PRON":
        return None
    piece = trim(reading.doc, getter.left_edge.i, getter.i + 1)
    end = max([getter.i, *(c.i for c in getter.children if c.dep_ == "flat")]) + 1
    return Found(cue, giver, [(piece[0], end)], kind, sent, "received")


def _behind(noun: Token, verb: Token, prepositions: frozenset[str]) -> Token | None:
    """What stands behind one of the prepositions, as a part of the noun's phrase or of the verb's."""
    for token in (*noun.children, *verb.children):
        cases = {child.lower_ for child in token.children if child.dep_ == "case"}
        if token.i > noun.i and token.dep_ in {"nmod", "obl"} and cases & prepositions:
            return token
    return None
