"""Addresses of actors' and topics' pages: where a page went whose name changed.

What such a page is about is known by a few of its members: where an actor appears (``bridge#ada-brook``),
which briefings a topic has. When a page is there no more, it went to where most of them are now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from generator.history import lines
from generator.history.lines import Fault, HistoryError
from generator.history.records import Past

_MEMBERS = 5  # of a page, the oldest: enough to find it again


@dataclass(frozen=True)
class Pages:
    """What is known of the pages of one kind.

    Attributes:
        there: address → members, for pages that were there at last.
        moved: former address → the one that took its place.
        gone: addresses that nothing took the place of.
    """

    there: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()

    def now(self, address: str) -> str | None:
        """Where a page is now; None where it is nowhere."""
        seen: set[str] = set()
        while address in self.moved and address not in seen:
            seen.add(address)
            address = self.moved[address]
        return address if address in self.there else None


def read(text: str, path: str) -> Pages:
    """Read the log of one kind of pages.

    Raises:
        HistoryError: with the line and what was found there; nothing of the log is used then.
    """
    there: dict[str, tuple[str, ...]] = {}
    moved: dict[str, str] = {}
    gone: set[str] = set()
    try:
        for line in lines.split(text):
            address = line.take(_kind(line), lines.text)
            for former in (there, moved):
                former.pop(address, None)
            gone.discard(address)
            if "page" in line.value:
                there[address] = line.take("of", lines.texts)
            elif "moved" in line.value:
                moved[address] = line.take("to", lines.text)
            else:
                gone.add(address)
    except Fault as fault:
        raise HistoryError(path, fault.line, fault.why, Past()) from fault
    return Pages(there, moved, frozenset(gone))


def _kind(line: lines.Line) -> str:
    for kind in ("page", "moved", "gone"):
        if kind in line.value:
            return kind
    raise Fault(line.number, 'no page, moved or gone; a line reads {"moved": "brook", "to": "ada-brook"}')


def news(
    known: Pages, there: Mapping[str, Sequence[str]], renamed: Mapping[str, str], *, spread: bool
) -> str:
    """What is to be added to the log.

    Args:
        known: what it says so far.
        there: the pages that there are now, each with its members, the oldest first.
        renamed: former id → id of briefings that have another address now.
        spread: whether a member may belong to several pages, as a briefing does to its topics. Then only a
            page that is new can have taken the place of one that is gone.
    """
    lost = {
        address: [_renamed(member, renamed) for member in known.there[address]]
        for address in sorted(set(known.there) - set(there))
    }
    home: dict[str, list[str]] = {member: [] for members in lost.values() for member in members}
    for address in there if lost else ():
        if not (spread and address in known.there):
            for member in home.keys() & there[address]:
                home[member].append(address)
    values: list[dict[str, object]] = []
    for address, members in lost.items():
        votes = Counter(place for member in members for place in home.get(member, ()))
        best = min(votes, key=lambda place: (-votes[place], place), default=None)
        if best is not None and votes[best] * 2 >= len(members):
            values.append({"moved": address, "to": best})
        else:
            values.append({"gone": address})
    for address in sorted(there):
        members = list(there[address])
        if set(members).isdisjoint(known.there.get(address, ())):
            values.append({"page": address, "of": members[:_MEMBERS]})
    return "".join(_written(value) for value in values)


def ours(text: str) -> bool:
    """Whether every line is as ``news`` wrote it, none by somebody's hand: each ends with a digest of it."""
    values = (line.value for line in lines.split(text))
    return text == "".join(_written({k: v for k, v in value.items() if k != "key"}) for value in values)


def _written(value: dict[str, object]) -> str:
    return lines.dumps({**value, "key": lines.key(value)})


def _renamed(member: str, renamed: Mapping[str, str]) -> str:
    ident, mark, rest = member.partition("#")
    return renamed.get(ident, ident) + mark + rest


def without(text: str, ids: Collection[str]) -> str:
    """The log as if some briefings had never been; pages of them alone are not known to it any more.

    Args:
        text: the log.
        ids: the briefings' addresses, former ones too.

    Raises:
        Fault: at the first line that is none of a log.
    """
    values = [line.value for line in lines.split(text)]
    last = {value["page"]: value.get("of", []) for value in values if "page" in value}
    alone = {address for address, members in last.items() if members and not _others(members, ids)}
    out = []
    for value in values:
        if alone & {value.get("page"), value.get("moved"), value.get("gone"), value.get("to")}:
            continue
        rest = {name: one for name, one in value.items() if name != "key"}
        out.append(_written(rest | {"of": _others(rest["of"], ids)} if "of" in rest else rest))
    return "".join(out)


def _others(members: Sequence[str], ids: Collection[str]) -> list[str]:
    return [member for member in members if member.partition("#")[0] not in ids]
