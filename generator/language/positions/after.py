"""Content behind its cue: "said that …", "wants to …", "urged X to …", "fears that …", "opposes …"."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import is_finite, negated, noun_phrase_end, own_subject, trim
from generator.language.positions.clauses import in_gap
from generator.language.positions.cues import Cue, words
from generator.language.positions.extent import content_end
from generator.language.positions.frames import Hit, match
from generator.language.positions.reading import Found, Reading

_MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
STANCES = frozenset(
    {"support", "opposition", "denial", "concern"}
)  # against "the bill": a view; to want it: none
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_CLAUSES = frozenset({"clause", "that"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


def after(reading: Reading, cue: Cue, limit: int) -> list[Found]:
    """The positions whose statement follows the cue; ``limit`` is the end of the cue's sentence."""
    sent = reading.sentence(cue.start)
    called = _called(reading, cue, limit) if in_gap(cue) else None
    if called is not None and sent is not None:
        return [Found(cue, None, called, "content", sent, "object_is")]
    thing = _stood_for(reading, cue)
    if thing is not None and sent is not None:
        return [Found(cue, None, [thing], cue.frames["object"], sent, "object", negative=negated(cue.head))]
    hit = match(reading, cue, limit)
    if hit is None or sent is None:
        return []
    end = content_end(reading, hit.start, limit, cue, hit.frame, hit.marked)
    if end <= hit.start:
        return []
    found = []
    for a, b in _split(reading, hit.start, end) if hit.frame in _CLAUSES else [(hit.start, end)]:
        piece = unquoted(reading, a, b)
        if piece[0] < piece[1] and _is_mark(reading.doc[piece[0]], hit):
            piece = (piece[0] + 1, piece[1])
        piece = _presentable(reading, hit, *piece)
        piece = (_doubted(cue, hit) or piece[0], piece[1])
        if (
            piece[0] < piece[1]
            and not _is_particle(reading, *piece)
            and not _points_only(reading, cue, hit, piece)
        ):
            pieces = [*_gap(reading, cue, hit, piece[0]), piece, *_deed(reading, cue, hit, piece, limit)]
            found.append(Found(cue, None, pieces, hit.kind, sent, hit.frame, negative=negated(cue.head)))
    return found


def _is_mark(first: Token, hit: Hit) -> bool:
    """Whether a piece begins with the "that" of a clause: before an object it can only point."""
    marks = first.lower_ == "that" and first.dep_ == "mark"
    return marks and (hit.frame != "object" or first.tag_ == "IN")


def _presentable(reading: Reading, hit: Hit, start: int, end: int) -> tuple[int, int]:
    """A range without "and" or "but" at its ends, and without the empty "it" of "called it unlikely that"."""
    doc = reading.doc
    while (
        start + 1 < end
        and reading.quote(start) is None
        and (doc[start].tag_ == "CC" or doc[start].text == ",")
    ):
        start += 1
    while end > start + 1 and (doc[end - 1].pos_ == "CCONJ" or doc[end - 1].text == ","):
        end -= 1
    empty = hit.frame == "object_is" and doc[start].lower_ == "it" and start + 2 < end
    if empty and doc[start + 1].pos_ == "ADJ" and doc[start + 2].lower_ in {"that", "to", "for"}:
        start += 1
    return start, end


def _deed(reading: Reading, cue: Cue, hit: Hit, who: tuple[int, int], limit: int) -> list[tuple[int, int]]:
    """What somebody is asked to do, where the occasion stands before it: "urged Ode by letter to resign"."""
    doc = reading.doc
    infinitives = (i for i in range(who[0], limit - 1) if doc[i].lower_ == "to" and doc[i + 1].tag_ == "VB")
    to = next(infinitives, None)
    if hit.frame != "object_to" or to is None or to < who[1]:
        return []
    if doc[to - 1].lower_ == "order" or any(token.pos_ in {"VERB", "AUX"} for token in doc[who[1] : to]):
        return []
    return [unquoted(reading, to, content_end(reading, to, limit, cue, "to", False))]


def _gap(reading: Reading, cue: Cue, hit: Hit, start: int) -> list[tuple[int, int]]:
    """What a clause without its subject tells of: "a probe that the club said was over"."""
    subject = own_subject(cue.head)
    if hit.frame not in _CLAUSES or not is_finite(reading.doc[start]) or subject is None:
        return []
    i = subject.left_edge.i - 1
    while i > 0 and reading.doc[i].tag_ in _RELATIVE:
        i -= 1
    noun = reading.doc[i]
    if i < 0 or subject.i > cue.start or noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    own = (c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ in _MODIFIERS)
    return [trim(reading.doc, min([noun.i, *own]), noun.i + 1)]


