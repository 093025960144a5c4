"""Capitalised phrases -> pieces: who or what each part of a phrase names.

"United States President Donald Trump" is an office with the name of its holder; "Russian Ministry of
Defence" is one organisation; "Friday" is nobody. What a phrase alone does not tell is left ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from generator.language.actorlib import gazetteer
from generator.language.actorlib.gazetteer import known_words, offices, phrase_at, place_at, ranks, titles
from generator.language.actorlib.phrases import is_one_body, is_organization_word
from generator.language.actorlib.words import APOSTROPHES
from generator.language.forms import between
from generator.names import PARTICLES

_ADDRESS = frozenset(  # forms of address that are never a part of the name
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "sir",
        "dame",
        "madame",
        "mme",
        "monsieur",
        "herr",
        "frau",
    ]
)
_QUOTES = frozenset(['"', "\u201c", "\u201d"])
_SMALL = frozenset(["the", "a", "an", "of", "and", "in", "on", "for", "to", "with", "at"])
_TITLE = 4  # words of a quoted title before and behind a name in it
_JOINS = frozenset(["of", "for", "and", "the", "on", "to", "&", "-"])
_PARTY_TAG = re.compile(r"[DRI]-[A-Z]")  # a member's party and state behind the name: "(D-Ohio)"
PieceKind = Literal["person", "organization", "place", "title", "unknown", "nothing"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a phrase, tokens ``start`` to ``end``; a person's office begins at ``role_start``."""

    start: int
    end: int
    kind: PieceKind
    role_start: int | None = None


def pieces(doc: Doc, start: int, end: int) -> list[Piece]:
    """Cut one capitalised phrase, tokens start to end, into pieces in text order."""
    if doc[start].text == "PAC" and end - start > 1 and doc[start - 1].lower_ == "super":
        start += 1  # "the super PAC Liberty Forward": its kind, then its name
    text = between(doc, start, end).rstrip(".")
    if gazetteer.place(text):
        return [Piece(start, end, "place")]
    if text.lower() in known_words("organizations", "not_actors") or text.lower() in known_words(
        "descriptions", "people"
    ):
        return [Piece(start, end, "nothing")]
    if (
        (start > 0 and doc[start - 1].text == "#")
        or _is_shouted(doc, start, end)
        or _in_title(doc, start, end)
    ):
        return [Piece(start, end, "nothing")]
    if _PARTY_TAG.match(text) and start > 0 and doc[start - 1].text in {"(", ",", "["}:
        return [Piece(start, end, "nothing")]
    if _is_postnominal(doc, start, end) or _is_model(doc, start):
        return [Piece(start, end, "nothing")]
    if gazetteer.is_known_organization(text):
        return [Piece(start, end, "organization")]
    return _addressed(doc, start, end) or _titled(doc, start, end) or _named(doc, start, end)


def _is_postnominal(doc: Doc, start: int, end: int) -> bool:
    """Whether letters behind a name and a comma tell an honour or degree: "Ada Brook, QC, said"."""
    behind = start > 1 and doc[start - 1].text == "," and doc[start - 2].text[:1].isupper()
    return behind and between(doc, start, end).lower() in known_words("titles", "postnominals")


def _is_model(doc: Doc, start: int) -> bool:
    """Whether capitals behind a model's number are a part of it: "A350 XWB"."""
    before = doc[start - 1].text if start else ""
    model = len(before) > 2 and before[0].isupper() and before[-1].isdigit() and not before.isalpha()
    return model and doc[start].is_upper and bool(doc[start - 1].whitespace_)


def _is_shouted(doc: Doc, start: int, end: int) -> bool:
    """Whether a phrase is a line of a headline in capitals rather than a name."""
    words = [token for token in doc[start:end] if token.is_alpha]
    return len(words) > 2 and all(t.is_upper and t.ent_type_ != "ORG" for t in words)


