"""Quotations that no cue of their own introduces: running on behind an attributed one, or standing alone."""

from __future__ import annotations

from bisect import bisect_left, insort

from spacy.tokens import Span, Token

from generator.language.grammar import is_finite, own_subject, subject
from generator.language.positions.after import unquoted
from generator.language.positions.cues import words
from generator.language.positions.holders import actors_of
from generator.language.positions.reading import SPEECH, SPEECH_TOKENS, Found, Reading
from generator.language.quotes import Quotation

_TELLING = frozenset({"VBD", "VBZ", "VBP"})
_FAR = 600  # tokens behind which a speaker is no longer remembered


class _Record:
    """The positions so far: which tokens they hold, and who spoke last before a token."""

    def __init__(self, found: list[Found]) -> None:
        self.found: list[Found] = []
        self.taken: set[int] = set()
        self._spoken: list[tuple[int, int]] = []  # (place of the cue, index into found), sorted
        for position in sorted(found, key=lambda f: (f.start, f.end)):
            self.add(position)

    def add(self, position: Found) -> None:
        for start, end in position.pieces:
            self.taken.update(range(start, end))
        if position.rule in SPEECH:
            place = position.cue.start if position.cue else position.start
            insort(self._spoken, (max(place, position.start), len(self.found)))
        self.found.append(position)

    def reserve(self, position: Found) -> None:
        """Keep the tokens of a statement of somebody unknown from being given to anybody."""
        for start, end in position.pieces:
            self.taken.update(range(start, end))

    def extend(self, position: Found, piece: tuple[int, int]) -> None:
        position.pieces.append(piece)
        self.taken.update(range(*piece))

    def last_before(self, token: int) -> Found | None:
        """The last speech position before ``token``."""
        place = bisect_left(self._spoken, (token, 0))
        return self.found[self._spoken[place - 1][1]] if place else None

    def free(self, quote: Quotation) -> bool:
        return self.taken.isdisjoint(range(quote.first, quote.last))


def with_quotations(reading: Reading, found: list[Found], unheld: list[Found]) -> list[Found]:
    """Give every quotation that no cue claimed to a speaker.

    Behind a colon, comma or dash it is the sentence's speaker's. Standing alone directly behind an attributed
    quotation of the same paragraph it continues that position; elsewhere it is a position of its own, held by
    who spoke last, at most one paragraph back.

    Args:
        found: the positions with a cue, in any order.
        unheld: statements with a cue whose speakers are not known; their quotations are nobody else's.
    """
    record = _Record(found)
    for position in unheld:
        if position.holder is not None:
            record.reserve(position)
    for quote in reading.quotes:
        sent = reading.sentence(quote.first)
        if sent is None or quote.last - quote.first < SPEECH_TOKENS or not record.free(quote):
            continue
        piece = unquoted(reading, quote.first, quote.last)
        if not _alone(reading, quote, sent):
            _introduced(reading, record, quote, sent, piece)
            continue
        previous = record.last_before(quote.first)
        breaks = _breaks(reading, previous, quote) if previous is not None else None
        if previous is None or breaks is None or breaks > 1:
            continue
        introduced = _subject_before(reading, sent)
        if not breaks and _continues(reading, previous, sent):
            record.extend(previous, piece)
        elif introduced and not set(introduced) & set(previous.actors):
            record.add(Found(None, None, [piece], "content", sent, "bare", introduced))
        else:
            actors, via = list(previous.actors), [] if breaks else list(previous.via)
            record.add(Found(previous.cue, previous.holder, [piece], "content", sent, "bare", actors, via))
    return sorted(record.found, key=lambda f: (f.start, f.end))


def _subject_before(reading: Reading, sent: Span) -> list[int]:
    """The one person who is the subject of the narrator's sentence right before, in the same paragraph.

    "Senator Ode issued a statement. "I am …"": who spoke before that is not who speaks now.
    """
    before = reading.before(sent.start)
    if before is None or any("\n" in token.text for token in reading.doc[before.end : sent.start]):
        return []
    head = own_subject(before.root)
    if head is None or head.pos_ != "PROPN" or reading.quote(head.i) is not None:
        return []
    actors = actors_of(reading.doc, head)
    persons = [actor for actor in actors if reading.doc._.actors[actor].kind == "person"]
    return actors if len(actors) == 1 and persons else []


