"""What can be found → the small pages that Pagefind indexes.

Pagefind can narrow a search to pages, not to parts of one, and every page costs a reader some bytes
before the first result. So one record holds what a briefing has of one kind, and actors who have no
briefing in common share a record, forty at a time. An entry begins at an anchor whose id is its address.

Pagefind fetches a filter whole. Values are therefore spread over many small filters: one for each kind and
topic, for each year its months, for each letter the actors whose names begin with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import tostring  # type: ignore[import-untyped]

from generator.search.entries import KINDS, Entry, FoundPage

TOGETHER = 40  # entries without a briefing in one record
YES = "yes"
_ALONE = ("actor", "topic")  # what belongs to no single briefing; each of them is found once
_WEIGHTS = {"briefing": "4", "actor": "4", "topic": "4"}  # of a label against plain text

Filters = Sequence[tuple[str, str]]


def of_pages(pages: Sequence[FoundPage]) -> Iterator[tuple[str, str]]:
    """Make the records.

    Args:
        pages: with what can be found on each.

    Yields:
        A path and the HTML that stands there.
    """
    alone: dict[tuple[str, ...], Entry] = {}
    for page in pages:
        for kind, group in groupby(sorted(page.entries, key=_by_kind), key=lambda entry: entry.kind):
            entries = list(group)
            if kind not in _ALONE:
                yield f"{kind}/{unquote(_page_of(entries[0]))}index.html", _record(page, entries)
                continue
            for entry in entries:  # a page of its own tells apart those who share a name
                page_of = _page_of(entry) if entry is page.entries[0] else ""
                alone.setdefault((kind, entry.label, page_of), entry)
    yield from _lists(alone.values())


def _lists(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Records of what belongs to no single briefing, in the order of the alphabet."""
    ordered = sorted(entries, key=lambda entry: (entry.kind, entry.label.casefold(), entry.address))
    for kind, group in groupby(ordered, key=lambda entry: entry.kind):
        some = list(group)
        for number in range(0, len(some), TOGETHER):
            page = FoundPage("", None, (), (), tuple(some[number : number + TOGETHER]))
            yield f"{kind}/{number}.html", _record(page, page.entries)


def _record(page: FoundPage, entries: Sequence[Entry]) -> str:
    root = etree.Element("html", lang="en")
    etree.SubElement(etree.SubElement(root, "head"), "meta", charset="utf-8")
    body = etree.SubElement(root, "body")
    if page.title:
        etree.SubElement(body, "i", {"data-pagefind-meta": "title[data-v]", "data-v": page.title})
    for key, value in _filters(page, entries):
        etree.SubElement(body, "i", {"data-pagefind-filter": f"{key}[data-v]", "data-v": value})
    for entry in entries:
        _add(body, entry)
    return str(tostring(root, encoding="unicode", doctype="<!doctype html>"))


def _add(body: etree._Element, entry: Entry) -> None:
    section = etree.SubElement(body, "p")
    weight = _WEIGHTS.get(entry.kind, "1")
    etree.SubElement(section, "b", {"id": entry.address, "data-pagefind-weight": weight}).text = entry.label
    etree.SubElement(section, "span").text = f" {entry.text}"


def _filters(page: FoundPage, entries: Sequence[Entry]) -> Filters:
    """A record's filters. Positions belong to who holds them, a briefing to everybody whom it names."""
    kind = entries[0].kind
    found = [(f"kind-{kind}", YES), *((f"topic-{topic}", YES) for topic in page.topics)]
    if page.day:
        found += [(f"year-{page.day[:4]}", page.day[:7]), ("day", page.day)]
    names = page.actors
    if kind in ("position", "event"):
        names = tuple(dict.fromkeys(name for entry in entries for name in entry.actors))
    return found + [(f"actor-{initial(name)}", name) for name in names]


def initial(name: str) -> str:
    """The letter under which an actor is filed; the theme's scripts do the same."""
    first = name[:1].lower()
    return first if "a" <= first <= "z" else "other"


def _by_kind(entry: Entry) -> int:
    return KINDS.index(entry.kind)


def _page_of(entry: Entry) -> str:
    return entry.address.partition("#")[0]
