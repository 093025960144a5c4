"""When the actors of two articles are one: what a name must be to identify somebody by itself."""

from __future__ import annotations

import functools
import re
import unicodedata

from generator.lexicon import load
from generator.model import Actor

_SMALL_WORDS = frozenset(
    ["of", "the", "and", "for", "in", "on", "de", "du", "la", "al", "del", "da", "to", "&"]
)
_APART = re.compile(r"\b([a-z]) (?=[a-z]\b)")  # "h w": two initials with a space between them
_INITIALS = re.compile(r"[a-z]|[bcdfghjklmnpqrstvwxz]{2,3}")  # "w", "hw"; particles have a vowel
_GENERATION = re.compile(r",? (jr|sr|ii|iii|iv)\.?$")


def identity(actor: Actor, briefing: str) -> tuple[str, str]:
    """What an actor is recognised by in other articles.

    Args:
        actor: the actor as one article has it.
        briefing: that article's id.

    Returns:
        A key, equal for actors that are one, and the reason in words. The key of an actor that
        nothing identifies beyond its article holds a line break and the article's id.
    """
    name = folded(actor.name)
    country = countries().get(name) or _governed(name)
    if country and actor.kind in ("country", "organization", "group"):
        return f"country:{country}", f"the lexicon's country {country}"
    if actor.kind == "country":
        return (
            (_alone(actor, briefing), "") if name in demonyms() else (f"country:{name}", "the same country")
        )
    if actor.kind == "person" and (full := full_person_name(actor.name)):
        return f"person:{full}", "the same full name"
    if actor.kind in ("organization", "group") and _is_full_body_name(actor):
        return f"body:{name}", "the same full name"
    return _alone(actor, briefing), ""


@functools.lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name for comparison: no case, accents, leading article, full stops or doubled spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"^the ", "", " ".join(plain.replace(".", "").replace("’", "'").casefold().split()))


@functools.cache
def countries() -> dict[str, str]:
    """Every folded name, capital and seat of government → its country; ambiguous ones left out."""
    out: dict[str, str | None] = {}
    for country, entry in load("countries")["countries"].items():
        keys = ("names", "capital", "seats")
        for word in {folded(word) for word in [country, *(w for key in keys for w in entry.get(key, ()))]}:
            out[word] = country if out.get(word, country) == country else None
    return {word: country for word, country in out.items() if country}


def _governed(name: str) -> str | None:
    """The country of whose government the folded name speaks: "german government"."""
    adjective, _, rest = name.rpartition(" ")
    return country_words().get(adjective.removesuffix("'s")) if rest == "government" else None


@functools.cache
def demonyms() -> frozenset[str]:
    """Every folded adjective and noun for a country's people."""
    entries = load("countries")["countries"].values()
    return frozenset(
        folded(w) for entry in entries for key in ("adjectives", "people") for w in entry.get(key, ())
    )


@functools.cache
def country_words() -> dict[str, str]:
    """Every folded name and adjective of a country → the country; what several share is left out."""
    out: dict[str, str | None] = {}
    for country, entry in load("countries")["countries"].items():
        for key in ("names", "adjectives"):
            for word in {folded(word) for word in [country, *entry.get(key, ())]}:
                out[word] = country if out.get(word, country) == country else None
    return {word: country for word, country in out.items() if country}


def _alone(actor: Actor, briefing: str) -> str:
    return f"{folded(actor.name)}\n{briefing}\n{actor.id}"


def full_person_name(name: str) -> str | None:
    """The folded name without titles, where it has a given and a family name; else None."""
    words = name.replace(",", " ").split()
    while words and folded(words[0]) in _before_a_name():
        words = words[1:]
    is_name = all(word[0].isupper() or folded(word) in _PARTICLES for word in words)
    if len(words) < 2 or not is_name:
        return None
    full = _APART.sub(r"\1", _GENERATION.sub("", folded(" ".join(words))))
    return full if " " in full else None


def without_initials(full: str) -> str:
    """A full personal name, as ``full_person_name`` gives it, without initials in its middle."""
    first, *middle, last = full.split()
    return " ".join([first, *(word for word in middle if not _INITIALS.fullmatch(word)), last])


_PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el"]
)
_PARTICLES |= frozenset(["ibn", "la", "le", "ter", "van", "von", "y"])


@functools.cache
def _before_a_name() -> frozenset[str]:
    """Words that stand before a surname; with it alone they make no full name ("President Santos")."""
    lists = load("titles")
    titles = (folded(word) for key in ("courtesy", "abbreviated", "offices") for word in lists[key])
    return frozenset(titles) | demonyms()


@functools.cache
def _shared(key: str) -> frozenset[str]:
    """The folded words of a list of names that many bodies share."""
    return frozenset(folded(word) for word in load("shared_names")[key])


def _is_spelt_as_name(word: str) -> bool:
    """Whether a single word cannot be a common plural: "G7", "Taliban", but not "Engineers" or "Women"."""
    plural = word.endswith("s") or folded(word) in _shared("people")
    return any(c.isupper() or c.isdigit() for c in word[1:]) or not plural


def _is_full_body_name(actor: Actor) -> bool:
    """A proper name: capitalised throughout, no demonym, not shared by many bodies."""
    words = [word for word in actor.name.split() if folded(word) not in _SMALL_WORDS]
    name = folded(actor.name)
    if not words or not all(any(c.isupper() or c.isdigit() for c in word) for word in words):
        return False
    if actor.kind == "group" and len(words) == 1 and not _is_spelt_as_name(words[0]):
        return False  # "Engineers" at the start of a sentence
    if name in demonyms() or name in _shared("names"):
        return False
    return len(words) > 3 or folded(words[0]) not in _shared("beginnings")
