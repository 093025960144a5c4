"""The generator's few settings: the ``extra: briefings:`` section of mkdocs.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from generator.errors import GeneratorError
from generator.intake_web import web_address
from generator.model import Confidence

EvidenceMode = Literal["sentence", "words", "none"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may choose. Every value has a default that suits a small site.

    The last one is MkDocs' own option of that name, read so that our links fit the addresses it makes.
    """

    evidence: EvidenceMode = "sentence"  # how much of the article's own text may be shown again
    language_model: str | None = (
        None  # another installed spaCy pipeline, or a path; None: the shipped weights
    )
    newest: int = 12  # briefings on the home page
    fold_after: int = 4  # items of a long list that stand open, the rest one click away
    least_confidence: Confidence = "low"  # items less sure than this are left out
    page_from: int = 3  # an actor named in this many briefings gets a page, also without a position
    largest_article: int = 1_000_000  # characters of text; more is no article but a book or a mistake
    edit_url: str | None = None  # where the forge edits a file of corrections; {path} is the file
    new_url: str | None = None  # where it makes one; {entry} is a first entry, for forges that take a text
    use_directory_urls: bool = True


_EXAMPLES = {
    "evidence": "one of: " + ", ".join(get_args(EvidenceMode)),
    "language_model": "the name of an installed spaCy pipeline, or leave it out",
    "least_confidence": "one of: " + ", ".join(get_args(Confidence)),
    "newest": "a whole number, 1 or more",
    "fold_after": "a whole number, 1 or more",
    "page_from": "a whole number, 1 or more",
    "largest_article": "a whole number, 1 or more",
    "edit_url": "an address with {path} in it: https://forge.example/news/_edit/main/content/{path}",
    "new_url": "an address with {path} in it: https://forge.example/news/new/main/content?filename={path}",
}


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

assert set(_EXAMPLES) == {field.name for field in fields(Settings)} - {"use_directory_urls"}
