"""What a command about one briefing is about: its twin, its article, the item that is meant."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from generator import article as articles
from generator.corrections.apply import apply
from generator.corrections.desk import Desk
from generator.corrections.finding import Miss
from generator.corrections.records import SECTIONS, Corrections, Section, text_of
from generator.errors import GeneratorError
from generator.history import Past
from generator.model import Briefing
from generator.nearest import candidates
from generator.render.twin import from_json


def twin_of(output: Path, ident: str) -> Briefing:
    """The briefing as it was last generated.

    Raises:
        GeneratorError: with the nearest ids where there is none.
    """
    try:
        return from_json(json.loads((output / f"{ident}.json").read_text(encoding="utf-8")))
    except OSError as error:
        found = (path.relative_to(output).with_suffix("").as_posix() for path in output.rglob("*.json"))
        every = [name for name in found if not name.startswith(".") and not name.endswith(".schema")]
        near = ", ".join(candidates(ident, every))
        like = f"there are: {near}" if near else "run 'briefings generate' first"
        raise GeneratorError(f"{output}: no briefing {ident!r}; {like}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GeneratorError(
            f"{output}/{ident}.json: is no briefing; run 'briefings generate' again"
        ) from error


def article_of(content: Path, ident: str) -> Path:
    """The article's file.

    Raises:
        GeneratorError: where there is none.
    """
    for path in articles.discover(content) if content.is_dir() else ():
        if articles.claimed_id(path, path.relative_to(content).as_posix()) == ident:
            return path
    raise GeneratorError(f"{content}: no article has the id {ident!r}; its briefing is all that there is")


def item_of(briefing: Briefing, wanted: str) -> tuple[Section, str, str]:
    """The section, the id and the text of the item that is meant.

    Raises:
        GeneratorError: with the nearest items where there is none, or with the ids where there are several.
    """
    desk = Desk(briefing, Past())
    misses = []
    found: list[tuple[Section, str, str]] = []
    for section in SECTIONS:
        try:
            ident = desk.find(section, wanted)
        except Miss as miss:
            misses.append(f"{section}: {miss}")
        else:
            texts = {item.id: text_of(item) for item in desk.items(section)}
            found.append((section, ident, texts[ident]))
    if len(found) == 1:
        return found[0]
    if found:
        raise GeneratorError(
            f"{wanted!r} means several: {', '.join(f'{ident} ({text})' for _, ident, text in found)}"
        )
    near = [miss for miss in misses if "nothing like it" not in miss] or [
        f"'briefings correct {briefing.id}' lists them"
    ]
    raise GeneratorError(f"no item {wanted!r} in {briefing.id}; " + "; ".join(near))


def try_out(briefing: Briefing, content: Path, before: Corrections, after: Corrections) -> None:
    """Make corrections without writing anything.

    Args:
        briefing: as it was last generated.
        content: the folder of its article.
        before: the corrections that there are; what is reported of them is no news.
        after: the same with new ones.

    Raises:
        GeneratorError: what would be reported of the new ones.
    """
    path = article_of(content, briefing.id)
    read = replace(briefing, article=articles.read(path, content, first_seen=None))
    known = set(_faults(read, before))
    new = [fault for fault in _faults(read, after) if fault not in known]
    if new:
        raise GeneratorError("nothing was written: " + "; ".join(new))


def _faults(read: Briefing, said: Corrections) -> list[str]:
    """What would be reported, without the lines, which move."""
    return [note.partition(": ")[2].partition("; the entry is kept")[0] for note in apply(read, said).notes]
