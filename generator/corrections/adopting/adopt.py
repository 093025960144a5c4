"""A file that somebody edited → the corrections that say the same, and what none of them can say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import article as articles
from generator.corrections import reading, subject, writing
from generator.corrections.adopting import edit, generated, rest
from generator.corrections.apply import apply
from generator.corrections.records import items_of
from generator.errors import GeneratorError
from generator.model import Actor, Briefing, Item
from generator.render import from_json
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an edit comes to.

    Attributes:
        path: the file of corrections.
        before, after: its text.
        left: what was edited and no correction says.
    """

    path: Path
    before: str
    after: str
    left: tuple[str, ...]


def adopt(file: Path, content: Path, output: Path, settings: Settings) -> Adopted:
    """Work it out; nothing is written.

    Args:
        file: a briefing's page or twin below ``output``.
        content: the articles.
        output: the generated pages.
        settings: what the pages were generated with.

    Raises:
        GeneratorError: where the file is no briefing's, was not edited, or its counterpart was edited too.
    """
    ident = _ident(file, output)
    article = subject.article_of(content, ident)
    path = reading.path_of(article)
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    known = reading.parse(text, path)
    pages = generated.Pages(output, content, settings)
    name = article.relative_to(content).as_posix()
    if file.suffix == ".md":
        base = _placed(subject.twin_of(output, ident), name, path.is_file())
        before, edited = pages.page(base), file.read_text(encoding="utf-8")
        found = edit.read(before, edited, _names(base))
    else:
        before = (output / f"{ident}.md").read_text(encoding="utf-8")
        base, found = _of_twin(file, before, pages, name, path.is_file())
    after = writing.written(text, found.entries)
    tried = [entry for entry in found.entries if file.suffix == ".md" or "hide" not in entry.fields]
    said = reading.parse(writing.written(text, tried), path)
    subject.try_out(_without_new(base, found), content, known, said)
    if file.suffix == ".md":
        new = reading.parse(writing.written("", found.entries), path)
        read = replace(base, article=articles.read(article, content, first_seen=None))
        corrected = generated.marked_as(apply(read, new).briefing, base)
        left = [*rest.not_turned(before, edited, pages.page(replace(corrected, article=base.article)))]
    else:
        left = _left_of_twin(file, output)
    return Adopted(path, text, after, (*found.unclear, *left))


def _ident(file: Path, output: Path) -> str:
    try:
        path = file.resolve(strict=True).relative_to(output.resolve())
    except (OSError, ValueError) as error:
        raise GeneratorError(f"{file}: no such file below {output}; name an edited page or twin") from error
    ident = path.with_suffix("").as_posix()
    pair = {f"{ident}.md", f"{ident}.json"}
    if path.as_posix() not in pair or not all((output / one).is_file() for one in pair):
        raise GeneratorError(f"{file}: no briefing; a page made from several is corrected in each of theirs")
    if generated.is_generated(output, path.as_posix()):
        raise GeneratorError(f"{file}: is as it was generated; nothing is to be adopted")
    [other] = pair - {path.as_posix()}
    if not generated.is_generated(output, other):
        raise GeneratorError(
            f"{file}: {output / other} was edited too; take one back (git checkout), then adopt the other"
        )
    return ident


def _placed(briefing: Briefing, name: str, corrected: bool) -> Briefing:
    """A twin as it was when its page was rendered: it knows its article's file."""
    return replace(briefing, article=replace(briefing.article, path=name), has_corrections=corrected)


def _names(briefing: Briefing) -> dict[str, str]:
    return {actor.id: actor.name for actor in briefing.actors}


def _of_twin(
    file: Path, before: str, pages: generated.Pages, name: str, corrected: bool
) -> tuple[Briefing, edit.Edit]:
    """The edited twin, and what the edit changed."""
    try:
        edited = _placed(from_json(_loaded(file)), name, corrected)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GeneratorError(f"{file}: is no briefing any more: {type(error).__name__}: {error}") from error
    there = edit.ids_on(before)
    added = [item for item in items_of(edited) if item.id not in there and not _without_place(item)]
    return edited, edit.read(before, pages.page(edited), _names(edited), added)


def _without_place(item: Item) -> bool:
    """An unnamed source stands on a page only where what it holds stands."""
    return isinstance(item, Actor) and item.kind == "unnamed"


def _loaded(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _without_new(briefing: Briefing, found: edit.Edit) -> Briefing:
    """The briefing to try corrections on: what they add is not in it yet."""
    new = {id(item) for item in found.added}

    def known(items: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(item for item in items if id(item) not in new)

    return replace(
        briefing,
        actors=known(briefing.actors),
        positions=known(briefing.positions),
        open_questions=known(briefing.open_questions),
        events=known(briefing.events),
    )


def _left_of_twin(file: Path, output: Path) -> list[str]:
    path = file.resolve().relative_to(output.resolve()).as_posix()
    text = generated.committed(output, path)
    if text is None:
        return [
            "what else was edited: nobody can tell, since the last commit does not hold the file as generated"
        ]
    return list(rest.not_turned_in_twin(json.loads(text), _loaded(file)))