def _called(reading: Reading, cue: Cue, limit: int) -> list[tuple[int, int]] | None:
    """A thing and what it is called, where the thing stands before: "a plan that critics call reckless"."""
    frame = next((name for name in ("+as", "object_is") if name in cue.frames), None)
    noun = next((up.head for up in [cue.head, *cue.head.ancestors] if up.dep_.startswith("acl")), None)
    if frame is None or noun is None or noun.i >= cue.start or noun.pos_ == "PRON":
        return None
    gap = next((t for t in reading.doc[noun.i : cue.start] if t.tag_ in {"WDT", "WP"}), None)
    if gap is not None and gap.nbor(-1).pos_ == "ADP":
        return None  # "a letter in which she called him a liar"
    start = cue.end
    if frame == "+as":
        start = next(
            (i + 1 for i in range(cue.end, min(limit, cue.end + 4)) if reading.doc[i].lower_ == "as"), limit
        )
    end = content_end(reading, start, limit, cue, frame, False) if start < limit else start
    first = min([noun.i, *(c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ in _MODIFIERS)])
    if start < limit and reading.doc[start].tag_ == "PRP$" and end <= start + 2:
        return None  # "four regions that Norda considers its own"
    thing = trim(reading.doc, first, min(noun_phrase_end(noun), cue.start))
    return [thing, unquoted(reading, start, end)] if end > start else None


def _stood_for(reading: Reading, cue: Cue) -> tuple[int, int] | None:
    """What somebody is for or against that stands before: "a toll that Ode opposes", "which Ode rejects"."""
    verb, noun = cue.head, cue.head.head
    holder = own_subject(verb)
    if verb.dep_ != "acl:relcl" or cue.passive or cue.frames.get("object") not in STANCES or holder is None:
        return None
    if noun.pos_ not in {"NOUN", "PROPN"} or not noun.i < holder.i < cue.start or holder.tag_ in _RELATIVE:
        return None
    if any(c.i > verb.i and c.dep_ in {"obj", "ccomp", "xcomp"} for c in verb.children):
        return None
    gap = next((t for t in reading.doc[noun.i : holder.i] if t.tag_ in _RELATIVE), holder.left_edge)
    if gap.nbor(-1).pos_ == "ADP" or gap.tag_ == "WP$":
        return None  # "the law under which", "a mayor whose plan Ode opposes"
    while gap.nbor(-1).text == "," and noun.dep_ == "nmod" and noun.head.i < noun.i:
        noun = noun.head  # behind a comma all of it is meant: "the plan for a port, which Ode opposes"
    first = min([noun.i, *(c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ in _MODIFIERS)])
    return trim(reading.doc, first, gap.i)


def unquoted(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A range without its outer quotation marks, where one quotation is all of it, and without commas."""
    doc = reading.doc
    start, end = trim(doc, start, end)
    quote = reading.opening(start) if start < len(doc) else None
    if quote is not None and quote.last >= end - 1:
        return trim(doc, quote.first, quote.last)
    quote = reading.quote(start) if start < len(doc) else None
    if quote is not None and quote.first == start and quote.last in (end - 1, end):
        return trim(doc, quote.first, quote.last)
    closed = reading.closing(end) if end > start else None
    return (start, end + 1) if closed is not None and start < closed.first else (start, end)


def _doubted(cue: Cue, hit: Hit) -> int | None:
    """The "no" of "no plans to …", the "doubts" of "doubts that …": else a statement says the opposite."""
    if cue.entry.words == "doubt" and cue.entry.part == "verb":
        return cue.start if hit.frame in _CLAUSES and not negated(cue.head) else None
    if cue.entry.part != "noun" or cue.entry.words not in words("planned"):
        return None
    return next((c.i for c in cue.head.children if c.lower_ == "no" and c.i < cue.start), None)


def _is_particle(reading: Reading, start: int, end: int) -> bool:
    """Whether the range is a lone pronoun, preposition or mark, which says nothing by itself."""
    return end - start == 1 and reading.doc[start].pos_ in {"PRON", "ADP", "PART", "PUNCT"}


def _points_only(reading: Reading, cue: Cue, hit: Hit, piece: tuple[int, int]) -> bool:
    """Whether a plain object says nothing alone: "announced the schedule", "considered the matter"."""
    plain = hit.frame == "object" and cue.end - cue.start == 1
    return plain and hit.kind not in STANCES and is_bare(reading, *piece)


def is_bare(reading: Reading, start: int, end: int) -> bool:
    """Whether a range is a noun with no more than a word that points: "the bill", "that argument"."""
    if end - start != 2:
        return False
    first, noun = reading.doc[start], reading.doc[start + 1]
    own = first.tag_ == "PRP$" and noun.lower_ == "own"
    return own or (first.lower_ in _POINTING and noun.pos_ in {"NOUN", "ADJ", "PRON"})


def _split(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Separate contents: "A, and that B" is two."""
    doc, cuts = reading.doc, [start]
    ends = []
    for i in range(start + 1, end - 2):
        joined = doc[i].lower_ in {"and", "but"} and doc[i + 1].lower_ == "that" and reading.quote(i) is None
        if joined and (doc[i + 1].dep_ == "mark" or doc[i + 1].pos_ == "SCONJ"):
            ends.append(i)
            cuts.append(i + 2)
    return list(zip(cuts, [*ends, end], strict=True))
