"""Descriptions -> actors: "the Russian leader", "the company", "the 41-year-old", "the president".

A description is resolved where exactly one actor fits it by role, nationality or type, or where the
one that fits and was spoken of last leaves no doubt.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.actorlib.gazetteer import known_words, phrase_at, place, place_at, titles
from generator.language.actorlib.profile import Profile
from generator.language.forms import between, lowers, texts

_AGE = re.compile(r"^\d{1,3}-year-old$")
_POINTING = frozenset(["the", "this", "that"])
_LANDS = frozenset(["country", "nation", "state"])  # never meant by a body with that word in its name
_NEAR = 60  # tokens before "the agency" within which only one body may be named
_RELATED = lexicon.load("titles")["related"]  # a wider word -> the titles it may mean


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase at tokens ``start`` (its article left off) to ``end`` with its head noun."""

    start: int
    end: int
    noun: str
    nations: frozenset[str]
    definite: bool


def resolve(doc: Doc, found: list[Profile], begin: int) -> list[tuple[int, int, int]]:
    """Return (start, end, actor index) for each description that is clear, in text order."""
    out: list[tuple[int, int, int]] = []
    reached = begin
    for i, definite in _openings(doc, begin):
        described = _description_at(doc, i, definite) if i >= reached else None
        if described is None or any(j in doc._.actor_at for j in range(described.start, described.end)):
            continue
        index = _choose(doc, described, found)
        if index is not None:
            out.append((described.start, described.end, index))
        reached = described.end
    return out


def _openings(doc: Doc, begin: int) -> Iterator[tuple[int, bool]]:
    """Where a description can begin: at "the" (then definite), a nationality, or a title with a capital."""
    low, written = lowers(doc), texts(doc)
    for i in range(begin, len(doc)):
        definite = low[i] in _POINTING
        if definite or place(written[i]) or (written[i][0].isupper() and _is_title(doc[i])):
            yield i, definite


def _description_at(doc: Doc, i: int, definite: bool) -> Description | None:
    """The description whose article is token i, or that begins there without one."""
    first = i + 1 if definite else i
    if first >= len(doc) or doc[first].is_space:
        return None
    before = doc[i - 1].lower_ if i else ""
    if before in {
        "a",
        "an",
        "another",
        "any",
        "no",
        "is",
        "was",
        "be",
        "as",
        "am",
        "are",
        "were",
        "become",
        "became",
    }:
        return None
    return _noun_phrase(doc, first, definite)


def _is_title(token: Token) -> bool:
    return token.lower_ in titles() and token.tag_ in {"NN", "NNP"}


def _noun_phrase(doc: Doc, first: int, definite: bool) -> Description | None:
    """The phrase up to its head noun: the last word that can be a title or an organisation's type."""
    nations: set[str] = set()
    i = first
    noun = ""
    end = first
    while i < len(doc) and i - first < 6:
        stop = phrase_at(doc, i, _heads(), min(len(doc), i + 4))
        if (
            stop
            and doc[stop - 1].tag_ not in {"NNS", "NNPS", "RB"}
            and (
                doc[i].is_lower
                or between(doc, i, stop).lower() in titles()
                or _is_short_name(doc, i, stop, definite)
            )
        ):
            noun, end, i = between(doc, i, stop).lower(), stop, stop
            continue
        age = between(doc, i, i + 5).split()[0] if doc[i].is_digit and i + 5 <= len(doc) else ""
        if _AGE.match(age.rstrip(".,")):
            return Description(first, i + 5, "year-old", frozenset(nations), definite) if definite else None
        hit = place(doc[i].text)
        if hit:
            nations.add(hit.country)
        if noun or not (hit or doc[i].pos_ in {"ADJ", "NOUN", "PROPN", "NUM"} or doc[i].text == "-"):
            break
        i += 1
    if not noun or (end < len(doc) and _goes_on(doc, end)) or _of_a_body(doc, end, noun):
        return None
    if end + 1 < len(doc) and doc[end].lower_ == "for" and doc[end + 1].is_title:
        return None  # "Undersecretary for Education Ann Ode"
    if end + 1 < len(doc) and doc[end].lower_ == "of":
        complement = place_at(doc, end + 1 + (doc[end + 1].lower_ == "the"))
        if complement is None:
            return None
        end = complement[0]
        nations.add(complement[1].country)
    edges = (c.left_edge for c in doc[end - 1].children if c.dep_ == "acl:relcl")
    if any(edge.i == end and edge.tag_ in {"PRP", "NNP"} for edge in edges):
        return None  # "the network he envisaged" is told right there
    return Description(first, end, noun, frozenset(nations), definite)


def _is_short_name(doc: Doc, start: int, end: int, definite: bool) -> bool:
    """Whether a body is called by its last word with its capital, right behind "the": "the Commission"."""
    bodies = lexicon.load("descriptions")["organizations"]["body"]
    return definite and doc[start - 1].lower_ == "the" and between(doc, start, end).lower() in bodies


