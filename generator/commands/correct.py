"""``briefings correct``: an editor's corrections of one briefing, without editing YAML."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.commands.options import add_path
from generator.commands.terminal import OK, say
from generator.errors import GeneratorError

if TYPE_CHECKING:
    from generator.corrections import Section
    from generator.corrections.writing import New
    from generator.model import Briefing, Item

NAME = "correct"
SUMMARY = "List a briefing's items, and write what is wrong with one into the corrections beside its article."
_LISTS = ("merge", "split", "via", "participants", "mentions")  # fields that may be given several times


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which briefing, which item, and what is right."""
    parser.usage = (
        "briefings correct ID [ITEM [FIELD=VALUE ...]] [--add KIND | --hide | --undo] [--dry-run] [...]"
    )
    parser.add_argument(
        "briefing", metavar="ID", help="the briefing, as in 2025/talks; alone: list its items"
    )
    parser.add_argument("item", nargs="?", metavar="ITEM", help="the item's id or text; with --add its text")
    parser.add_argument(
        "fields", nargs="*", metavar="FIELD=VALUE", help='what is right, as in holder="Ada Brook" type=demand'
    )
    kinds = ("actors", "positions", "questions", "events")
    parser.add_argument("--add", choices=kinds, help="add an item; FIELDs say what it is")
    parser.add_argument("--hide", action="store_true", help="show the item no longer")
    parser.add_argument("--undo", action="store_true", help="take back what the file says about the item")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    add_path(parser, "--content", "content", "the articles")
    add_path(parser, "--output", "briefings", "the generated pages")


def run(arguments: argparse.Namespace) -> int:
    """List the items, or write the correction."""
    from generator import corrections
    from generator.corrections.subject import article_of, twin_of

    briefing = twin_of(arguments.output, arguments.briefing)
    path = corrections.path_of(article_of(arguments.content, arguments.briefing))
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    corrections.parse(text, path)
    if arguments.item is None:
        for line in _listed(briefing):
            print(line)
        return OK
    return _save(path, text, _edited(arguments, briefing, path, text), dry=arguments.dry_run)


def _listed(briefing: Briefing) -> Iterator[str]:
    from generator.corrections import items_of, section_of, text_of
    from generator.render import corrected
    from generator.render.escape import visible

    names = {actor.id: actor.name for actor in briefing.actors}
    section = None
    for item in items_of(briefing):
        if section != (section := section_of(item)):
            yield f"{section}:"
        note = corrected.note(item)
        said = f"{text_of(item)} ({_about(item, names)}){f' [{note}]' if note else ''}"
        yield f"  {item.id}  {visible(said)}"


def _about(item: Item, names: dict[str, str]) -> str:
    from generator.corrections import times
    from generator.model import Actor, OpenQuestion, Position

    match item:
        case Actor():
            return f"{item.kind}{f', {item.role}' if item.role else ''}"
        case Position():
            return f"{names.get(item.holder, item.holder)}, {item.type}"
        case OpenQuestion():
            return item.kind
        case _:
            return f"{times.written(item.start, item.end)}, {item.status}"


def _edited(arguments: argparse.Namespace, briefing: Briefing, path: Path, text: str) -> str:
    """The file's new text, checked.

    Raises:
        GeneratorError: where the item is not there, or what is said of it cannot be.
    """
    from generator import corrections
    from generator.corrections import writing
    from generator.corrections.subject import try_out

    if arguments.undo:
        left = writing.without(text, _names(arguments.item, briefing))
        if left == text:
            raise GeneratorError(f"{path}: says nothing about {arguments.item!r}")
        return left
    entry = _entry(arguments, briefing)
    out = writing.written(text, [entry])
    try_out(briefing, arguments.content, corrections.parse(text, path), corrections.parse(out, path))
    return out


def _names(wanted: str, briefing: Briefing) -> list[str]:
    """What an item may be called in the file: its id, and what it says."""
    from generator.corrections import items_of, text_of

    named = [(item.id, text_of(item)) for item in items_of(briefing)]
    return [wanted, *(name for names in named if wanted in names for name in names)]


def _entry(arguments: argparse.Namespace, briefing: Briefing) -> New:
    from generator.corrections.subject import item_of
    from generator.corrections.writing import New

    fields = _fields(arguments.fields)
    if arguments.add:
        section: Section = arguments.add
        return New(section, "add", arguments.item, fields)
    if arguments.hide:
        fields["hide"] = True
    if not fields:
        raise GeneratorError(f"say what is right of {arguments.item!r}, as in type=demand, or --hide it")
    section, ident, says = item_of(briefing, arguments.item)
    return New(section, "item", ident, fields, comment=says)


def _fields(given: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for one in given:
        name, mark, value = one.partition("=")
        if not mark or not name:
            raise GeneratorError(f'found {one!r}; write a field and its value, as in holder="Ada Brook"')
        if name in _LISTS:
            fields.setdefault(name, []).append(_value(value))
        else:
            fields[name] = value
    return fields


def _value(text: str) -> Any:
    """One of several values: words, or fields as in ``{name: Bill Hale, items: [p-1a2b3c]}``."""
    if not text.startswith("{"):
        return text
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise GeneratorError(f"found {text!r}; write fields as in {{name: Bill Hale}}") from error


def _save(path: Path, before: str, after: str, *, dry: bool) -> int:
    from generator.corrections import files

    print(files.difference(path, before, after), end="")
    if dry:
        say("nothing was written")
    else:
        files.save(path, after)
        say(f"{path}: {'written' if after else 'removed'}; run 'briefings generate' to see it on the page")
    return OK
