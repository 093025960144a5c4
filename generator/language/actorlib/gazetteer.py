"""What the word lists know about a stretch of text: countries, offices, organisations, given names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from generator import lexicon
from generator.language.forms import between, lowers, texts
from generator.names import key

Sort = Literal["name", "adjective", "people", "capital", "seat", "region", "regional", "province"]
LONGEST = 9  # tokens in the longest phrase that is looked up


@dataclass(frozen=True, slots=True)
class Place:
    """A country (or part of the world) that a phrase stands for, and how it does so."""

    country: str
    sort: Sort


@functools.cache
def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    data = lexicon.load("countries")
    sorts: dict[str, Sort] = {
        "names": "name",
        "people": "people",
        "adjectives": "adjective",
        "seats": "seat",
        "capital": "capital",
    }
    for country, entry in data["countries"].items():
        found.setdefault(country, Place(country, "name"))
        for field, sort in sorts.items():
            for phrase in entry.get(field, ()):
                # An adjective that is also a noun for people ("Russian") is kept as an adjective.
                if phrase not in found or (sort == "adjective" and found[phrase].sort == "people"):
                    found[phrase] = Place(country, sort)
    for region, entry in data["regions"].items():
        for phrase in (region, *entry.get("names", ())):
            found.setdefault(phrase, Place(region, "region"))
        for phrase in entry.get("adjectives", ()):
            found.setdefault(phrase, Place(region, "regional"))
    for province in data["provinces"]:
        found.setdefault(province, Place(province, "province"))
    return found


def place(text: str) -> Place | None:
    """Look a phrase up as it is written (case counts: "US" is a country, "us" is not)."""
    return _places().get(text.replace("\u2019", "'") if "\u2019" in text else text)


def place_at(doc: Doc, start: int) -> tuple[int, Place] | None:
    """Return the longest place phrase that begins at a token, as (end token, place)."""
    reach = _reaches_of_places().get(_first_word(texts(doc)[start]), 0)
    if not reach:
        return None
    found = None
    for end in range(start + 1, min(len(doc), start + LONGEST) + 1):
        text = between(doc, start, end)
        if len(text) > reach:
            break
        found = (end, hit) if (hit := place(text)) else found
    return found


@functools.cache
def known_words(name: str, *fields: str) -> frozenset[str]:
    """Return the lower-case entries of some fields of a word list, as one set."""
    data = lexicon.load(name)
    return frozenset(word.lower() for field in fields for word in data[field])


@functools.cache
def titles() -> frozenset[str]:
    """Everything that can stand before a person's name as what he or she is, in lower case."""
    return known_words("titles", "abbreviated", "offices", "phrases", "occupations", "relations", "labels")


@functools.cache
def offices() -> frozenset[str]:
    """Titles that are written with capitals before a name, and their plurals."""
    one = known_words("titles", "abbreviated", "offices", "phrases")
    return one | {word + "s" for word in one if word[-1] not in "s.y"}


@functools.cache
def ranks() -> frozenset[str]:
    """Titles as they stand before a name, in the plural too."""
    return titles() | offices()


_WORD = re.compile(r"\w+|\W")


@functools.cache
def _reaches_of_places() -> dict[str, int]:
    return _reaches(frozenset(_places()))


@functools.cache
def _reaches(phrases: frozenset[str]) -> dict[str, int]:
    """First word → how many characters the longest phrase has that begins with it."""
    found: dict[str, int] = {}
    for phrase in phrases:
        opening = _first_word(phrase)
        found[opening] = max(found.get(opening, 0), len(phrase))
    return found


def _first_word(text: str) -> str:
    """The word or mark that a text begins with."""
    return text if text.isalpha() else _WORD.findall(text)[0]


def phrase_at(doc: Doc, start: int, phrases: frozenset[str], stop: int) -> int | None:
    """Return the end of the longest phrase of a set that begins at a token, or None."""
    reach = _reaches(phrases).get(_first_word(lowers(doc)[start]), 0)
    if not reach:
        return None
    found = None
    for end in range(start + 1, min(stop, start + LONGEST) + 1):
        text = between(doc, start, end).lower().replace("\u2019", "'")
        if len(text) > reach:
            break
        found = end if text in phrases else found
    return found


def is_given_name(word: str) -> bool:
    """Tell whether a capitalised word is a given name of the list."""
    return word in _given()


@functools.cache
def _given() -> frozenset[str]:
    data = lexicon.load("given_names")
    return frozenset([*data["male"], *data["female"], *data["either"]])


@functools.cache
def _genders() -> dict[str, str]:
    """Given names as written, and titles in lower case: "m" or "f"."""
    names, title = lexicon.load("given_names"), lexicon.load("titles")
    lists = {"m": [*names["male"], *title["male"]], "f": [*names["female"], *title["female"]]}
    return {word: sex for sex, words in lists.items() for word in words}


def gender_of(words: Iterable[str]) -> str | None:
    """Return "m" or "f" for the first word that tells it (given names and titles), else None."""
    told = _genders()
    return next((sex for word in words if (sex := told.get(word) or told.get(word.lower()))), None)


@functools.cache
def _organization_keys() -> frozenset[str]:
    data = lexicon.load("organizations")
    return frozenset(key(word) for word in [*data["known"], *data["state_bodies"]])


def is_known_organization(text: str) -> bool:
    """Tell whether a name, as written with capitals, is a body of the list (its short form included)."""
    return text in lexicon.load("organizations")["acronyms"] or key(text) in _organization_keys()