def _of_a_body(doc: Doc, end: int, noun: str) -> bool:
    """Whether a body's noun tells whose it is, "the company website", or a name ends: "the Union Leader"."""
    head = end - len(noun.split())
    if head == 0:
        return False
    before = doc[head - 1]
    if before.lower_ in _type_words() and noun in lexicon.load("descriptions")["organizations"]["media"]:
        return True
    name = before.pos_ == "PROPN" and before.lower_ not in titles() and not place(before.text)
    return name and doc[end - 1].is_title and before.is_title


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether the phrase only begins a longer noun or a name: "the court decision", "President Putin"."""
    token = doc[end]
    if token.text in {"'s", "\u2019s"}:
        return end + 1 < len(doc) and doc[end + 1].is_title
    if token.text == "-":
        return True
    return token.pos_ in {"NOUN", "PROPN"} and not token.is_space


@functools.cache
def _heads() -> frozenset[str]:
    """The words on which a description can end."""
    return titles() | _type_words()


@functools.cache
def _type_words() -> frozenset[str]:
    data = lexicon.load("descriptions")
    return frozenset(
        [*data["countries"], *(word for words in data["organizations"].values() for word in words)]
    )


def _choose(doc: Doc, described: Description, found: list[Profile]) -> int | None:
    """The actor that a description means, or None."""
    before = [p for p in found if p.heads and p.heads[0] < described.start]
    if described.noun == "year-old":
        return _latest(before, described.start, {"person"}, 40)
    if described.noun in titles():
        fitting = [p for p in before if p.actor.kind == "person" and _has_role(p, described.noun)]
        chosen = _agreeing(fitting, described.nations)
        if chosen:
            return _one_or_latest(chosen, described.start)
        if described.noun not in _type_words():
            return None
    if not described.definite:
        return None
    return _by_type(doc, before, described)


def _has_role(profile: Profile, noun: str) -> bool:
    if noun in profile.roles or any(role.endswith(" " + noun) for role in profile.roles):
        return True
    return bool(profile.roles & set(_RELATED.get(noun, ())))


def _agreeing(fitting: list[Profile], nations: frozenset[str]) -> list[Profile]:
    """Those of the right country; where the description names none, all."""
    if not nations:
        return fitting
    return [p for p in fitting if nations & p.nations]


def _one_or_latest(fitting: list[Profile], at: int) -> int:
    """The only one, else the one spoken of last before a token."""
    return max(fitting, key=lambda p: p.last_before(at)).index


def _latest(before: list[Profile], at: int, kinds: set[str], back: int) -> int | None:
    near = [p for p in before if p.actor.kind in kinds and p.last_before(at) >= max(0, at - back)]
    return _one_or_latest(near, at) if near else None


def _by_type(doc: Doc, before: list[Profile], described: Description) -> int | None:
    """Organisations and countries by what they are."""
    noun = described.noun
    data = lexicon.load("descriptions")
    bodies = [p for p in before if p.actor.kind == "organization"]
    named = [p for p in bodies if noun.split()[-1] in p.words]
    if named and noun not in _LANDS:
        return _one_or_latest(named, described.start)
    if noun in {"government", "administration", "regime", "country", "nation", "republic", "kingdom"}:
        states = [p for p in before if p.actor.kind == "country"]
        main = [p for p in states if p.actor.salience == "main"]
        chosen = (
            _agreeing(states, described.nations)
            if described.nations
            else (main if len(main) == 1 else states)
        )
        return chosen[0].index if len(chosen) == 1 else None
    if noun in data["organizations"]["company"] or noun in data["organizations"]["media"]:
        official = noun in data["organizations"]["body"]  # "the agency" brings news or serves a state
        plain = [p for p in bodies if official or not p.words & _official_words()]
        main = [p for p in plain if p.actor.salience == "main"]
        chosen = main if main else plain
        near = [p for p in chosen if p.last_before(described.start) >= max(0, described.start - 150)]
        return _one_or_latest(near, described.start) if len(near) == 1 or (near and main) else None
    return _told_of(doc, bodies, described.start) if noun in data["organizations"]["body"] else None


def _told_of(doc: Doc, bodies: list[Profile], at: int) -> int | None:
    """The only body that is named near, where the sentence before or this one is about it."""
    near = [p for p in bodies if p.last_before(at) >= max(0, at - _NEAR)]
    last = doc[near[0].last_before(at)] if len(near) == 1 else None
    if last is None or not last.dep_.startswith("nsubj"):
        return None
    return near[0].index if at - last.sent.end <= doc[at].sent.end - doc[at].sent.start else None


@functools.cache
def _official_words() -> frozenset[str]:
    """Words of bodies that are no company: "the company" is not the Ministry."""
    data = lexicon.load("descriptions")["organizations"]
    official = frozenset([*data["body"], *data["force"], *data["party"]]) - frozenset(data["company"])
    return official | known_words("organizations", "state_bodies")