def _in_title(doc: Doc, start: int, end: int) -> bool:
    """Whether a phrase is only a part of a quoted title in capitals: "Face the Nation"."""
    first, last = start, end
    while (
        first > 0
        and start - first < _TITLE
        and doc[first - 1].text not in _QUOTES
        and not doc[first - 1].is_space
    ):
        first -= 1
    while last < len(doc) and last - end < _TITLE and not doc[last].is_punct and not doc[last].is_space:
        last += 1
    last_mark = last + (last < len(doc) and doc[last].text == ",")
    if not first or doc[first - 1].text not in _QUOTES or last_mark >= len(doc):
        return False
    words = doc[first:last]
    capital = all(word.text[:1].isupper() or word.lower_ in _SMALL for word in words)
    return doc[last_mark].text in _QUOTES and (first, last) != (start, end) and capital


def _addressed(doc: Doc, start: int, end: int) -> list[Piece]:
    """ "Mr. Olsen", "Undersecretary Ms. Ode": the name behind a form of address, which is no part of it."""
    at = next((i for i in range(start, end - 1) if doc[i].lower_ in _ADDRESS), None)
    if at is None or _opens_title(doc, at + 1, end):
        return []
    if not (doc[at + 1].text[0].isupper() or doc[at + 1].text in PARTICLES | APOSTROPHES):
        return []
    return [Piece(at + 1, end, "person", role_start=start if at > start else None)]


def _opens_title(doc: Doc, start: int, end: int) -> bool:
    """Whether an office follows: "Mr. Speaker", "Mr. Justice Ode"."""
    return phrase_at(doc, start, ranks(), end) is not None


def _titled(doc: Doc, start: int, end: int) -> list[Piece]:
    """The pieces of a phrase that has an office in it, the last one counting; none without an office."""
    found: tuple[int, int] | None = None
    i = start
    while i < end:
        stop = phrase_at(doc, i, offices() if i > start else ranks(), end)
        # After a given name the word is a family name: "Stephen King".
        if stop and doc[i].text[0].isupper() and not (i > start and gazetteer.is_given_name(doc[i - 1].text)):
            found = (i, stop)
            i = stop
        else:
            i += 1
    if found is None or (_is_organization(doc, start, end) and not _is_officer(doc, start, found, end)):
        return []
    if between(doc, found[1], end).lower() in known_words("organizations", "not_actors", "other_heads"):
        return [Piece(start, end, "nothing")]
    if doc[end - 1].lower_ == "convention":  # "Republican National Convention"
        return [Piece(start, end, "nothing")]
    title_start, title_end = found
    if title_end == end:
        left = _named(doc, start, title_start) if title_start > start else []
        return [piece for piece in left if piece.kind in {"organization", "place"}] + [
            Piece(start, end, "title")
        ]
    name_start = _name_after(doc, title_end, end)
    if name_start is None:
        return [Piece(start, end, "title"), *_named(doc, _skip_link(doc, title_end, end), end)]
    before = [p for p in _affiliations(doc, start, title_start) if p.kind in {"organization", "place"}]
    return [*before, Piece(name_start, end, "person", role_start=start)]


def _is_officer(doc: Doc, start: int, office: tuple[int, int], end: int) -> bool:
    """Whether who leads it stands behind a body: "Bank of Ulla Governor", not "Council of Ministers"."""
    first, last = office
    if last < end or first <= start or doc[end - 1].tag_ == "NNPS" or doc[first - 1].lower_ in _JOINS:
        return False
    return _is_organization(doc, start, first)


def _affiliations(doc: Doc, start: int, end: int) -> list[Piece]:
    return _named(doc, start, end) if end > start else []


def _skip_link(doc: Doc, i: int, end: int) -> int:
    while i < end - 1 and (doc[i].is_lower or doc[i].lower_ in {"in", "of", "for", "on", "at", "to"}):
        i += 1
    return i


def _name_after(doc: Doc, title_end: int, end: int) -> int | None:
    """Where the person's name begins after an office; None where no name follows."""
    if doc[title_end].lower_ not in {"of", "for", "to", "in", "on"}:
        return title_end
    i = _skip_link(doc, title_end, end)
    found = place_at(doc, i)
    if found and found[0] < end and found[1].sort in {"name", "capital", "region", "province"}:
        return found[0]
    if _is_organization(doc, i, end):
        return None
    first = i
    while i < end - 1 and doc[i].lower_ in known_words("titles", "portfolios"):
        i += 1
    if i > first:
        return i
    for j in range(i + 1, end):
        if doc[j].text[0].isupper() and (gazetteer.is_given_name(doc[j].text) or _begins_person(doc, j)):
            return j
    return None


