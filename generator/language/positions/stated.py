"""The positions that have a cue of their own, each with its holders."""

from __future__ import annotations

import re

from spacy.tokens import Token

from generator.language.actorlib.gazetteer import titles
from generator.language.forms import between
from generator.language.grammar import agent, trim
from generator.language.positions.according import according
from generator.language.positions.after import after
from generator.language.positions.before import before
from generator.language.positions.carried import carried, last_body
from generator.language.positions.cues import Cue, words
from generator.language.positions.documents import is_document
from generator.language.positions.extent import is_likewise
from generator.language.positions.goingon import same_speaker, told_of_oneself
from generator.language.positions.holders import actors_of, as_document
from generator.language.positions.inview import in_view
from generator.language.positions.kinds import kind_of
from generator.language.positions.order import before_cue, behind, nearby
from generator.language.positions.passive import passive
from generator.language.positions.reading import SPEECH, Found, Reading
from generator.language.positions.received import received
from generator.language.positions.relayed import quoted_as_saying
from generator.language.positions.speakers import speaker
from generator.language.positions.via import relays

_SILENT = 12  # tokens of a statement that may be no more than "it would not comment"
_SILENCE = re.compile(r"\bno comment\b|\b(?:not|n['’]t|cannot|unable to) comment\b", re.IGNORECASE)
_SAME_NAME = 3  # tokens between the parts of one name
_DEEDS = frozenset({"to", "object", "object_to", "ing", "passive"})
_THOUGHT = frozenset({"could", "may", "might", "must", "should"})
_OPEN = frozenset({"if", "whether", "what", "who", "whom", "how", "when", "why", "where", "which"})
_NOT_AHEAD = frozenset({"blame", "be", "say"})  # "is to blame", "that is to say"
_REPORTING = frozenset({"report", "say", "write"})
_CALLING = frozenset({"object_is", "+as"})  # "called the mayor a liar" holds more than a name


def stated(reading: Reading) -> tuple[list[Found], list[Found]]:
    """The positions that a cue or "according to" marks, in order: those that somebody holds, and the rest."""
    found: list[Found] = []
    unheld: list[Found] = []
    for sent in reading.sentences:
        hits = according(reading, sent) + in_view(reading, sent)
        for cue in reading.cues[sent.start]:
            hits += _by_cue(reading, cue, sent.end)
        for hit in hits:
            hit.actors = (
                told_of_oneself(reading, hit, found)
                or same_speaker(reading, hit, found)
                or _holders(reading, hit)
                or _own(hit, found)
                or carried(reading, hit, found)
                or last_body(reading, hit, found)
            )
            hit.via = hit.via or relays(reading, hit)
            if _is_position(reading, hit):
                (found if hit.actors else unheld).append(hit)
    return found, unheld


def by_documents(reading: Reading, unheld: list[Found]) -> list[Found]:
    """What documents say whose makers nobody knows: "a leaked letter says"; each is its own holder."""
    for hit in unheld:
        hit.actors = as_document(reading.doc, hit.holder) if hit.rule in SPEECH | _CALLING else []
    return [hit for hit in unheld if hit.actors]


def _own(hit: Found, found: list[Found]) -> list[int]:
    """The speaker, where an unknown "they" begins what they say: "officials said they hoped …"."""
    if hit.holder is None or hit.holder.lower_ not in {"he", "she", "it", "they"}:
        return []
    return next((list(f.actors) for f in reversed(found[-3:]) if f.start == hit.holder.i), [])


def _is_position(reading: Reading, hit: Found) -> bool:
    """Whether the hit says what its holder thinks: no silence, no bare name, no holder who is the content."""
    if hit.holder is not None and hit.start <= hit.holder.i < hit.pieces[0][1]:
        return False  # "the support of the board": whoever holds it is not what it is about
    if any("\n" in token.text for a, b in hit.pieces for token in reading.doc[a:b]):
        return False  # a statement ends with its paragraph
    if _generic(hit) or _mere_time(reading, hit) or _given_up(hit) or _not_done(hit):
        return False
    if _interviewed(reading, hit):
        return False
    if hit.rule in {"to", "object"} and reading.doc[hit.end - 1].tag_ == "IN":
        return False  # "what the firm was seeking to get rid of"
    first = reading.doc[hit.start]
    if hit.negative and first.tag_ in {"WP", "WRB", "WDT"} | {"IN"} and first.lower_ in _OPEN:
        return False  # "did not say whether …" says nothing
    if (
        hit.cue is not None
        and hit.cue.entry.words == "be"
        and reading.doc[hit.start + 1].lower_ in _NOT_AHEAD
    ):
        return False
    if hit.rule == "question" and hit.holder is not None and hit.holder.lower_ in words("askers"):
        return False
    return _credible(reading, hit) and not _procedure(reading, hit) and not _mere_name(reading, hit)


