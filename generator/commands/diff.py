"""``briefings diff``: what changed in briefings since their version before."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.commands.options import add_path
from generator.commands.terminal import OK, SOME_SKIPPED, say
from generator.errors import GeneratorError

if TYPE_CHECKING:
    from generator.history import Changes, History, Item, Past, Time

NAME = "diff"
SUMMARY = "Tell what changed in the briefings: not committed yet or, where all is, in each newest version."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which briefing, and where the pages are."""
    parser.add_argument(
        "briefing", nargs="?", metavar="ID", help="tell all versions of this one, as in 2025/talks"
    )
    add_path(parser, "--output", "briefings", "where the pages are")


def run(arguments: argparse.Namespace) -> int:
    """Print the changes."""
    from generator import history

    known = history.read(arguments.output)
    for fault in known.faults.values():
        say(f"history cannot be read, what stands above the fault is told: {fault}")
    for line in _all_versions(known, arguments.briefing) if arguments.briefing else _newest(known, arguments):
        print(line)
    return SOME_SKIPPED if known.faults else OK


def _all_versions(known: History, ident: str) -> Iterator[str]:
    from generator.nearest import candidates

    past = known.past(ident)
    if not past.versions:
        near = candidates(ident, known.pasts)
        like = f"; there are: {', '.join(near)}" if near else "; run briefings generate first"
        raise GeneratorError(f"no briefing {ident!r} has a history{like}")
    for number in range(len(past.versions)):
        yield from _version(ident, past, number)


def _newest(known: History, arguments: argparse.Namespace) -> Iterator[str]:
    from generator import history

    committed = history.read(arguments.output, uncommitted=False)
    pending = {i: p for i, p in known.pasts.items() if len(p.versions) > len(committed.past(i).versions)}
    several = {ident: past for ident, past in known.pasts.items() if len(past.versions) > 1}
    told = pending or several
    for ident in sorted(told):
        yield from _version(ident, told[ident], len(told[ident].versions) - 1)
    if not told:
        yield "nothing changed: every briefing is at its first version"


def _version(ident: str, past: Past, number: int) -> Iterator[str]:
    from generator.history import changes_in

    version = past.versions[number]
    day = f", {version.dated.isoformat()}" if version.dated else ""
    if number == 0:
        yield f"{ident}: version 1{day}: new, {len(version.put)} items"
        return
    changes = changes_in(past, number)
    why = "the article changed"
    if changes.reread:
        why = "the article moved" if changes.moved_from else "read in another way"
    yield f"{ident}: version {number + 1}{day}: {why}"
    yield from _changes(changes)


def _changes(changes: Changes) -> Iterator[str]:
    if changes.moved_from:
        yield f"  address   was {changes.moved_from}"
    if changes.retitled:
        yield f"  title     was {changes.retitled}"
    for old, new in changes.moved:
        yield f"  moved     {_item(new)}: {_time(old.time)} -> {_time(new.time)}"
    for label, items in (("added", changes.added), ("gone", changes.gone), ("reworded", changes.reworded)):
        for item in items:
            yield f"  {label:<9} {_item(item)}"


def _item(item: Item) -> str:
    from generator.render.escape import visible

    holder = f"{', '.join(item.who)}: " if item.kind == "position" else ""
    return visible(f"{item.kind} {item.id}  {holder}{item.text}")


def _time(time: Time | None) -> str:
    if time is None or time.start is None:
        return f"no date ({time.status})" if time else "no date"
    end = f"/{time.end.isoformat()}" if time.end and time.end != time.start else ""
    return f"{time.start.isoformat()}{end} ({time.status})"
