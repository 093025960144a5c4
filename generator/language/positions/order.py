"""Holders by the order of words, for where a parse names nobody or somebody out of place."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import is_finite
from generator.language.positions.cues import Cue
from generator.language.positions.reading import Reading

_NEAR = 25  # tokens around a cue in which a name is looked for
_NAMING = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM", "ADP", "PART", "PRON"})
_INNER = frozenset({"DET", "PROPN", "ADJ", "NUM", "PART", "PRON"})  # what may stand before a phrase's noun
_LONGEST = 14  # tokens of a phrase that names a holder without a name


def behind(reading: Reading, cue: Cue) -> Token | None:
    """Who speaks where the cue stands right behind what was said: '…, says the federation'.

    Returns:
        The first person, else the first actor, else the noun of the phrase between the cue and the next
        mark or verb; None where something else follows the cue.
    """
    doc, sent = reading.doc, reading.sentence(cue.start)
    if sent is None or cue.end >= sent.end or doc[cue.end].pos_ not in _INNER | {"NOUN"}:
        return None
    named = _speaker_behind(reading, cue, sent.end)
    return named if named is not None else _noun(reading, cue.end, sent.end)


def before_cue(reading: Reading, cue: Cue) -> Token | None:
    """The noun of the phrase between the last mark and the cue: "…, two people close to the talks said"."""
    doc, sent = reading.doc, reading.sentence(cue.start)
    start = cue.start
    while sent is not None and start > max(sent.start, cue.start - _LONGEST):
        if doc[start - 1].pos_ not in _NAMING and doc[start - 1].pos_ != "ADV":
            break
        start -= 1
    if sent is None or (start > sent.start and not doc[start - 1].is_punct):
        return None
    return _noun(reading, start, cue.start)


def _noun(reading: Reading, start: int, limit: int) -> Token | None:
    """The last noun of the first noun phrase in doc[start:limit]."""
    head = None
    for token in reading.doc[start : min(limit, start + _LONGEST)]:
        if token.pos_ in {"NOUN", "PROPN"}:
            head = token
        elif head is not None or token.pos_ not in _INNER:
            break
    return head


def nearby(reading: Reading, cue: Cue) -> Token | None:
    """By order alone: the nearest actor before the cue in its clause, else right behind an inverted cue."""
    doc, at = reading.doc, reading.doc._.actor_at
    sent = reading.sentence(cue.start)
    if sent is None:
        return None
    if cue.start > 0 and reading.closing(cue.start - 1) is not None:
        behind = _speaker_behind(reading, cue, sent.end)
        if behind is not None:
            return behind
    inverted = cue.start > 0 and (
        reading.closing(cue.start - 1) is not None or doc[cue.start - 1].text == ","
    )
    k = cue.start - 1
    while k > sent.start and doc[k].pos_ == "ADV":
        k -= 1
    if doc[k].lower_ in {"and", "but"}:
        return None  # the subject is an earlier verb's: only the tree can tell which
    if inverted and cue.end < sent.end and doc[cue.end].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
        for i in range(cue.end, min(sent.end, cue.end + _NEAR)):
            if i in at:
                return doc[i]
            if is_finite(doc[i]):
                break
    for i in range(cue.start - 1, max(sent.start, cue.start - _NEAR) - 1, -1):
        if i in at:
            return doc[i]
        if (is_finite(doc[i]) and doc[i].pos_ == "VERB") or doc[i].text in {";", "."}:
            break
    return None


def _speaker_behind(reading: Reading, cue: Cue, limit: int) -> Token | None:
    """The first person, else the first actor, named between '"…," said' and the next comma."""
    doc, at = reading.doc, reading.doc._.actor_at
    found = []
    for i in range(cue.end, min(limit, cue.end + _NEAR)):
        if doc[i].is_punct and doc[i].text != "-":
            break
        if i in at and doc[i].dep_ != "nmod:poss":  # "added Ode's lawyer"
            found.append(doc[i])
    persons = [name for name in found if doc._.actors[at[name.i]].kind == "person"]
    return next(iter([*persons, *found]), None)
