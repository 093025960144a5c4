"""``<article>.corrections.yml`` → entries, or an error that lists every fault with its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import yaml

from generator.corrections.records import SECTIONS, Corrections, Entry, Section
from generator.corrections.times import days
from generator.editorial import nodes
from generator.editorial.nodes import Fault
from generator.errors import ArticleError, GeneratorError
from generator.model import Form, Kind, PositionType, QuestionKind, Salience, Status

SUFFIX = ".corrections.yml"
_EXAMPLES: dict[Section, str] = {
    "actors": "'- {item: Brook, name: Ada Brook}'",
    "positions": "'- {item: p-1a2b3c, holder: Ada Brook}'",
    "questions": "'- {item: q-1a2b3c, question: Who pays for the bridge?}'",
    "events": "'- {item: e-1a2b3c, date: 2031-03-07}'",
}
_MANY = nodes.many(nodes.text)
_LONG = nodes.words(5_000)  # characters: a whole sentence, a long statement


def _question(node: yaml.Node) -> str:
    asked = _LONG(node)
    if not asked.endswith("?"):
        raise Fault(node, f"found {nodes.short(node)}, no question; write one that ends with '?'")
    return str(asked)


def _yes(node: yaml.Node) -> bool:
    if not nodes.flag(node):
        raise Fault(node, "found 'false'; write true, or take the entry out to show the item again")
    return True


def _role(node: yaml.Node) -> str | None:
    empty = isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null", "none")
    return None if empty else str(nodes.text(node))


_ITEM = {"item": _LONG, "add": _LONG, "hide": _yes}
_WHO = {
    "kind": nodes.one_of(get_args(Kind)),
    "role": _role,
    "salience": nodes.one_of(get_args(Salience)),
    "mentions": _MANY,
}
_SPLIT = nodes.record({"name": nodes.text, **_WHO, "items": nodes.many(_LONG)}, "'{name: Bill Hale}'")
_FIELDS: Mapping[Section, Mapping[str, nodes.Reader]] = {
    "actors": {**_ITEM, "name": nodes.text, **_WHO, "merge": _MANY, "split": nodes.many(_SPLIT)},
    "positions": {
        **_ITEM,
        "holder": nodes.text,
        "type": nodes.one_of(get_args(PositionType)),
        "statement": _LONG,
        "form": nodes.one_of(get_args(Form)),
        "via": _MANY,
        "evidence": _LONG,
    },
    "questions": {
        **_ITEM,
        "add": _question,
        "question": _question,
        "kind": nodes.one_of(get_args(QuestionKind)),
        "evidence": _LONG,
    },
    "events": {
        **_ITEM,
        "what": nodes.text,
        "date": days,
        "status": nodes.one_of(get_args(Status)),
        "participants": _MANY,
        "when": nodes.text,
        "evidence": _LONG,
    },
}
_NEEDED: Mapping[Section, tuple[str, ...]] = {
    "actors": (),
    "positions": ("holder", "evidence"),
    "questions": ("evidence",),
    "events": ("when", "evidence"),
}  # of an item that is added
_ONLY_ADDED = ("evidence", "when", "mentions")
_NOT_ADDED = ("hide", "name", "merge", "split", "statement", "question", "what")


def path_of(article: Path) -> Path:
    """The file that holds the corrections of an article."""
    return article.with_name(article.stem + SUFFIX)


def read(article: Path, name: str) -> Corrections | None:
    """Read the corrections beside an article.

    Args:
        article: the article's file.
        name: how messages name it, relative to the content folder.

    Returns:
        None where there is no such file.

    Raises:
        ArticleError: of the article, with every fault of the file: line, what was found, what is right.
    """
    path = path_of(article)
    if path.is_symlink():
        raise ArticleError(name, None, f"{path.name}: a link; put the file itself beside the article")
    if not path.is_file():
        return None
    try:
        return Corrections(tuple(_entries(path, nodes.lists(path, SECTIONS, _EXAMPLES["positions"]))))
    except GeneratorError as error:
        why = str(error).replace(str(path), path.name).replace("\n", "; ")
        raise ArticleError(name, None, f"its corrections cannot be read: {why}") from error


def parse(text: str, path: Path) -> Corrections:
    """Read corrections from a text; ``path`` is how messages name it.

    Raises:
        GeneratorError: with a line for each fault.
    """
    return Corrections(tuple(_entries(path, nodes.parse(text, path, SECTIONS, _EXAMPLES["positions"]))))


def without_article(content: Path, articles: Iterable[Path]) -> list[str]:
    """What is to be said of files of corrections that no article stands beside, as when it was renamed."""
    meant = {path_of(article).relative_to(content).as_posix() for article in articles}
    there = sorted(path.relative_to(content).as_posix() for path in content.rglob(f"*{SUFFIX}"))
    notes = []
    for path in (path for path in there if path not in meant):
        free = [one.removesuffix(SUFFIX) for one in sorted(meant - set(there))]
        near = difflib.get_close_matches(path.removesuffix(SUFFIX), free, n=1)
        like = f"; where it is meant for the nearest one, rename it to {near[0]}{SUFFIX}" if near else ""
        notes.append(f"{path}: no article of that name stands beside it{like}; the file is kept")
    return notes


def _entries(path: Path, lists: Mapping[str, list[yaml.Node]]) -> list[Entry]:
    faults: list[tuple[int, str]] = []
    entries: list[tuple[int, Entry]] = []
    for section in SECTIONS:
        for node in lists.get(section, ()):
            line = node.start_mark.line + 1
            try:
                entries.append((line, _entry(f"{path.name}:{line}", section, node)))
            except Fault as fault:
                faults.append((fault.line, f"{path}:{fault.line}: {section}: {fault}"))
    if faults:
        raise GeneratorError("\n".join(text for _, text in sorted(faults)))
    return [entry for _, entry in entries]


def _entry(where: str, section: Section, node: yaml.Node) -> Entry:
    values: dict[str, Any] = nodes.mapping(node, _FIELDS[section], _EXAMPLES[section])
    item, add = values.pop("item", None), values.pop("add", None)
    if (item is None) == (add is None):
        raise Fault(node, f"write either 'item' (which one is meant) or 'add'; as in {_EXAMPLES[section]}")
    if item is not None:
        _check_correction(node, section, values)
    else:
        _check_addition(node, section, values)
    return Entry(where, section, item, add, values)


def _check_correction(node: yaml.Node, section: Section, values: Mapping[str, Any]) -> None:
    if not values:
        raise Fault(node, f"says nothing about its item; write {_EXAMPLES[section]}, or 'hide: true'")
    if values.get("hide") and len(values) > 1:
        raise Fault(node, "hides the item and changes it; keep one of the two")
    for field in _ONLY_ADDED:
        if field in values:
            raise Fault(node, f"'{field}' belongs to an item that is added, with 'add' in place of 'item'")


def _check_addition(node: yaml.Node, section: Section, values: Mapping[str, Any]) -> None:
    missing = [field for field in _NEEDED[section] if field not in values]
    if missing:
        raise Fault(node, f"adds an item without {' and '.join(missing)}; {_NEED[missing[0]]}")
    for field in _NOT_ADDED:
        if field in values:
            raise Fault(node, f"'{field}' corrects an item; what 'add' says is the added item's own text")


_NEED = {
    "holder": "write who holds it, as in 'holder: Ada Brook'",
    "evidence": "write the article's sentence that says it, word for word: 'evidence: The council will …'",
    "when": "write the words of the sentence that say when: 'when: next Friday'",
}
