"""Clauses in a parse: subject, verb group and how far the stretch of text goes that says what it says.

The parser is wrong about every sixth token, so each answer also looks at the order of the words.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from generator import lexicon
from generator.language.grammar import FINITE, sentence_start
from generator.language.nounphrases import OPTIONAL, listed, stops
from generator.language.phrases import SUBJECTS

AUXES = {"aux", "aux:pass", "cop"}
_WH = {"WP", "WDT", "WRB", "WP$"}
_QUOTES = {'"', "”", "“"}
_BEFORE_NOUN = {"amod", "det", "compound", "nummod", "case", "nmod:poss", "mark"}
_BOUNDARY = {"SCONJ", "CCONJ", "PUNCT", "SPACE", "INTJ", "AUX"}
REST_LIMIT = 24  # tokens behind the verb: what is longer reads badly as a question


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite clause: its subject, its verb group in order (auxiliaries, then verb or copula), its end."""

    head: Token
    subject: Token | None
    verbs: tuple[Token, ...]
    end: int

    @property
    def rest(self) -> Span:
        """What follows the verb group."""
        return self.head.doc[self.verbs[-1].i + 1 : max(self.end, self.verbs[-1].i + 1)]


def clause_at(head: Token) -> Clause | None:
    """The clause whose predicate is ``head``; None where it has no verb."""
    left = _together([child for child in head.children if child.dep_ in AUXES and child.i < head.i])
    verbal = head.pos_ in {"VERB", "AUX"}
    verbs = [*left, head] if verbal and not any(child.dep_ == "cop" for child in left) else left
    if not verbs:
        return None
    subjects = [child for child in head.children if child.dep_ in SUBJECTS and child.i < verbs[0].i]
    subject = subjects[-1] if subjects else None
    if subject is None and verbs[0].tag_ in FINITE:
        subject = _before(verbs[0])
    return Clause(head, subject, tuple(verbs), _clause_end(head, verbs[-1].i + 1))


def _together(auxes: list[Token]) -> list[Token]:
    """The last auxiliaries that stand together, adverbs apart: a parser may add a stray one."""
    for i in range(len(auxes) - 1, 0, -1):
        between = auxes[i].doc[auxes[i - 1].i + 1 : auxes[i].i]
        if any(token.pos_ not in {"ADV", "PART"} for token in between):
            return auxes[i:]
    return auxes


def _before(verb: Token) -> Token | None:
    """The head of the noun phrase right before a finite verb: the subject where the tree shows none."""
    start = verb.i
    while start > sentence_start(verb):
        token = verb.doc[start - 1]
        if (
            token.pos_ in _BOUNDARY
            or token.dep_ == "mark"
            or token.tag_ in FINITE
            or token.text in {'"', "”", "“"}
        ):
            break
        start -= 1
    stretch = verb.doc[start : verb.i]
    if (
        not stretch
        or stretch[0].pos_ in {"ADP", "ADV", "PART"}
        or stretch[-1].pos_ not in {"NOUN", "PROPN", "PRON", "NUM"}
    ):
        return None
    return next((token for token in stretch if token.head.i < start or token.head.i >= verb.i), None)


def _clause_end(head: Token, start: int) -> int:
    """Where the question's stretch of text ends: before a side clause, a stop, or a too long tail."""
    doc = head.doc
    misread = head.tag_ == "VB" and head.dep_ in {"amod", "compound", "nmod"} and head.head.i > head.i
    end = max((head.head if misread else head).right_edge.i + 1, start)
    for child in head.children:
        if child.i < start or not _leaves(child):
            continue
        end = min(end, max(start, child.left_edge.i))
    end = _before_stray(doc, start, _first_stop(doc, start, end))
    anchor = max(
        [
            start - 1,
            *(
                child.i
                for child in head.children
                if child.dep_ in {"obj", "iobj", "xcomp", "ccomp", "obl:agent"} and child.i < end
            ),
        ]
    )
    if end - start > REST_LIMIT:
        cuts = [
            t.left_edge.i
            for t in doc[start:end]
            if t.dep_ in OPTIONAL and anchor < t.left_edge.i <= start + REST_LIMIT
        ]
        end = max(cuts) if cuts else end
    while end > start and (
        (doc[end - 1].is_punct and doc[end - 1].text not in {")", "]", '"', "”"})
        or doc[end - 1].dep_ in {"cc", "mark"}
        or doc[end - 1].is_space
    ):
        end -= 1
    end = _whole_phrase(doc, start, end)
    while 0 < end < len(doc) - 1 and not doc[end - 1].whitespace_ and doc[end].text in {"-", "–"}:
        end += 2  # a word with a hyphen stays whole
    return end


