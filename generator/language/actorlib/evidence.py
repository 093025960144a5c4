"""What speaks for a person, an organisation or a place where a name's own words do not tell.

Each sign looks at one occurrence; the votes of all occurrences of a name are added up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from generator.language.actorlib import roles
from generator.language.actorlib.gazetteer import is_given_name, known_words
from generator.language.actorlib.naming import Piece
from generator.language.forms import between
from generator.names import abbreviates, words

Votes = Iterator[tuple[str, int]]
_LABELS = {"PERSON": "person", "ORG": "organization", "GPE": "acting place", "LOC": "acting place"}
_BRAND = re.compile(r"[a-z][A-Z]|\w\.[a-z]{2,3}$|\.(?:NET|COM|ORG)$")  # "QuickPay", "Herald.example"
_PERSONAL = re.compile(r"\b(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz)[A-Z]")  # "MacLellan", "LeBron", "DeVos"
_SPEAKING = frozenset(["say", "tell", "add", "note", "claim", "announce"])
_PUBLISHING = frozenset(["report", "publish", "write", "quote"])
_LIST_MARKS = frozenset([",", "and", "or", "&"])


def votes(doc: Doc, piece: Piece, kinds: dict[int, str], starts: dict[int, str]) -> Counter[str]:
    """Add up the signs at one occurrence of a name.

    Args:
        doc: the article.
        piece: the occurrence.
        kinds: end token -> kind of the names whose words tell it.
        starts: the same by their first token.
    """
    out: Counter[str] = Counter()
    for sign in _SIGNS:
        for kind, weight in sign(doc, piece):
            out[kind] += weight
    out.update(_neighbours(doc, piece, kinds, starts))
    return out


def _at(doc: Doc, i: int) -> Token | None:
    return doc[i] if 0 <= i < len(doc) else None


def _recognized(doc: Doc, piece: Piece) -> Votes:
    """The trained recognizer's label."""
    label = doc[piece.end - 1].ent_type_
    if label in {"GPE", "LOC"} and _is_branch(doc, piece):
        label = "ORG"
    if label:
        yield _LABELS.get(label, "nothing"), 3


def _is_branch(doc: Doc, piece: Piece) -> bool:
    """Whether a name or short form opens that of its branch: "UNICEF Norway", "Marlow North America"."""
    first, last = doc[piece.start], doc[piece.end - 1]
    return not last.is_upper and (first.ent_type_ == "ORG" or (len(first) > 2 and first.is_upper))


def _titled(doc: Doc, piece: Piece) -> Votes:
    """ "Mr Olsen", "biologist Jens Olsen", "Olsen, who": a person; "the Olsen": rather not."""
    before, after = _at(doc, piece.start - 1), _at(doc, piece.end)
    if before is not None and before.lower_ in known_words("titles", "courtesy"):
        yield "person", 6
    if before is not None and before.is_lower and roles.before(doc, piece.start, certain=False) is not None:
        yield "person", 3
    following = _at(doc, piece.end + 1) if after is not None and after.text == "," else after
    if following is not None and following.lower_ == "who":
        yield "person", 3
    if before is not None and before.lower_ == "the":
        yield "person", -2
        yield "organization", 1


def _spelled(doc: Doc, piece: Piece) -> Votes:
    """Capitals and dots as companies write them, and an abbreviation in parentheses behind."""
    text = between(doc, piece.start, piece.end)
    if (text.isupper() and len(text) > 1 and doc[piece.start].pos_ in {"PROPN", "NOUN", "X"}) or (
        _BRAND.search(text) and not _PERSONAL.search(text)
    ):
        yield "organization", 3
    if piece.end + 1 < len(doc) and doc[piece.end].text == "(" and abbreviates(doc[piece.end + 1].text, text):
        yield "organization", 4


def _typed(doc: Doc, piece: Piece) -> Votes:
    """ "airline Norsk", "the Marlow chain": a noun beside the name says what it is."""
    types = known_words("descriptions", "organization_types")
    before, after = _at(doc, piece.start - 1), _at(doc, piece.end)
    if (before is not None and before.is_lower and before.lower_ in types) or (
        after is not None and after.lower_ in types
    ):
        yield "organization", 4


def _speaking(doc: Doc, piece: Piece) -> Votes:
    """Who speaks under two names is a person, under one rather a body; outlets report and are spoken to."""
    root = doc[piece.start : piece.end].root
    two = len(words(between(doc, piece.start, piece.end))) == 2
    if root.dep_ == "nsubj" and root.head.lemma_ in _SPEAKING:
        yield "person" if two else "organization", 1
    if root.dep_ == "nsubj" and root.head.lemma_ in _PUBLISHING:
        yield "organization", 1
    before = _at(doc, piece.start - 1 - (piece.start > 0 and doc[piece.start - 1].lower_ == "the"))
    told = before is not None and (
        before.lemma_ == "tell" or (before.lower_ == "by" and _quoted(doc, before))
    )
    if told and not is_given_name(doc[piece.start].text):
        yield "organization", 2


def _quoted(doc: Doc, by: Token) -> bool:
    return by.i > 0 and doc[by.i - 1].lemma_ in {"quote", "cite", "report", "publish"}


_SIGNS: tuple[Callable[[Doc, Piece], Votes], ...] = (_recognized, _titled, _spelled, _typed, _speaking)


def _neighbours(doc: Doc, piece: Piece, kinds: dict[int, str], starts: dict[int, str]) -> Counter[str]:
    """A name in a list is what the names beside it are."""
    out: Counter[str] = Counter()
    i = piece.start - 1
    while i > 0 and piece.start - i < 3 and doc[i].lower_ in _LIST_MARKS:
        i -= 1
    if i < piece.start - 1 and i + 1 in kinds:
        out[kinds[i + 1]] += 2
    j = piece.end
    while j < len(doc) - 1 and j - piece.end < 2 and doc[j].lower_ in _LIST_MARKS:
        j += 1
    if j > piece.end and j in starts:
        out[starts[j]] += 2
    return out
