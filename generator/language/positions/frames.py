"""Which frame of its cue a text fills: what stands behind the cue, and where the statement begins."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from generator.language.grammar import is_finite
from generator.language.positions.clauses import REACH, clause_start, skip_setting
from generator.language.positions.cues import Cue, spreading, words
from generator.language.positions.reading import Reading

_PATTERNS = frozenset({"clause", "ing", "object", "object_to", "object_is", "listener", "question"})
_QUESTION_WORDS = frozenset({"why", "how", "whether", "if", "what", "who", "when", "where", "which"})
_OWNER = 16  # tokens of who holds what a noun says: "warnings from the bank's lawyer, Ana Ode, that …"
_CLAIM_REACH = 8  # tokens behind a cue within which "claims that", "why" or the result of a vote must stand
_MARKERS = frozenset({"that", "whether", "if"})
_OPENERS = frozenset({"to", "that", "over", "about"})  # what no owner's own phrase begins with
_PHRASE = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "SYM"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame that fits."""

    frame: str
    start: int  # the first token of the statement
    kind: str  # a kind of position, or "content"
    marked: bool = False  # whether "that" stands before the statement


def match(reading: Reading, cue: Cue, limit: int) -> Hit | None:
    """The first frame of the cue that fits what follows it; ``limit`` is the end of its sentence."""
    doc = reading.doc
    i = skip_adverbs(reading, cue.end, limit)
    if i < limit and cue.entry.part == "noun" and doc[i].lower_ in {"of", "by", "from", "among"}:
        i = _behind_owner(reading, cue, i, limit)
    spreads = spreading(cue.head) if cue.entry.part == "noun" else None
    if spreads is not None and spreads.i >= cue.end:
        i = _behind_owner(reading, cue, skip_adverbs(reading, spreads.i + 1, limit), limit)
    if cue.entry.part == "noun":
        i = _behind_copula(reading, i, limit)
    if i >= limit:
        return None
    if cue.entry.words in words("rejecting"):
        hit = _rejected(reading, i, limit)
        if hit is not None:
            return hit
    later = _behind_score(reading, cue, skip_setting(reading, i, limit), limit)
    for place in sorted({i, later}):
        for frame, kind in cue.frames.items():
            hit = _by_word(reading, cue, frame, kind, place, limit)
            if hit is not None:
                return hit
    if "question" in cue.frames:
        asked = _asked(reading, i, limit)
        if asked is not None:
            return Hit("question", asked, cue.frames["question"], True)
    if "object_to" in cue.frames and not _tells(cue) and _infinitive_follows(reading, i, limit):
        hit = _by_object(reading, cue, i, limit)
        if hit is not None:
            return hit
    if "clause" in cue.frames:
        begin = clause_start(reading, cue, i, limit)
        if begin is not None:
            return Hit("clause", begin[0], cue.frames["clause"], begin[1])
    return _by_object(reading, cue, i, limit)


def _behind_copula(reading: Reading, i: int, limit: int) -> int:
    """Behind the "is" of "Ode's view is that …", "the board's aim was to …"; ``i`` where there is none."""
    doc = reading.doc
    j = skip_adverbs(reading, i + 1, limit)
    is_linked = i < limit and doc[i].lemma_ in {"be", "remain"} and j + 1 < limit
    return j if is_linked and (doc[j].lower_ == "that" or doc[j + 1].tag_ == "VB") else i


def _rejected(reading: Reading, i: int, limit: int) -> Hit | None:
    """What is denied in "rejected claims that …", "dismissed an accusation of …"."""
    doc = reading.doc
    for j in range(i, min(limit - 2, i + _CLAIM_REACH)):
        if doc[j].lower_ in words("claim_nouns") and doc[j + 1].lower_ in {"that", "of"}:
            clause = doc[j + 1].lower_ == "that"
            return Hit("that" if clause else "ing", j + 2, "denial", clause)
        if is_finite(doc[j]) or doc[j].text in {",", ";"}:
            break
    return None


def _behind_score(reading: Reading, cue: Cue, i: int, limit: int) -> int:
    """Behind the result in "voted 5-2 to …", "voted 19-15 along party lines, to …"."""
    doc = reading.doc
    if cue.entry.words != "vote" or i >= limit or not doc[i].text[0].isdigit():
        return i
    return next((j for j in range(i, min(limit, i + _CLAIM_REACH)) if doc[j].lower_ in cue.frames), i)


def _asked(reading: Reading, i: int, limit: int) -> int | None:
    """Where a reported question begins, behind who is asked: "why …", "whether …"."""
    doc = reading.doc
    for j in range(i, min(limit, i + _CLAIM_REACH)):
        if doc[j].lower_ in _QUESTION_WORDS:
            return j
        if is_finite(doc[j]) or doc[j].is_punct or reading.quote(j) is not None:
            break
    return None


def _tells(cue: Cue) -> bool:
    """Whether the cue tells somebody something: a listener, and a clause by the parse."""
    return "listener" in cue.frames and any(child.dep_ == "ccomp" for child in cue.head.children)


def skip_adverbs(reading: Reading, i: int, limit: int) -> int:
    """The next token from ``i`` on that is neither adverb nor white space."""
    doc = reading.doc
    while i < limit and (doc[i].is_space or (doc[i].pos_ == "ADV" and doc[i].tag_ != "WRB")):
        if i + 1 < limit and (doc[i + 1].text == "-" or _of_degree(doc[i])):
            break  # "long-standing", "too many"
        i += 1
    return i


