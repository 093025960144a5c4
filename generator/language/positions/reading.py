"""One article laid out for the position rules: its sentences, quotations and cues, by token."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from generator.language.actorlib.profile import profiles
from generator.language.grammar import sentences
from generator.language.positions.cues import Cue, cues
from generator.language.positions.manner import by_manner
from generator.language.quotes import Quotation, quotations

LONGEST = 300  # tokens; what goes on longer without a stop is no sentence but a list or a table
SPEECH = frozenset({"clause", "before", "according", "bare"})  # the rules for what somebody says
SPEECH_TOKENS = 4  # a quotation shorter than this is somebody's word, not somebody's sentence


@dataclass(slots=True)
class Found:
    """A position as a rule found it, before its holder is looked up."""

    cue: Cue | None
    holder: Token | None  # the head of the phrase that names the holder
    pieces: list[tuple[int, int]]  # token ranges, in text order
    kind: str  # a kind of position, or "content"
    sentence: Span
    rule: str
    actors: list[int] = field(default_factory=list)  # the holders, once looked up
    via: list[int] = field(default_factory=list)
    negative: bool = False  # the cue is negated

    @property
    def start(self) -> int:
        """The first token of the statement."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The index behind the last token of the statement."""
        return self.pieces[-1][1]


class Reading:
    """A Doc with what the position rules ask about again and again."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # put together anew, word by word, whenever a Doc is asked for it
        self.sentences = sentences(doc)
        self._ends = [sent.end for sent in self.sentences]
        self.quotes = quotations(doc)
        self._quote_at: list[Quotation | None] = [None] * len(doc)
        self._quote_opening: dict[int, Quotation] = {}
        self._quote_closing: dict[int, Quotation] = {}
        for quote in self.quotes:
            for i in range(quote.first, quote.last):
                self._quote_at[i] = quote
            if quote.first > 0:
                self._quote_opening[quote.first - 1] = quote
            if quote.closed and quote.last < len(doc):
                self._quote_closing[quote.last] = quote
        self._sentence_at: list[Span | None] = [None] * len(doc)
        for sent in self.sentences:
            for i in range(sent.start, sent.end):
                self._sentence_at[i] = sent
        self.genders = {
            profile.index: profile.gender for profile in profiles(doc) if profile.gender is not None
        }
        self.cues: dict[int, list[Cue]] = {
            sent.start: self._cues(sent) if len(sent) <= LONGEST else [] for sent in self.sentences
        }
        self.cue_at: dict[int, Cue] = {cue.start: cue for found in self.cues.values() for cue in found}

    def _cues(self, sent: Span) -> list[Cue]:
        """The cues of a sentence outside what is quoted, listed and by their place, in text order."""
        listed = [cue for cue in cues(self.doc, sent.start, sent.end) if not self.in_speech(cue.start)]
        known = {cue.start for cue in listed}
        placed = (cue for cue in by_manner(self.doc, sent, self.closing) if cue.start not in known)
        return sorted([*listed, *placed], key=lambda cue: cue.start)

    def quote(self, i: int) -> Quotation | None:
        """The quotation that token ``i`` stands in."""
        return self._quote_at[i] if 0 <= i < len(self.doc) else None

    def opening(self, i: int) -> Quotation | None:
        """The quotation that the mark at token ``i`` opens."""
        return self._quote_opening.get(i)

    def closing(self, i: int) -> Quotation | None:
        """The quotation that the mark at token ``i`` closes."""
        return self._quote_closing.get(i)

    def in_speech(self, i: int) -> bool:
        """Whether token ``i`` stands in a quotation long enough to be somebody's own sentence."""
        quote = self.quote(i)
        return quote is not None and quote.last - quote.first >= SPEECH_TOKENS

    def sentence(self, i: int) -> Span | None:
        """The sentence of token ``i``; None in the title and between paragraphs."""
        return self._sentence_at[i] if 0 <= i < len(self.doc) else None

    def before(self, i: int) -> Span | None:
        """The last sentence that ends before token ``i``."""
        ended = bisect_right(self._ends, i)
        return self.sentences[ended - 1] if ended else None