def _introduced(
    reading: Reading, record: _Record, quote: Quotation, sent: Span, piece: tuple[int, int]
) -> None:
    """Add a quotation behind a colon, comma or dash for the speaker of its sentence."""
    mark = quote.first - 1
    if quote.last - quote.first <= SPEECH_TOKENS or reading.doc[mark - 1].text not in {":", ",", "—", "–"}:
        return
    owner = _owner(reading, sent, mark)
    if owner is not None:  # told of somebody who need not speak on in what follows
        record.add(Found(None, owner, [piece], "content", sent, "owned", actors_of(reading.doc, owner)))
        return
    actors = _speaker(reading, record, sent, mark)
    if actors:
        previous = record.last_before(mark)
        same = previous is not None and previous.sentence == sent and previous.actors == actors
        via = list(previous.via) if same and previous is not None else []
        record.add(Found(None, None, [piece], "content", sent, "bare", actors, via))


def _speaker(reading: Reading, record: _Record, sent: Span, mark: int) -> list[int]:
    """Who speaks in a sentence before token ``mark``: its last holder, else the subject of its verb."""
    previous = record.last_before(mark)
    if previous is not None and previous.sentence == sent:
        return list(previous.actors)
    verb = next((t for t in reading.doc[sent.start : mark] if is_finite(t)), None)
    if verb is None:
        return []
    head = subject(verb if verb.pos_ == "VERB" else verb.head)
    return actors_of(reading.doc, head) if head is not None else []


def _owner(reading: Reading, sent: Span, mark: int) -> Token | None:
    """Ode of "Ode's response was: “…”": whose words stand behind a form of "be" before token ``mark``."""
    doc = reading.doc
    be = next((i for i in range(mark - 1, sent.start, -1) if doc[i].text not in {":", ","}), sent.start)
    if doc[be].lemma_ != "be":
        return None
    for noun in reversed(doc[sent.start : be]):
        if is_finite(noun):
            return None
        if noun.lemma_.lower() in words("utterances"):
            return next((child for child in noun.children if child.dep_ == "nmod:poss"), None)
    return None


def _alone(reading: Reading, quote: Quotation, sent: Span) -> bool:
    """Whether the quotation begins its sentence: nothing of the narrator stands before it there."""
    return all(t.is_punct or t.is_space for t in reading.doc[sent.start : max(quote.first - 1, sent.start)])


def _breaks(reading: Reading, found: Found, quote: Quotation) -> int | None:
    """How many paragraphs end between a position and a quotation; None where they are far apart."""
    behind = min(max(found.end, found.cue.end if found.cue else 0), quote.first)
    if quote.first - behind > _FAR:
        return None
    return sum("\n" in t.text for t in reading.doc[behind : quote.first])


def _continues(reading: Reading, previous: Found, this: Span) -> bool:
    """Whether only the attribution stands between the previous quotation and the sentence ``this``.

    An attribution that tells of something else too ("she said as the crowd moved on") parts two statements.
    """
    if reading.quote(previous.end - 1) is None:
        return False
    last = reading.sentence(max(previous.end - 1, previous.cue.start if previous.cue else 0))
    if last is None:
        return False
    if last != this and not all(t.is_space or t.is_punct for t in reading.doc[last.end : this.start]):
        return False
    said = previous.cue.head if previous.cue is not None else None
    between = reading.doc[previous.end : this.start]
    return not any(_tells(t) for t in between if t != said and reading.quote(t.i) is None)


def _tells(token: Token) -> bool:
    """Whether a word says what somebody did: a finite verb, or a participle behind a comma."""
    return token.tag_ in _TELLING or (token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).text == ",")
