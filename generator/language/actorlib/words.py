"""Written words: tokens that no space parts, taken together, and the runs that capitalised words form.

The tokenizer cuts "al-Assad" and "Jean-Claude" at the hyphen; a name is made of written words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from generator.language.actorlib.gazetteer import is_given_name, is_known_organization, offices, place
from generator.language.forms import texts
from generator.names import PARTICLES

_HYPHENS = frozenset("-\u2010\u2011\u2013/")
_COMPOUND = re.compile(r"[-\u2010\u2011\u2013][a-z]{3,}$")  # "UK-based", "Kurdish-led"
_PREFIXED = re.compile(r"^(?:al|el|as|ar|an|az|ad|at|ben|bin|d|de|l)[-\u2019'][A-ZÀ-Þ]")
_MODEL = re.compile(r"^[A-Z]{1,3}-?\d{2,}[A-Z]?$|^[A-Z]+\$|-\d+$")  # "AR-15", "US$": no names
_ETHNIC = re.compile(r"(?:an|ish|ese|ic|[oik])$")  # ends of adjectives of peoples, of "Franco-" and "Kuwaiti"
APOSTROPHES = frozenset("'\u2019\u2018")
_OPENERS = frozenset("\"'([{\u201c\u2018\u201e\u00ab\u2014\u2013-*•")
_CLOSED = frozenset(["ADP", "SCONJ", "DET", "PRON", "CCONJ", "ADV", "AUX", "PART", "INTJ"])
_ENDERS = frozenset(".!?:;\u2026")


class Word(NamedTuple):
    """A written word: tokens ``start`` to ``end`` of the Doc."""

    start: int
    end: int
    text: str

    @property
    def capitalised(self) -> bool:
        """Whether it can be part of a name by its letters."""
        if self.text.isalpha():  # as most are: no compound, model or prefix
            return not self.text.islower() and (self.text[0].isupper() or _mixed(self.text))
        if _COMPOUND.search(self.text) and not self.text[0].islower():
            return "-o-" in self.text  # a name part between hyphens
        if (_MODEL.search(self.text) and not is_known_organization(self.text)) or _is_pair(self.text):
            return False
        return self.text[0].isupper() or bool(_PREFIXED.match(self.text)) or _mixed(self.text)


def _is_pair(text: str) -> bool:
    """Whether a hyphen joins two peoples into an adjective: "Syrian-Turkish", not "France-Presse"."""
    parts = re.split(r"[-\u2010\u2011\u2013]", text)
    if len(parts) != 2 or place(text) is not None or not all(p[:1].isupper() for p in parts):
        return False
    return any(place(part) for part in parts) and all(place(p) or _ETHNIC.search(p) for p in parts)


def _mixed(text: str) -> bool:
    """A brand's capital inside: "iPhone", "eBay"; a number's unit ("3D") is none."""
    return len(text) > 2 and text[0].isalpha() and any(c.isupper() for c in text[1:3])


def words(doc: Doc) -> list[Word]:
    """Cut a Doc into written words; a possessive 's and punctuation stand alone, line breaks are kept."""
    out: list[Word] = []
    start, length, written = 0, len(doc), texts(doc)
    parted = [bool(token.whitespace_) for token in doc]
    while start < length:
        end = start + 1
        while end < length and not parted[end - 1] and _glued(doc, end, start):
            end += 1
        out.append(Word(start, end, "".join(written[start:end])))
        start = end
    return out


def _glued(doc: Doc, i: int, start: int) -> bool:
    """Whether token i, with no space before it, belongs to the written word that began at ``start``."""
    before, token = doc[i - 1], doc[i]
    if before.is_space or token.is_space:
        return False
    if token.text in _HYPHENS:
        return (
            before.text[-1].isalnum()
            and i + 1 < len(doc)
            and not token.whitespace_
            and doc[i + 1].text[0].isalnum()
        )
    if token.text == ".":  # "Herald.hu", where the tokenizer cut it
        return before.is_alpha and i + 1 < len(doc) and not token.whitespace_ and doc[i + 1].is_alpha
    if before.text == "." and i - 1 > start:
        return token.is_alpha
    return before.text in _HYPHENS and token.text[0].isalnum() and i - 1 > start


def _is_elided(doc: Doc, word: Word) -> bool:
    """Whether it is the apostrophe of a Dutch "'t", whose letter the tokenizer parts from it."""
    after = doc[word.end] if word.end < len(doc) else None
    alone = word.text in APOSTROPHES and not doc[word.start].whitespace_ and word.start > 0
    return alone and after is not None and after.lower_ == "t" and bool(doc[word.start - 1].whitespace_)


def _ends_elision(pending: list[Word]) -> bool:
    return bool(pending) and pending[-1].text in APOSTROPHES


def starts_sentence(doc: Doc, start: int) -> bool:
    """Whether only opening marks stand between a token and the end of the sentence or line before it."""
    i = start - 1
    while i >= 0 and doc[i].text[0] in _OPENERS and not doc[i].text[0].isalnum():
        i -= 1
    if i < 0 or doc[i].is_space:
        return i < 0 or "\n" in doc[i].text or starts_sentence(doc, i)
    return doc[i].text[-1] in _ENDERS and not (doc[i].text[-1] == "." and len(doc[i].text) > 1)


def runs(doc: Doc, lowered: frozenset[str]) -> Iterator[list[Word]]:
    """Yield the longest sequences of capitalised words, with name particles between them.

    Args:
        doc: the article.
        lowered: words the article also writes in lower case; at a sentence's beginning they are no names.
    """
    run: list[Word] = []
    pending: list[Word] = []
    for word in words(doc):
        if _opens(doc, word, run, lowered):
            run += [*pending, word]
            pending = []
        elif run and (word.text in PARTICLES or _is_elided(doc, word) or _ends_elision(pending)):
            pending.append(word)
        else:
            if run:
                yield run
            run, pending = [], []
    if run:
        yield run


def _opens(doc: Doc, word: Word, run: list[Word], lowered: frozenset[str]) -> bool:
    if not word.capitalised:
        return False
    token = doc[word.start]
    if token.is_punct or token.text in {"I", "I'm"} or token.is_space:
        return False
    if run and word.text == "The" and run[-1].text.endswith("."):
        return False  # a sentence ended with an abbreviation: "… in Ulla, Ark. The Harbour Board …"
    if run or not starts_sentence(doc, word.start):
        return bool(run) or word.text.isupper() or token.pos_ not in _CLOSED
    if _mixed(word.text) or is_given_name(word.text) or word.text.lower() in PARTICLES:
        return True
    if token.pos_ == "PROPN":
        return word.text.lower() not in lowered or word.text.isupper() or _opens_office(doc, word)
    return token.pos_ in {"NOUN", "ADJ"} and _next_is_capital(doc, word)


def _opens_office(doc: Doc, word: Word) -> bool:
    """Whether an office and a name open a sentence: "Minister of Health …", though "minister" also occurs."""
    end = word.end + (word.end < len(doc) and doc[word.end].lower_ == "of")
    return word.text.lower() in offices() and end < len(doc) and doc[end].text[0].isupper()


def _next_is_capital(doc: Doc, word: Word) -> bool:
    return word.end < len(doc) and doc[word.end].text[0].isupper()
