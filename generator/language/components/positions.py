"""Positions: who says, wants, intends, expects, fears, supports, opposes or denies what.

The order of work: cues with their content behind or before them, "according to", who holds each, quotations
that run on, what is relayed, what is repeated. See ``generator.language.positions`` for the rules.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from generator.language.positions.according import according
from generator.language.positions.after import after
from generator.language.positions.assemble import distinct, drafts, relay
from generator.language.positions.before import before
from generator.language.positions.cues import Cue
from generator.language.positions.extent import words
from generator.language.positions.holders import actors_of, is_document
from generator.language.positions.passive import passive
from generator.language.positions.quoted import introduced, run_on
from generator.language.positions.reading import Found, Reading
from generator.language.positions.speakers import nearby, same_speaker, speaker
from generator.language.positions.trained import trained
from generator.language.positions.via import outlets


@Language.component(
    "briefing_positions",
    requires=["token.dep", "token.tag", "doc._.actors", "doc._.actor_at"],
    assigns=["doc._.positions"],
)
def briefing_positions(doc: Doc) -> Doc:
    """Set ``doc._.positions``; nameless holders are added to ``doc._.actors``."""
    if doc._.actors is None:
        doc._.actors = []
    if doc._.actor_at is None:
        doc._.actor_at = {}
    reading = Reading(doc)
    found = [hit for hit in stated(reading) if hit.actors]
    found += trained(reading, found)
    found = run_on(reading, introduced(reading, found))
    doc._.positions = drafts(reading, distinct(relay(found, reading)))
    return doc


def stated(reading: Reading) -> list[Found]:
    """The positions with a cue of their own, holders looked up."""
    found: list[Found] = []
    for sent in reading.sentences:
        hits = according(reading, sent)
        for cue in reading.cues[sent.start]:
            hits += _by_cue(reading, cue, sent.end)
        for hit in hits:
            hit.actors = same_speaker(reading, hit, found) or _holders(reading, hit)
            hit.via = outlets(reading.doc, hit)
        found += [hit for hit in hits if _credible(hit)]
    return found


def _credible(hit: Found) -> bool:
    """What a poll or study finds is a claim; what a person finds is a thing."""
    if hit.rule != "object" or hit.cue is None or hit.cue.entry.words not in words("document_objects"):
        return True
    return hit.holder is not None and is_document(hit.holder)


def _holders(reading: Reading, hit: Found) -> list[int]:
    """The actors behind the holder's phrase; where the parse names nobody, the nearest name in the clause."""
    actors = actors_of(reading.doc, hit.holder) if hit.holder is not None else []
    if actors or hit.cue is None or hit.cue.entry.part == "noun" or hit.rule == "passive":
        return actors
    if hit.holder is not None and hit.holder.pos_ not in {"PROPN", "PRON"}:
        return []
    near = nearby(reading, hit.cue)
    return actors_of(reading.doc, near) if near is not None else []


def _by_cue(reading: Reading, cue: Cue, limit: int) -> list[Found]:
    done = passive(reading, cue)
    if done is not None:
        return [done]
    hits = after(reading, cue, limit)
    inverted = bool(hits) and hits[0].rule == "object" and reading.doc[cue.start - 1].text == ","
    if not hits or inverted or reading.doc[hits[0].start - 1].text in '"“':
        earlier = before(reading, cue, leading=not hits or inverted)
        if inverted and earlier is not None:
            hits = []
        if earlier is not None and (not hits or reading.quote(earlier.end - 1) is not None):
            if hits:
                earlier.pieces += [p for p in hits[0].pieces if p[0] >= earlier.end]
            hits = [earlier, *hits[1:]]
    holder = speaker(reading, cue) if hits else None
    for hit in hits:
        hit.holder = holder
    return hits