def _of_degree(adverb: Token) -> bool:
    """Whether the adverb belongs to an adjective, number or noun right behind it."""
    return adverb.head.i in {adverb.i + 1, adverb.i + 2} and adverb.head.pos_ in {"ADJ", "NUM", "DET", "NOUN"}


def _by_word(reading: Reading, cue: Cue, frame: str, kind: str, i: int, limit: int) -> Hit | None:
    """A frame that is named by its own words: "that", "whether", "to", a preposition."""
    doc, parts = reading.doc, frame.split()
    if frame[0] == "+" or frame in _PATTERNS or i + len(parts) >= limit:
        return None
    if any(doc[i + k].lower_ != part for k, part in enumerate(parts)):
        return None
    nxt = doc[i + len(parts)]
    if frame in _MARKERS:
        relative = cue.entry.part == "noun" and is_finite(nxt)
        return None if relative else Hit(frame, i + 1, kind, True)
    if frame != "to":
        return Hit("object", i + len(parts), kind)
    if cue.entry.part == "verb":
        return Hit("to", i, kind) if nxt.pos_ in {"VERB", "AUX", "ADV", "PART"} else None
    if nxt.tag_ == "VB":
        return Hit("to", i, kind)
    return Hit("object", i + 1, kind) if kind not in {"intention", "demand"} else None


def _behind_owner(reading: Reading, cue: Cue, i: int, limit: int) -> int:
    """Behind "of the mayor" in "the request of the mayor to …"; ``i`` where no such frame follows."""
    doc = reading.doc
    for j in range(i + 2, min(limit, i + _OWNER)):
        if doc[j].lower_ in cue.frames and doc[j].lower_ in _OPENERS:
            return j
        if is_finite(doc[j]) or doc[j].text == ";":
            break
    return i


def _by_object(reading: Reading, cue: Cue, i: int, limit: int) -> Hit | None:
    """Frames whose statement begins with a noun phrase or a gerund right behind the cue."""
    frames, token = cue.frames, reading.doc[i]
    if "ing" in frames and token.tag_ == "VBG":
        return Hit("ing", i, frames["ing"])
    if reading.opening(i) is None and token.pos_ not in _PHRASE and token.tag_ != "DT":
        return None
    if token.pos_ == "VERB" and token.tag_ not in {"VBG", "VBN"}:
        return None
    if cue.passive:
        return None
    if "object_to" in frames and _infinitive_follows(reading, i, limit):
        return Hit("object_to", i, frames["object_to"])
    for frame, kind in frames.items():
        if frame[0] == "+" and _word_follows(reading, frame[1:], i, limit):
            return Hit(frame, i, kind)
    for frame in ("object_is", "object"):
        if frame in frames and (frame == "object" or _has_complement(reading, cue, i, limit)):
            return Hit(frame, i, frames[frame])
    return None


def _has_complement(reading: Reading, cue: Cue, i: int, limit: int) -> bool:
    """Whether the cue says what something is: "called it a farce", not "called a meeting"."""
    behind = [child for child in cue.head.children if child.i >= i]
    if sum(child.dep_ in {"obj", "iobj"} for child in behind) > 1:
        return True
    if any(child.dep_ in {"xcomp", "ccomp", "amod"} and not _is_infinitive(child) for child in behind):
        return True
    phrases, inside = 0, False  # noun phrases, each begun by a determiner, pronoun, name or quotation
    for token in reading.doc[i : min(limit, i + REACH)]:
        if is_finite(token) or token.text in {",", ";"}:
            break
        if (
            reading.opening(token.i) is not None
            or (token.pos_ in {"DET", "PRON"} and token.tag_ != "PRP$")
            or (not inside and token.pos_ in {"PROPN", "NOUN"})
        ):
            phrases, inside = phrases + 1, True
        elif token.pos_ == "ADP":
            phrases -= 1  # what follows belongs to the preposition
    return phrases > 1


def _is_infinitive(verb: Token) -> bool:
    """Whether it is "to" and a verb that does something: "called Ode to thank her"."""
    parts = [child for child in verb.children if child.i < verb.i]
    being = verb.lemma_ == "be" or any(child.dep_ == "cop" for child in parts)
    return not being and any(child.lower_ == "to" for child in parts)


def _infinitive_follows(reading: Reading, i: int, limit: int) -> bool:
    """Whether "to" or "not to" and a verb stand behind the phrase at ``i``, before any finite verb."""
    doc = reading.doc
    for j in range(i + 1, min(limit, i + REACH)):
        if doc[j].lower_ == "to" and _is_verb_next(reading, j + 1, limit):
            return True
        if is_finite(doc[j]) or doc[j].text in {";", ":"}:
            return False
    return False


def _is_verb_next(reading: Reading, i: int, limit: int) -> bool:
    """Whether a verb stands at ``i``, marks and adverbs of a quotation skipped: 'to "really call'."""
    doc = reading.doc
    while i < limit and (reading.opening(i) is not None or (doc[i].pos_ == "ADV" and doc[i - 1].is_quote)):
        i += 1
    return i < limit and doc[i].pos_ in {"VERB", "AUX"}


def _word_follows(reading: Reading, word: str, i: int, limit: int) -> bool:
    doc = reading.doc
    for j in range(i + 1, min(limit, i + REACH)):
        if doc[j].lower_ == word:
            return True
        if is_finite(doc[j]) or doc[j].text in {",", ";", ":"}:
            return False
    return False
