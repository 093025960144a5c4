"""``briefings actors``: which actors were joined across articles, and why."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from generator.commands import across
from generator.commands.terminal import OK, say

if TYPE_CHECKING:
    from generator.crossindex import SiteActor

NAME = "actors"
SUMMARY = "List which actors of different articles are taken for one, and why; content/actors.yml changes it."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which actors, and in which form."""
    across.add_arguments(parser)
    parser.add_argument("--all", action="store_true", help="also list actors of a single article")
    parser.add_argument("name", nargs="*", metavar="NAME", help="only actors with these words in a name")


def run(arguments: argparse.Namespace) -> int:
    """Print them, and notes on entries that no article bears out."""
    index = across.index(arguments)
    wanted = " ".join(arguments.name).casefold()
    chosen = [
        actor
        for actor in index.actors
        if (arguments.all or wanted or actor.reason or actor.apart)
        and any(wanted in name.casefold() for name in (actor.name, *actor.aliases))
    ]
    if arguments.json:
        print(json.dumps([as_json(actor) for actor in chosen], ensure_ascii=False, indent=1))
    else:
        for line in as_text(chosen):
            print(line)
    for note in index.notes:
        say(f"note: {note}")
    return OK


def as_text(actors: Iterable[SiteActor]) -> Iterator[str]:
    """A line for each actor with the reason, then a line for each article that has it."""
    for actor in actors:
        why = "; ".join(words for words in (actor.reason, actor.apart) if words)
        yield f"{actor.name} ({actor.kind}) [{actor.slug}]{f': {why}' if why else ''}"
        for seen in actor.appearances:
            for one in seen.actors:
                role = f", {one.role}" if one.role else ""
                yield f"  {seen.briefing.id}: {one.name}{role}"


def as_json(actor: SiteActor) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "slug": actor.slug,
        "name": actor.name,
        "kind": actor.kind,
        "reason": actor.reason or None,
        "apart": actor.apart or None,
        "appearances": [
            {"briefing": seen.briefing.id, "actor": one.id, "name": one.name, "role": one.role}
            for seen in actor.appearances
            for one in seen.actors
        ],
    }
