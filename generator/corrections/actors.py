"""Corrections of actors: name, kind and role; one that is two, and two that are one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.corrections.desk import Desk, marked, name_of
from generator.corrections.finding import Miss, count, place, plain, short
from generator.corrections.records import Entry, Section
from generator.model import Actor, Correction, Evidence, Position

Mentions = list[tuple[str, Evidence]]
_HELD: tuple[Section, ...] = ("positions", "events")  # what an actor can give to another


def correct(desk: Desk, entry: Entry) -> None:
    """Carry out one entry.

    Raises:
        Miss: where what it names is not there.
    """
    if entry.item is None:
        _add(desk, {"name": entry.add, **entry.values}, Correction(added=True))
        return
    ident = desk.find("actors", entry.item)
    if entry.values.get("hide"):
        desk.hidden.add(ident)
        return
    change = {f: entry.values[f] for f in ("name", "kind", "role", "salience") if f in entry.values}
    _change(desk, ident, change)
    if merged := entry.values.get("merge"):
        _merge(desk, ident, [desk.find("actors", name) for name in merged])
    for other in entry.values.get("split", ()):
        _split(desk, ident, other)


def _change(desk: Desk, ident: str, change: Mapping[str, Any]) -> None:
    actor = _get(desk, ident)
    was = {f: getattr(actor, f) or "" for f, new in change.items() if getattr(actor, f) != new}
    _put(desk, marked(actor, replace(actor, **change), **was))


def _merge(desk: Desk, ident: str, others: Iterable[str]) -> None:
    into = _get(desk, ident)
    names = []
    for other in dict.fromkeys(others):
        if other == ident:
            continue
        gone = _get(desk, other)
        names.append(gone.name)
        into = replace(
            _with_mentions(into, [*_mentions(into), *_mentions(gone)]),
            count=into.count + gone.count,
            salience="main" if "main" in (into.salience, gone.salience) else "other",
            role=into.role or gone.role,
        )
        desk.actors = [actor for actor in desk.actors if actor.id != other]
        desk.joined[other] = ident
    _put(desk, marked(_get(desk, ident), into, merge=", ".join(names)))
    _point(desk)


def _split(desk: Desk, ident: str, other: Mapping[str, Any]) -> None:
    """Take some mentions and items from an actor and give them to another."""
    items = [_item(desk, wanted) for wanted in other.get("items", ())]
    whole = _get(desk, ident)
    made = _add(desk, {"kind": whole.kind, **other}, Correction((("split", whole.name),), added=True))
    kept = [(form, at) for form, at in _mentions(_get(desk, ident)) if form not in made.mentions]
    left = replace(_with_mentions(whole, kept), count=max(whole.count - made.count, len(kept)))
    _put(desk, marked(_get(desk, ident), left, split=made.name))
    _give(desk, ident, made.id, items)


def _item(desk: Desk, wanted: str) -> str:
    for section in _HELD:
        try:
            return desk.find(section, wanted)
        except Miss:
            continue
    raise Miss(f"its item {short(wanted)} is no position and no event of the briefing")


def _give(desk: Desk, old: str, new: str, items: Collection[str]) -> None:
    def swapped(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if ident == old else ident for ident in ids))

    was = name_of(desk, old)
    desk.positions = [_given(p, old, new, was) if p.id in items else p for p in desk.positions]
    desk.events = [
        marked(e, replace(e, participants=swapped(e.participants)), participants=was) if e.id in items else e
        for e in desk.events
    ]


def _given(position: Position, old: str, new: str, was: str) -> Position:
    if position.holder == old:
        return marked(position, replace(position, holder=new), holder=was)
    via = tuple(dict.fromkeys(new if ident == old else ident for ident in position.via))
    return marked(position, replace(position, via=via), via=was)


def _add(desk: Desk, values: Mapping[str, Any], correction: Correction) -> Actor:
    """Add an actor; one of that name that was read besides is taken to be the same."""
    name, text = values["name"], desk.article.text
    found = [(form, at) for form in values.get("mentions", (name,)) if (at := place(form, text))]
    missing = [form for form in values.get("mentions", (name,)) if form not in dict(found)]
    if missing:
        raise Miss(
            f"{short(missing[0])} is not in the article word for word; list under 'mentions' how it is named"
        )
    same = [actor.id for actor in desk.actors if plain(actor.name) == plain(name)]
    made = _with_mentions(
        Actor(
            id=desk.new_actor_id(name),
            name=name,
            kind=values.get("kind", "person"),
            role=values.get("role"),
            salience=values.get("salience", "other"),
            mentions=(),
            count=sum(count(form, text) for form, _ in found),
            evidence=(),
            correction=correction,
        ),
        found,
    )
    desk.actors.append(made)
    for ident in same:
        desk.actors = [actor for actor in desk.actors if actor.id != ident]
        desk.joined[ident] = made.id
    _point(desk)
    return made


def _point(desk: Desk) -> None:
    """Let items speak of the actors that took the place of merged ones."""
    if not desk.joined:
        return

    def now(ids: tuple[str, ...], but: str = "") -> tuple[str, ...]:
        return tuple(i for i in dict.fromkeys(map(desk.joined_to, ids)) if i != but)

    held = ((p, desk.joined_to(p.holder)) for p in desk.positions)
    desk.positions = [replace(p, holder=holder, via=now(p.via, but=holder)) for p, holder in held]
    desk.events = [replace(e, participants=now(e.participants)) for e in desk.events]


def _mentions(actor: Actor) -> Mentions:
    return list(zip(actor.mentions, actor.evidence, strict=True))


def _with_mentions(actor: Actor, mentions: Mentions) -> Actor:
    """The actor with these, each form once, in the order of the text."""
    forms: dict[str, Evidence] = {}
    for form, at in sorted(mentions, key=lambda one: (one[1].start, one[1].end)):
        forms.setdefault(form, at)
    return replace(actor, mentions=tuple(forms), evidence=tuple(forms.values()))


def _get(desk: Desk, ident: str) -> Actor:
    for actor in desk.actors:
        if actor.id == ident:
            return actor
    raise Miss("is merged into another, or hidden")


def _put(desk: Desk, changed: Actor) -> None:
    desk.actors = [changed if actor.id == changed.id else actor for actor in desk.actors]
