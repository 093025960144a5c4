"""Two pages of one briefing, before and after somebody's edit → corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import dates
from generator.corrections.adopting import page
from generator.corrections.adopting.page import Fields
from generator.corrections.records import section_of, text_of
from generator.corrections.times import written
from generator.corrections.writing import New
from generator.model import Actor, Item, OpenQuestion, Position


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit comes to.

    Attributes:
        entries: corrections that say the same.
        unclear: what was changed in a way that no correction can say.
        added: items that are new.
    """

    entries: tuple[New, ...]
    unclear: tuple[str, ...] = ()
    added: tuple[Item, ...] = ()


def read(before: str, after: str, names: Mapping[str, str], added: Sequence[Item] = ()) -> Edit:
    """Tell what an edit changed.

    Args:
        before: the page as it was generated.
        after: the page with the edit in it.
        names: the actors' names by their ids.
        added: items that an edit put into the twin.
    """
    old, new = page.read(before), page.read(after)
    entries: list[New] = []
    unclear: list[str] = []
    for (section, ident), fields in old.items():
        told, not_told = _changed(fields, new.get((section, ident)))
        unclear += [f"{ident}: its {name}" for name in not_told]
        if told:
            said = next((fields[name] for name in _TEXTS if fields.get(name)), "") or ""
            entries.append(New(section, "item", ident, told, said))
    entries += (_added(item, names) for item in added)
    return Edit(tuple(entries), tuple(unclear), tuple(added))


def ids_on(text: str) -> set[str]:
    """The ids of the items on a page, and of the actors whose positions stand there."""
    return {ident for _, ident in page.read(text)}


_TEXTS = ("name", "statement", "question", "what", "heading")  # what an item says, whichever it has


def _changed(old: Fields, new: Fields | None) -> tuple[dict[str, Any], list[str]]:
    """The fields that say something else, and those of which nobody knows what.

    An unnamed source has no place of its own: it is there where what it holds is.
    """
    own = set(old) - {"heading"}
    if new is None or not own <= set(new):
        if new is not None:
            return {}, ["place in the list, while what it holds is still there"]
        return ({"hide": True} if own else {}), []
    told: dict[str, Any] = {}
    not_told: list[str] = []
    for name, value in _differences(old, new):
        if value is None:
            not_told.append(name)
        else:
            told[name] = value
    return told, not_told


def _differences(
    old: Mapping[str, str | None], new: Mapping[str, str | None]
) -> Iterator[tuple[str, str | None]]:
    for name in old:
        if name not in new or old[name] == new[name]:
            continue
        if name == "heading":
            if old.get("name") == new.get("name"):
                yield "name", new[name]
        elif name == "days":
            if old["date"] == new["date"]:
                yield "date", _in_words(new[name] or "")
        else:
            yield name, new[name]


def _in_words(words: str) -> str | None:
    """The date that words on a page say: ``Monday 10 March 2031``."""
    if words == "No date yet":
        return "open"
    period = dates.resolve(words, None)
    return written(period.start, period.end) if period and period.start else None


def _added(item: Item, names: Mapping[str, str]) -> New:
    """An entry for an item that is new; whether the article bears it out is seen when it is tried."""
    section, fields = section_of(item), _about(item, names)
    return New(section, "add", text_of(item), {name: value for name, value in fields.items() if value})


def _about(item: Item, names: Mapping[str, str]) -> dict[str, Any]:
    match item:
        case Actor():
            return {"kind": item.kind, "role": item.role, "mentions": list(item.mentions)}
        case Position():
            holder = names.get(item.holder, item.holder)
            via = [names.get(ident, ident) for ident in item.via]
            about = {"holder": holder, "type": item.type, "form": item.form, "via": via}
            return {**about, "evidence": item.sentence}
        case OpenQuestion():
            return {"kind": item.kind, "evidence": (item.sentences or ("",))[0]}
        case _:
            who = [names.get(ident, ident) for ident in item.participants]
            days = {"when": item.when, "date": written(item.start, item.end), "status": item.status}
            return {**days, "participants": who, "evidence": item.sentence}
