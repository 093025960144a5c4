"""Capitalised phrases: runs of capitalised words, joined where a small word between them belongs to the name.

"Bank of England", "Department of Health and Human Services" and "Kurdistan Workers' Party" are one
phrase each; "Germany and France" are two. Which phrases are names, and whose, is decided afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc

from generator.language.actorlib import gazetteer
from generator.language.actorlib.gazetteer import is_given_name, known_words, phrase_at, place, titles
from generator.language.actorlib.words import Word, runs
from generator.language.forms import between, texts
from generator.names import abbreviates

_LINKS = frozenset(["of", "for", "of the", "for the", "on", "to", "to the", "on the"])
_HYPHENS = frozenset(["-", "\u2010", "\u2011"])
_POSSESSIVES = frozenset(["'s", "\u2019s", "'", "\u2019"])


def phrases(doc: Doc, begin: int = 0) -> list[tuple[int, int]]:
    """Return the capitalised phrases from token ``begin`` on, as token ranges in text order."""
    lowered = frozenset(filter(str.islower, texts(doc)))
    dated = (_undated(run) for run in runs(doc, lowered))
    found = [part for run in dated if run and run[0].start >= begin for part in _parted(doc, run)]
    alone = Counter(doc[run[0].start : run[-1].end].text for run in found)
    spelled = _spelled_out(doc, begin)
    joined = list(_joined(doc, found, alone))
    clear = [p for p in joined if not any(s < p[1] and p[0] < e for s, e in spelled)]
    rest = [(max(p[0], e), p[1]) for p in joined for s, e in spelled if s < p[1] and p[0] < e < p[1]]
    ahead = [(p[0], s) for p in joined for s, e in spelled if p[0] < s < p[1]]
    return sorted({*clear, *spelled, *rest, *ahead})


def _parted(doc: Doc, run: list[Word]) -> list[list[Word]]:
    """A body's name and the full name of a person right behind it are two: "Harbour Trust Ada Brook"."""
    for n in range(1, len(run) - 1):
        token = doc[run[n].start]
        person = token.ent_type_ == "PERSON" and token.ent_iob_ == "B"
        if person and doc[token.i - 1].ent_type_ == "ORG":
            rest = doc[token.i : run[-1].end]
            return [run[:n], run[n:]] if all(t.ent_type_ == "PERSON" for t in rest) else [run]
    return [run]


def _undated(run: list[Word]) -> list[Word]:
    """Take the names of days and months off the ends: "Sunday Presidents …"."""
    calendar = known_words("time", "weekdays", "months")
    while len(run) > 1 and run[0].text.lower() in known_words("time", "days") and run[0].text.isalpha():
        run = run[1:]
    while run and run[0].text.lower() in calendar and (len(run) == 1 or run[0].text.lower() != "may"):
        run = run[1:]
    while run and run[0].text.lower() in {
        "in",
        "on",
        "at",
        "the",
        "of",
        "for",
        "by",
        "and",
        "a",
        "regarding",
        "as",
    }:
        run = run[1:]
    while run and run[-1].text.lower() in calendar - {"may", "march", "june", "april", "august"}:
        run = run[:-1]
    return run


def _spelled_out(doc: Doc, begin: int) -> list[tuple[int, int]]:
    """Names whose abbreviation behind them shows where they begin: "… and Cultural Organization (UNESCO)"."""
    out: list[tuple[int, int]] = []
    for i, text in enumerate(texts(doc)):
        if text not in {"(", "["} or not begin + 2 <= i < len(doc) - 2:
            continue
        if doc[i + 2].text in {")", "]"} and doc[i + 1].text.isupper():
            start = _spelled_before(doc, i, doc[i + 1].text)
            out += [(start, i)] if start is not None else []
        elif doc[i - 1].text.isupper():
            end = next((j for j in range(i + 2, min(i + 14, len(doc))) if doc[j].text in {")", "]"}), None)
            out += [(i + 1, end)] if end and abbreviates(doc[i - 1].text, between(doc, i + 1, end)) else []
    return out


def _spelled_before(doc: Doc, end: int, short: str) -> int | None:
    for start in range(end - 2, max(-1, end - 14), -1):
        if doc[start].is_space:
            return None
        if doc[start].text[0].isupper() and abbreviates(short, between(doc, start, end)):
            return start
    return None