def _by_cue(reading: Reading, cue: Cue, limit: int) -> list[Found]:
    """What one cue marks: the subject of its passive, what follows it, or what stands before it."""
    relayed = quoted_as_saying(reading, cue, limit)
    if relayed:
        return relayed
    done = passive(reading, cue)
    if done is not None:
        return [done]
    got = received(reading, cue)
    if got is not None:
        return [got]
    hits = after(reading, cue, limit)
    earlier = _earlier(reading, cue, hits)
    if earlier is not None:
        if hits and reading.quote(hits[0].start) is not None:
            earlier.pieces += [piece for piece in hits[0].pieces if piece[0] >= earlier.end]
        hits = [earlier, *hits[1:]]
    holder = speaker(reading, cue) if hits else None
    nameless = holder is None and reading.closing(cue.start - 1) is not None  # "…," added his lawyer
    if earlier is not None and (nameless or trim(reading.doc, earlier.end, cue.start)[0] >= cue.start):
        holder = behind(reading, cue) or holder
    for hit in hits:
        hit.holder = holder
    return _held_by_none(hits, holder)


def _held_by_none(hits: list[Found], holder: Token | None) -> list[Found]:
    """ "Neither Ode nor Brill supports it" turns a stance; what "no official" says nobody says."""
    if holder is None or not any(child.lower_ in {"no", "neither"} for child in holder.children):
        return hits
    stances = [hit for hit in hits if hit.kind in {"support", "opposition"}]
    for hit in stances:
        hit.negative = not hit.negative
    return stances


def _earlier(reading: Reading, cue: Cue, hits: list[Found]) -> Found | None:
    """The statement before the cue, unless what follows the cue is clearly its content.

    A quotation that a comma ties to "X said" outdoes whatever phrase follows; a plain clause before the cue
    only counts where nothing follows that the cue could introduce, or a quotation that goes on with it.
    """
    inverted = bool(hits) and hits[0].rule == "object" and reading.doc[cue.start - 1].text == ","
    if hits and hits[0].rule == "clause" and _behind_that(reading, hits[0].start):
        return None
    earlier = before(reading, cue, leading=not hits or inverted)
    if earlier is None or not hits or inverted:
        return earlier
    goes_on = reading.quote(hits[0].start) is not None and reading.doc[hits[0].start].is_lower
    return earlier if goes_on or reading.quote(earlier.end - 1) is not None else None


def _behind_that(reading: Reading, start: int) -> bool:
    """Whether "that" stands before a statement, or before the mark that opens it."""
    opened = start > 1 and reading.opening(start - 1) is not None
    return reading.doc[start - 1 - opened].lower_ == "that"


def _mere_time(reading: Reading, hit: Found) -> bool:
    """Whether the statement is no more than a time: "laws expected next month"."""
    times = words("times") | words("settings") | {"next"}
    return all(token.lower_ in times for a, b in hit.pieces for token in reading.doc[a:b])


def _given_up(hit: Found) -> bool:
    """Whether a plan is no more: "gave up its plan to …", "dropped the demand for …"."""
    if hit.cue is None or hit.cue.entry.part != "noun" or hit.cue.head.dep_ not in {"obj", "nsubj:pass"}:
        return False
    verb = hit.cue.head.head
    particle = next((f" {c.lower_}" for c in verb.children if c.dep_ == "compound:prt"), "")
    return f"{verb.lemma_.lower()}{particle}" in words("abandoning")


def _generic(hit: Found) -> bool:
    """Whether the holders are only those who hold it: "voters who want change", "firms that fear it"."""
    if hit.holder is None or hit.holder.pos_ != "NOUN" or hit.cue is None or hit.cue.entry.part != "verb":
        return False
    if hit.holder.text[0].isupper():
        return False
    word = next(
        (c for c in hit.cue.head.children if c.lower_ in {"who", "that"} and c.i < hit.cue.start), None
    )
    return word is not None and word.i > hit.holder.i and word.nbor(-1).text not in {",", "–", "—"}


def _not_done(hit: Found) -> bool:
    """Whether a deed is only thought of: "the state could decline to appeal", "should a firm be willing"."""
    if hit.cue is None or hit.rule not in _DEEDS:
        return False
    verbs = [hit.cue.head, *(hit.cue.head.conjuncts if hit.cue.head.dep_ == "conj" else ())]
    return any(child.dep_ == "aux" and child.lower_ in _THOUGHT for verb in verbs for child in verb.children)


