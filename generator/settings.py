"""The generator's few settings: the ``extra: briefings:`` section of mkdocs.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from generator.errors import GeneratorError
from generator.intake.web import web_address
from generator.model import Confidence

EvidenceMode = Literal["sentence", "words", "none"]


def _setting(default: Any, means: str, right: str) -> Any:
    """A field, what it means, and what a right value is; messages and the reference are made of that."""
    return field(default=default, metadata={"means": means, "right": right})


def _one_of(values: Any) -> str:
    return "one of: " + ", ".join(get_args(values))


_WHOLE = "a whole number, 1 or more"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may choose. Every value has a default that suits a small site.

    The last one is MkDocs' own option of that name, read so that our links fit the addresses it makes.
    """

    evidence: EvidenceMode = _setting(
        "sentence",
        "how much of an article's own text the site shows again, on pages, in data and in search alike: each "
        "item's whole sentence; the item's words alone, without summary; or none, long statements cut too",
        _one_of(EvidenceMode),
    )
    language_model: str | None = _setting(
        None,
        "another installed spaCy pipeline with a parser and named entities, or a path; without it, the "
        "weights that come along",
        "the name of an installed spaCy pipeline, or leave it out",
    )
    newest: int = _setting(12, "briefings on the home page", _WHOLE)
    fold_after: int = _setting(4, "items of a long list that stand open, the rest one click away", _WHOLE)
    least_confidence: Confidence = _setting(
        "low", "items less sure than this are left out; with low, none is", _one_of(Confidence)
    )
    page_from: int = _setting(
        3, "an actor named in this many briefings has a page, also without a position", _WHOLE
    )
    edit_url: str | None = _setting(
        None,
        "where the forge edits a file of corrections; {path} is the file",
        "an address with {path} in it: https://forge.example/news/_edit/main/content/{path}",
    )
    new_url: str | None = _setting(
        None,
        "where the forge makes a file of corrections; {path} is the file, {entry} a first entry, for forges "
        "that take a text",
        "an address with {path} in it: https://forge.example/news/new/main/content?filename={path}",
    )
    largest_article: int = _setting(
        1_000_000, "characters of text; more is no article but a book or a mistake, and is skipped", _WHOLE
    )
    use_directory_urls: bool = True


_EXAMPLES = {one.name: one.metadata["right"] for one in fields(Settings) if one.metadata}


def read(path: Path) -> Settings:
    """Read the settings from an mkdocs.yml.

    Args:
        path: the file; it is read as data only, nothing that it names is imported or run.

    Raises:
        GeneratorError: naming the file, the key, what was found and what a right value is.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    except OSError as error:
        raise GeneratorError(
            f"{path}: cannot be read; run this beside mkdocs.yml or name it with --config"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GeneratorError(f"{path}: is not valid YAML: {' '.join(str(error).split())}") from error
    content = _mapping(path, "the file", content)
    extra = _mapping(path, "extra", content.get("extra"))
    chosen = _mapping(path, "extra: briefings", extra.get("briefings"))
    for key, value in chosen.items():
        _check(path, key, value)
    directories = content.get("use_directory_urls", True)
    return Settings(**chosen, use_directory_urls=directories is not False)


def _mapping(path: Path, where: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise GeneratorError(
            f"{path}: {where}: found {value!r}; write keys and values, as in 'evidence: sentence'"
        )
    return value


def _check(path: Path, key: str, value: Any) -> None:
    where = f"{path}: extra: briefings: {key}"
    if key not in _EXAMPLES:
        raise GeneratorError(f"{where}: no such setting; there are: {', '.join(_EXAMPLES)}")
    if not _is_right(key, value):
        raise GeneratorError(f"{where}: found {value!r}; write {_EXAMPLES[key]}")


def _is_right(key: str, value: Any) -> bool:
    if key == "evidence":
        return value in get_args(EvidenceMode)
    if key == "least_confidence":
        return value in get_args(Confidence)
    if key in ("edit_url", "new_url"):
        return value is None or (isinstance(value, str) and "{path}" in value and _is_address(value))
    if key == "language_model":
        return value is None or (isinstance(value, str) and bool(value.strip()))
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_address(template: str) -> bool:
    filled = re.sub(r"\{(?:path|entry)\}", "x", template)
    return "{" not in filled and web_address(filled) is not None


class Loader(yaml.SafeLoader):
    """Reads MkDocs' special tags (``!ENV``, ``!!python/name:``, ``!relative``) as nothing."""


Loader.add_multi_constructor("", lambda loader, suffix, node: None)