def _joined(doc: Doc, found: list[list[Word]], alone: Counter[str]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for run in found:
        first, last = run[0].start, run[-1].end
        if start >= 0 and _joins(doc, start, end, first, last, alone):
            end = last
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end


def _joins(doc: Doc, start: int, end: int, first: int, last: int, alone: Counter[str]) -> bool:
    """Whether the phrase start–end and the run first–last are one name."""
    if first - end not in {1, 2}:
        return False
    link = between(doc, end, first).lower()
    if link in _HYPHENS and not doc[end - 1].whitespace_:
        return False
    if "and" in link.split() and doc[end - 1].ent_type_ == "PERSON" and doc[start].lower_ in titles():
        return False  # "President Brook and Congress"
    body = is_one_body(doc, start, last)
    if place(between(doc, start, last)) or (body and not _tells_where(link, doc, first, last)):
        return True
    if link == "at" and _is_campus(doc, start, first, last):
        return True
    if link in _LINKS:
        return _takes_complement(doc, start, end, link)
    if link in _POSSESSIVES:
        return _is_plural_owner(doc[end - 1].lower_) and is_organization_word(doc[last - 1].text)
    if link == "&":
        return not place(between(doc, first, last)) and doc[first].lower_ not in titles()
    if link in {"and", "and the"}:
        return _is_one_body(doc, start, end, first, last, alone)
    return False


def _is_campus(doc: Doc, start: int, first: int, last: int) -> bool:
    """Whether "at" goes on with the campus: "University of Norda at Marlow"."""
    university = doc[start].lower_ == "university" and doc[start + 1].lower_ == "of"
    return university and last - first < 3 and not is_organization_word(doc[last - 1].text)


def _tells_where(link: str, doc: Doc, first: int, last: int) -> bool:
    """Whether what follows a body's name only says where it is: "the Harbour Party in Cyprus"."""
    return link == "in" and place(between(doc, first, last)) is not None


def _takes_complement(doc: Doc, start: int, end: int, link: str) -> bool:
    """Whether what stands before "of" or "for" wants one: an organisation word or an office."""
    word = doc[end - 1].lower_
    if link.startswith("to"):
        return word in {"ambassador", "envoy", "adviser", "advisor", "aide", "consul"}
    if link.startswith("on"):
        return word in {"committee", "commission", "council", "conference", "subcommittee", "panel"}
    if _opens_body(doc, start, end) and not is_place(doc, end):
        return True
    if is_organization_word(doc[end - 1].text) or word in {"appeals", "members", "states"}:
        return True
    if gazetteer.is_known_organization(between(doc, start, end)) and link.startswith("of"):
        return True
    return word in titles() or phrase_at(doc, max(start, end - 2), titles(), end) == end


def _is_plural_owner(word: str) -> bool:
    return word in known_words("descriptions", "people") or word in {"people", "king", "queen"}


def is_organization_word(text: str) -> bool:
    """Whether a capitalised word ends (or, before "of", begins) the name of an organisation."""
    return text[:1].isupper() and text.lower() in known_words("organizations", "heads")


def _is_one_body(doc: Doc, start: int, end: int, first: int, last: int, alone: Counter[str]) -> bool:
    """Whether "X and Y" is one organisation: as its recognizer saw, or by the shape of the name."""
    if is_one_body(doc, start, last):
        return True
    if doc[end - 1].ent_type_ == doc[first].ent_type_ == "ORG" and doc[end].ent_iob_ == "O":
        return False
    left, right = doc[start:end], doc[first:last]
    if is_place(doc, end) and place(right.text) and _names_body_of(doc, start, end):
        return True
    if first - end > 1:
        return False
    if doc[first].lower_ in titles() or place(right.text) or is_given_name(right[0].text):
        return False
    if any(token.lower_ in {"of", "for", "on"} for token in left):
        return (
            _opens_body(doc, start, end)
            and not is_place(doc, end)
            and not gazetteer.is_known_organization(right.text)
        )
    if not is_organization_word(right[-1].text) or is_organization_word(left[-1].text):
        return False
    return not place(left.text) and not is_given_name(left[0].text) and alone[left.text] < 2


def is_one_body(doc: Doc, start: int, last: int) -> bool:
    """Whether the recognizer saw one organisation in all of these tokens, and no given name opens them."""
    return not is_given_name(doc[start].text) and all(
        token.ent_type_ == "ORG" and (token.i == start or token.ent_iob_ == "I") for token in doc[start:last]
    )


def _names_body_of(doc: Doc, start: int, end: int) -> bool:
    """Whether a known body is named before "of": "Islamic State of Iraq …" and Syria."""
    i = next((i for i in range(start + 1, end) if doc[i].lower_ == "of"), None)
    return i is not None and between(doc, start, i).lower() in known_words("organizations", "known")


def is_place(doc: Doc, end: int) -> bool:
    """Whether a phrase ends in a place's name: what follows "and" or "of" is then something new."""
    if place(doc[end - 1].text) or (end > 1 and place(doc[end - 2 : end].text)):
        return True
    inside = end < len(doc) and doc[end].ent_iob_ == "I"
    return doc[end - 1].ent_type_ in {"GPE", "LOC"} and not inside


def _opens_body(doc: Doc, start: int, end: int) -> bool:
    """Whether an organisation word stands before a link in a phrase: "Director of the Centre for Control"."""
    links = (i for i in range(start + 1, end) if doc[i].lower_ in {"of", "for", "on"})
    return any(is_organization_word(doc[i - 1].text) for i in links)
