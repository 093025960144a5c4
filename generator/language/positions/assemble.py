"""From what the rules found to positions: nesting becomes ``via``, repeats go, one record for each holder."""

from __future__ import annotations

from generator.language.drafts import PositionDraft
from generator.language.grammar import is_finite
from generator.language.positions.documents import is_document
from generator.language.positions.kinds import form_of, kind_of
from generator.language.positions.reading import Found, Reading

_SPEECH_RULES = frozenset({"clause", "before", "according", "that"})
_DEEDS = frozenset({"object", "passive", "ing"})  # what somebody did is a position beside its report
_SAME = 0.6  # share of common tokens from which two statements of one holder are one


def relay(found: list[Found], reading: Reading) -> list[Found]:
    """Where a whole statement is somebody's own position, keep that; who told it goes into ``via``.

    A person who tells what another holds asserts it, and keeps a position of his or her own.
    """
    out: list[Found] = []
    dropped: list[Found] = []
    by_cue: dict[int, list[Found]] = {}
    for position in found:
        if position.cue is not None:
            by_cue.setdefault(position.cue.start, []).append(position)
    for outer in found:
        near = [f for i in range(*outer.pieces[0]) for f in by_cue.get(i, ()) if f is not outer]
        dropped += [f for f in near if f.negative and f.cue is not None and f.cue.entry.part == "noun"]
        told = [f for f in near if outer.start <= f.start < outer.end and _is_told(reading, outer, f)]
        dropped += told + [f for f in near if any(_joined_to(g, f) for g in told) or _set_by(outer, f)]
        inner = [f for f in near if _is_whole(reading, outer, f) and not _set_by(outer, f)]
        own = [f for f in inner if set(f.actors) & set(outer.actors)]
        if not inner or any(f.negative or _is_to(f) or f.kind == "opposition" for f in own):
            out.append(outer)
            dropped += own
            _note_teller(outer, near)
            continue
        deeds = all(f.rule in _DEEDS for f in inner)
        if not own and outer.rule != "according" and (deeds or _by_person(reading, outer)):
            out.append(outer)
            dropped += [f for f in inner if f.holder is not None and is_document(f.holder)]
        for position in inner:
            tellers = [*outer.actors, *outer.via]
            position.via += [a for a in tellers if a not in position.actors and a not in position.via]
        _note_teller(outer, near)
    gone = {id(f) for f in dropped}
    return [f for f in out if id(f) not in gone]


def _by_person(reading: Reading, outer: Found) -> bool:
    """Whether a person says what another holds, and so holds that this is so; an outlet passes it on."""
    kinds = {reading.doc._.actors[actor].kind for actor in outer.actors}
    return kinds == {"person"}


def _note_teller(outer: Found, near: list[Found]) -> None:
    """A position told within what somebody says is passed on by who says it, unless it is their own."""
    for position in near:
        if outer.rule not in _SPEECH_RULES or not outer.start <= position.start < position.end <= outer.end:
            continue
        if not set(position.actors) & set(outer.actors):
            position.via += [a for a in outer.actors if a not in position.via]


def _is_to(found: Found) -> bool:
    """Whether the cue is "is to", which is no more than a future tense."""
    return found.cue is not None and found.cue.entry.words == "be"


def _set_by(outer: Found, inner: Found) -> bool:
    """Whether "is to" only says what another announces: "the minister said Norda was to join"."""
    inside = outer.start <= inner.start < outer.end and outer.rule in _SPEECH_RULES
    return inside and _is_to(inner) and not set(inner.actors) & set(outer.actors)


def _is_whole(reading: Reading, outer: Found, inner: Found) -> bool:
    """Whether the inner cue is the main verb of the outer statement, and its statement the rest of it."""
    if outer.rule not in _SPEECH_RULES or inner.cue is None or not inner.actors or not outer.actors:
        return False
    a, b = outer.pieces[0]
    if not (a <= inner.cue.start < b and inner.start >= a and inner.end <= outer.end):
        return False
    if len(outer.pieces) > 1 or inner.cue.entry.part == "noun":
        return False
    lead = reading.doc[a : inner.cue.start]
    direct = outer.cue is not None and inner.cue.head.head == outer.cue.head
    if any(is_finite(t) and t.pos_ == "VERB" for t in lead) and not direct:
        return False
    if any(t.pos_ == "SCONJ" for t in lead) or (len(lead) and lead[-1].pos_ == "CCONJ"):
        return False  # "proposed that ships be left, and pushed to send boats" is two
    return inner.end >= b - 3 and not _is_told(reading, outer, inner)


def _is_told(reading: Reading, outer: Found, inner: Found) -> bool:
    """Whether the inner position is one deed among what the outer speaker tells.

    "Norda does not trust Ode, but is trying to …", "over two months, Norda had warned Ode of …".
    """
    cue = inner.cue
    if cue is None or outer.rule not in _SPEECH_RULES or cue.entry.part != "verb":
        return False
    auxiliaries = [t for t in cue.head.children if t.dep_.startswith("aux")]
    if any(t.lower_ == "had" for t in auxiliaries) and "clause" in cue.frames:
        return True
    held = inner.holder
    return any(
        is_finite(t) and t.pos_ == "AUX" and t.head != cue.head and (held is None or not held.is_ancestor(t))
        for t in reading.doc[outer.start : cue.start]
        if cue.head.dep_ == "conj" and cue.head.head.is_ancestor(t)
    )


def _joined_to(told: Found, other: Found) -> bool:
    """Whether the cue of a deed that is told is joined to the other: "is not seeking … but trying"."""
    return told.cue is not None and other.cue is not None and told.cue.head.head == other.cue.head


def distinct(found: list[Found]) -> list[Found]:
    """Without statements that repeat, or lie inside, another of the same holder."""
    out: list[Found] = []
    holding: dict[int, list[Found]] = {}  # token -> the positions kept that hold it
    for current in sorted(found, key=lambda f: (_rank(f), f.start)):
        tokens = [i for a, b in current.pieces for i in range(a, b)]
        near = {id(other): other for i in tokens for other in holding.get(i, ())}
        own = [other for other in near.values() if set(current.actors) & set(other.actors)]
        if any(_overlap(current, other) >= _SAME for other in own):
            continue
        out.append(current)
        for i in tokens:
            holding.setdefault(i, []).append(current)
    return sorted(out, key=lambda f: (f.start, f.end))


def _rank(found: Found) -> int:
    order = ["before", "clause", "bare", "according", "that", "object_to", "to", "object_is"]
    return order.index(found.rule) if found.rule in order else len(order)


def _overlap(one: Found, two: Found) -> float:
    first = {i for a, b in one.pieces for i in range(a, b)}
    second = {i for a, b in two.pieces for i in range(a, b)}
    return len(first & second) / max(1, min(len(first), len(second)))


def drafts(reading: Reading, found: list[Found]) -> list[PositionDraft]:
    """One draft for each holder of each position."""
    doc = reading.doc
    out = []
    for position in found:
        spans = [doc[a:b] for a, b in position.pieces if a < b]
        if not spans:
            continue
        cue = doc[position.cue.start : position.cue.end] if position.cue else None
        kind, form = kind_of(reading, position), form_of(reading, position)
        for actor in position.actors:
            via = [other for other in position.via if other != actor]
            out.append(
                PositionDraft(
                    holder=actor,
                    pieces=spans,
                    sentence=position.sentence,
                    type=kind,
                    form=form,
                    via=via,
                    cue=cue,
                    rule=position.rule,
                )
            )
    return out