def _interviewed(reading: Reading, hit: Found) -> bool:
    """Whether somebody is merely asked: "asked to describe it, Ode said", "police questioned the driver"."""
    if hit.cue is None:
        return False
    if hit.cue.entry.words == "ask" and hit.cue.head.tag_ == "VBN" and hit.cue.head.dep_ == "advcl":
        return agent(hit.cue.head) is None
    if hit.rule != "object" or hit.cue.entry.words != "question":
        return False
    head = reading.doc[hit.start : hit.end].root
    actor = reading.doc._.actor_at.get(head.i)
    person = actor is not None and reading.doc._.actors[actor].kind == "person"
    return person or head.lemma_.lower() in titles()


def _procedure(reading: Reading, hit: Found) -> bool:
    """Whether somebody merely did not speak: "declined to comment", "said it had no comment"."""
    if hit.end - hit.start < _SILENT and _SILENCE.search(between(reading.doc, hit.start, hit.end)):
        return True
    if hit.rule != "to" or hit.cue is None or hit.cue.entry.words not in words("silence"):
        return False
    return any(token.lower_ in words("procedure") for token in reading.doc[hit.start : hit.start + 4])


def _credible(reading: Reading, hit: Found) -> bool:
    """What a poll or study finds is a claim; what a person finds is a thing. Whoever is cited is no claim."""
    if hit.rule == "object" and hit.cue is not None and hit.cue.entry.words == "cite":
        reason = hit.cue.head.tag_ != "VBG" or kind_of(reading, hit) == "concern"
        return reason and not actors_of(reading.doc, reading.doc[hit.start : hit.end].root)
    if hit.rule != "object" or hit.cue is None or hit.cue.entry.words not in words("document_objects"):
        return True
    return hit.holder is not None and is_document(hit.holder)


def _mere_name(reading: Reading, hit: Found) -> bool:
    """Whether the statement only names an actor: somebody can be supported or opposed, not claimed."""
    at, doc = reading.doc._.actor_at, reading.doc
    inside = (token for a, b in hit.pieces for token in doc[a:b])
    empty = {"DET", "PUNCT", "ADP"}
    named = all(token.i in at or token.pos_ in empty or _reports(hit, token) for token in inside)
    return named and hit.kind not in {"support", "opposition"} and hit.rule not in _CALLING


def _reports(hit: Found, token: Token) -> bool:
    """Whether the word is the last of "Radio Ode reports", of which a chain of outlets is made."""
    return token.i == hit.end - 1 and hit.end - hit.start > 1 and token.lemma_.lower() in _REPORTING


def _likewise(reading: Reading, hit: Found) -> list[int]:
    """Those of ", as do others" behind the statement."""
    doc, i = reading.doc, hit.end + 1
    limit = hit.sentence.end
    if i >= limit or doc[hit.end].text != "," or not is_likewise(doc, i, limit):
        return []
    others = next(
        (t for t in doc[i + 2 : limit] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"), None
    )
    return actors_of(doc, others) if others is not None else []


def _agreed_with(reading: Reading, hit: Found) -> list[int]:
    """Brill of "Ode agreed with Brill that the port was old", who holds it too."""
    if (
        hit.cue is None
        or hit.cue.entry.words not in words("agreeing")
        or hit.rule != "clause"
        or hit.negative
    ):
        return []
    other = next((t for t in reading.doc[hit.cue.end : hit.start] if t.i in reading.doc._.actor_at), None)
    return [reading.doc._.actor_at[other.i]] if other is not None else []


def _holders(reading: Reading, hit: Found) -> list[int]:
    """The actors behind the holder's phrase; where the parse names nobody, the nearest name in the clause."""
    actors = actors_of(reading.doc, hit.holder) if hit.holder is not None else []
    others = [*_likewise(reading, hit), *_agreed_with(reading, hit)]
    actors += [actor for actor in others if actors and actor not in actors]
    if actors or hit.cue is None or hit.cue.entry.part == "noun" or hit.cue.passive:
        return actors
    if hit.holder is not None and hit.holder.pos_ != "PROPN":
        return []
    near = nearby(reading, hit.cue)
    if near is not None and hit.holder is not None and abs(near.i - hit.holder.i) > _SAME_NAME:
        return []  # the holder is somebody else, whom nobody took for an actor
    near = near if near is not None else before_cue(reading, hit.cue)
    return actors_of(reading.doc, near) if near is not None else []