def _whole_phrase(doc: Doc, start: int, end: int) -> int:
    """``end``, moved back before a noun phrase whose noun was cut off."""
    while end > start and doc[end - 1].dep_ in _BEFORE_NOUN and doc[end - 1].head.i >= end:
        noun = doc[end - 1].head
        end = max(start, min(noun.left_edge.i, end - 1))
    return end


def _first_stop(doc: Doc, start: int, end: int) -> int:
    """``end``, or the first mark that ends the stretch: a stop, a comma outside a list, a quotation's end."""
    opened = False
    for i in range(start, end):
        token = doc[i]
        if stops(token) or token.is_space or (token.text == "," and not listed(token, end)):
            return _whole_list(doc, start, i)
        if token.text in _QUOTES and i > start:
            if not opened and not _opens_within(token, end):
                return i
            opened = not opened
        elif token.text in _QUOTES:
            opened = True
    return end


def _before_stray(doc: Doc, start: int, end: int) -> int:
    """``end``, or where a finite verb stands that has neither a subject nor a conjunction of its own.

    Such a verb belongs to the sentence around: "whether the dam will hold | depends on the rain".
    """
    for token in doc[start:end]:
        if token.tag_ not in FINITE or token.pos_ not in {"VERB", "AUX"}:
            continue
        head = token.head if token.dep_ in AUXES else token
        bound = {"mark", "cc", *SUBJECTS}
        if not any(child.dep_ in bound or child.tag_ in _WH for child in head.children) and not _relative(
            token
        ):
            return int(token.i)
    return end


def _relative(verb: Token) -> bool:
    """Whether a question word or a subject right before a verb makes it a clause of its own."""
    before = verb.doc[max(0, verb.i - 3) : verb.i]
    return any(token.tag_ in _WH or token.lower_ == "that" or token.dep_ in SUBJECTS for token in before)


def _whole_list(doc: Doc, start: int, end: int) -> int:
    """``end``, or the first comma where what was cut off is the last member of a list."""
    commas = [i for i in range(start, end) if doc[i].text == ","]
    return commas[0] if commas and not any(token.dep_ == "cc" for token in doc[commas[0] : end]) else end


def _leaves(child: Token) -> bool:
    """Whether a dependent opens a clause of its own that the question does without."""
    if child.dep_ in {"parataxis", "discourse"}:
        return True
    if child.dep_ == "conj":  # with a subject of its own, or in a tense that the question does not have
        if child.tag_ == "VBG" and child.head.pos_ == "VERB":  # a question has no "-ing" it could follow
            return child.head.tag_ != "VBG" or not any(c.dep_.startswith("aux") for c in child.head.children)
        finite = child.tag_ in FINITE or any(grand.tag_ in FINITE for grand in child.children)
        return finite or any(grand.dep_ in SUBJECTS for grand in child.children)
    if child.dep_ == "advcl":
        leaving = set(lexicon.load("questions")["wording"]["leaving"])
        return child.left_edge.lower_ in leaving or child.doc[child.left_edge.i - 1].text == ","
    return False


def _opens_within(mark: Token, end: int) -> bool:
    return mark.whitespace_ == "" and mark.i + 1 < end
