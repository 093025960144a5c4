"""All briefings and the history of all: lasting ids, new versions, and who moved to another address."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.crossindex import SiteIndex
from generator.history import lines, pages
from generator.history.folder import History, digest_of
from generator.history.pasts import SUFFIX, Pasts
from generator.history.records import ItemKind, Past, Version
from generator.history.settle import article_digest, items_of, record, settle
from generator.model import Briefing
from generator.settled import Settling
from generator.shelf import Shelved

Correct = Callable[[Briefing, Past], Briefing]
_SHARED_ITEMS = 3  # so many items, and half of all, say that an article at another address is the same


def advance(
    history: History,
    briefings: Sequence[Briefing],
    *,
    unread: Collection[str] = (),
    correct: Correct = lambda read, past: read,
    readings: Mapping[str, str] | None = None,
) -> tuple[list[Briefing], History]:
    """Give items their lasting ids and write down what is new.

    Args:
        history: as it was read.
        briefings: as they were read from their articles.
        unread: ids of articles that are there and cannot be read: nothing is concluded about them.
        correct: what editors make of a briefing whose items have their lasting ids, and of its past.
        readings: id → digest of what was read, as far as it is known, for briefings that no editor corrects.
            What came out of the last run as it was read does so again.

    Returns:
        The briefings with lasting ids, corrected, in the same order, and the history with their versions
        added. With the same briefings, a second time changes nothing.
    """
    pasts, texts = history.pasts.copy(), history.texts.copy()
    moves = _moves(history, briefings, unread)
    for old, new in moves.items():
        pasts[new], texts[new + SUFFIX] = pasts.pop(old), texts.pop(old + SUFFIX)
    # A briefing that took over another's history is settled by that: what is known of it was found without.
    readings = {
        i: digest for i, digest in (readings or {}).items() if i not in {*moves.values(), *history.faults}
    }
    out, settled = [], {}
    for briefing in briefings:
        reading, ident = readings.get(briefing.id), briefing.id
        known = history.settled.get(ident)
        if known and known.reading == reading:
            _stand(ident, history, pasts, texts)
            out.append(briefing)
            settled[ident] = known
            continue
        read = settle(briefing, past := pasts.get(ident, Past()))
        shown = correct(read, past)
        out.append(shown)
        if ident in history.faults:
            continue  # its file stands as it is, so what it would say is not known to later runs either
        now = record(read, shown, past)
        if now is not past:
            pasts[ident] = now
            _append(texts, ident, now.versions[len(past.versions) :])
        if reading and shown is briefing:
            before, after = (digest_of(found.get(ident + SUFFIX)) for found in (history.texts, texts))
            settled[ident] = Settling(reading, before, after, now.addresses)
    return out, replace(history, pasts=pasts, texts=texts, settled=settled)


def _stand(ident: str, history: History, pasts: Pasts, texts: Shelved[str]) -> None:
    """Let a history be what the last run made of it."""
    path = ident + SUFFIX
    if history.on_disk[path] != texts.get(path):
        texts[path] = history.on_disk[path]
        pasts.put_unread(ident, history.on_disk)


def _append(texts: Shelved[str], ident: str, added: Iterable[Version]) -> None:
    texts[ident + SUFFIX] = _joined(texts.get(ident + SUFFIX, ""), "".join(map(lines.written, added)))


def _joined(text: str, added: str) -> str:
    return f"{text}\n{added}" if text and added and not text.endswith("\n") else text + added


def advance_pages(history: History, index: SiteIndex, page_from: int) -> History:
    """Write down which pages of actors and topics there are, and where those went that are no more.

    Args:
        history: with the versions of the index's briefings.
        index: what the pages are made from.
        page_from: in how many briefings an actor must be named to have a page without a position.
    """
    renamed = {old: b.id for b in index.briefings for old in history.addresses(b.id) if old != b.id}
    actors = {actor.slug: actor for actor in index.actors if actor.has_page(page_from)}
    topics = {topic.slug: topic for topic in index.topics}
    there = {
        "actors": _Members(
            actors, lambda slug: [f"{s.briefing.id}#{s.ids[0]}" for s in reversed(actors[slug].appearances)]
        ),
        "topics": _Members(topics, lambda slug: [b.id for b in reversed(topics[slug].briefings)]),
    }
    logs, texts = dict(history.logs), history.texts.copy()
    for kind, members in there.items():
        if kind in history.faults:
            continue
        added = pages.news(history.pages_of(kind), members, renamed, spread=kind == "topics")
        text = _joined(texts.pop(kind + SUFFIX, ""), added)
        logs[kind] = pages.read(text, kind)
        texts[kind + SUFFIX] = text
    for path in [path for path, text in texts.items() if not text]:
        del texts[path]
    return replace(history, logs=logs, texts=texts)


class _Members(Mapping[str, list[str]]):
    """The members of each page, put together when they are asked for: all at once they take much memory."""

    def __init__(self, addresses: Collection[str], of: Callable[[str], list[str]]) -> None:
        self._addresses, self._of = addresses, of

    def __getitem__(self, address: str) -> list[str]:
        return self._of(address)

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)


def orphans(history: History, live: Collection[str]) -> list[str]:
    """Ids of briefings that were and are no more; one that moved is at its new address."""
    return sorted(ident for ident in history.pasts if ident not in live and history.pasts[ident].versions)


def _moves(history: History, briefings: Sequence[Briefing], unread: Collection[str]) -> dict[str, str]:
    """Old id → new id, for articles that have no past of their own and are one that is no more."""
    new = [briefing for briefing in briefings if not history.pasts.has_versions(briefing.id)]
    left = orphans(history, {*(briefing.id for briefing in briefings), *unread, *history.faults})
    if not new or not left:
        return {}
    by_article = {history.pasts[ident].versions[-1].article: ident for ident in reversed(left)}
    holders = _holders({ident: history.pasts[ident] for ident in left})
    moves: dict[str, str] = {}
    for briefing in sorted(new, key=lambda briefing: briefing.id):
        same = by_article.get(article_digest(briefing.article)) or _most_alike(briefing, holders, history)
        if same and same not in moves and briefing.id not in history.faults:
            moves[same] = briefing.id
    return moves


Saying = tuple[ItemKind, str]


def _holders(pasts: Mapping[str, Past]) -> dict[Saying, list[str]]:
    holders: dict[Saying, list[str]] = defaultdict(list)
    for ident, past in pasts.items():
        for saying in _sayings(past):
            holders[saying].append(ident)
    return holders


def _sayings(past: Past) -> set[Saying]:
    """What its last version said; actors are left out: many articles name the same."""
    there = (last.item for last in past.items.values() if last.known and last.item.editor != "added")
    return {(item.kind, item.text) for item in there if item.kind != "actor"}


def _most_alike(briefing: Briefing, holders: Mapping[Saying, list[str]], history: History) -> str | None:
    said = {(item.kind, item.text) for item in items_of(briefing) if item.kind != "actor"}
    shared = Counter(ident for saying in said for ident in holders.get(saying, ()))
    best = min(shared, key=lambda ident: (-shared[ident], ident), default=None)
    if best is None or shared[best] < _SHARED_ITEMS:
        return None
    return best if shared[best] * 2 >= max(len(said), len(_sayings(history.pasts[best]))) else None