def _begins_person(doc: Doc, i: int) -> bool:
    return bool(doc[i].ent_type_ == "PERSON" and doc[i].ent_iob_ == "B")


def _named(doc: Doc, start: int, end: int) -> list[Piece]:
    """The pieces of a phrase without an office."""
    first = doc[start]
    last = doc[end - 1].lower_
    person = _recognized_person(doc, start, end)
    if person is not None and person > start and doc[person - 1].lower_ not in _JOINS:
        if doc[person - 1].lower_ in titles():
            return [Piece(person, end, "person", role_start=start)]
        before = [p for p in _named(doc, start, person) if p.kind in {"organization", "place"}]
        return [*before, Piece(person, end, "person")]
    if end - start > 1 and last in known_words("organizations", "partisan"):
        return [Piece(start, end, "nothing")]
    if gazetteer.place(between(doc, start, end)):
        return [Piece(start, end, "place")]
    if _is_organization(doc, start, end):
        return [Piece(start, end, "organization")]
    if is_numbered(doc, start, end):
        return [Piece(start, end, "nothing")]
    if person is None and last in known_words("organizations", "other_heads", "not_actors", "numerals"):
        return [Piece(start, end, "nothing")]
    if first.lower_ in known_words("organizations", "other_starts"):
        return [Piece(start, end, "nothing")]
    if gazetteer.is_given_name(first.text) and 2 <= end - start <= 6 and not _is_team(doc, start, end):
        return [Piece(start, end, "person")]
    if end - start > 1 and is_one_body(doc, start, end):
        return [Piece(start, end, "organization")]
    found = place_at(doc, start)
    if found and found[0] < end and found[1].sort in {"adjective", "name", "people"}:
        rest = _named(doc, found[0], end)
        if rest[0].kind in {"person", "organization"}:
            return [Piece(start, found[0], "place"), *rest]
    return [Piece(start, end, "unknown")]


def _is_team(doc: Doc, start: int, end: int) -> bool:
    """Whether a plural ends what begins like a given name, and nobody is seen in it: "Charlotte Larks"."""
    return doc[end - 1].tag_ == "NNPS" and all(token.ent_type_ != "PERSON" for token in doc[start:end])


def is_numbered(doc: Doc, start: int, end: int) -> bool:
    """Whether a name and a numeral are those of a ship or mission: "Marlow II", but not "Olaf II"."""
    numbered = end - start == 2 and doc[end - 1].lower_ in known_words("organizations", "numerals")
    return numbered and not gazetteer.is_given_name(doc[start].text)


def _recognized_person(doc: Doc, start: int, end: int) -> int | None:
    """Where the recognizer saw a person of two names or more begin who ends the phrase; None without one."""
    i = end - 1
    while i > start and doc[i].ent_type_ == "PERSON" and doc[i].ent_iob_ == "I":
        i -= 1
    return i if _begins_person(doc, i) and end - i > 1 else None


def _is_organization(doc: Doc, start: int, end: int) -> bool:
    """Whether a phrase is an organisation by its words."""
    if end <= start:
        return False
    text = between(doc, start, end)
    if gazetteer.is_known_organization(text):
        return True
    for i in range(start + 1, end):
        if doc[i].lower_ in {"of", "for", "on"}:
            return is_organization_word(doc[i - 1].text)
    seen = all(token.ent_type_ == "ORG" for token in doc[start:end])
    person = gazetteer.is_given_name(doc[start].text) and end - start == 2 and not seen
    if person or end - start < 2 or not doc[end - 1].text[:1].isupper():
        return False
    heads = known_words("organizations", "heads") | {
        k for k in known_words("organizations", "known") if " " in k
    }
    return any(between(doc, i, end).lower() in heads for i in range(max(start + 1, end - 3), end))
