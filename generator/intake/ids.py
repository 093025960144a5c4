"""Article ids: the path below the content folder, made safe for addresses and every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from generator import lexicon
from generator.errors import ArticleError
from generator.model import Article

LONGEST = 150
LONGEST_PART_BYTES = 200
_RESERVED = lexicon.load("reserved")
SITE_NAMES = frozenset(_RESERVED["site"])
FOLDER_PAGES = frozenset(_RESERVED["folder_pages"])
DEVICES = frozenset(_RESERVED["devices"])
SUFFIXES = tuple(_RESERVED["suffixes"])
RULE = "letters, digits, '-', '_' and '.', parts divided by '/'"


def path_id(path: str) -> str:
    """Return the id of the article at a path relative to the content folder.

    A part of the path stays as it is where it is made of letters, digits, ``-``, ``_`` and ``.``;
    each run of other characters (a space, an apostrophe) becomes one hyphen, none at the ends:
    ``2025/My article.md`` → ``2025/My-article``. A part that would end as a file of the site does gets
    a hyphen for its dot: ``notes.md/talks.txt`` → ``notes-md/talks``. Nothing inferred goes into it.
    """
    stem = str(PurePosixPath(path).with_suffix("")) if PurePosixPath(path).suffix else path
    return "/".join(_safe(part) for part in stem.split("/"))


def _safe(part: str) -> str:
    part = unicodedata.normalize("NFC", part)
    if suffix := _site_suffix(part):
        return _safe(f"{part[: -len(suffix)]}-{suffix[1:]}")
    if all(_is_allowed(char) for char in part) and not part.endswith("."):
        return part
    words = "".join(char if _is_allowed(char) else " " for char in part)
    return re.sub(r"-+", "-", "-".join(words.split())).strip("-.")


def _site_suffix(part: str) -> str:
    """The end that a part has in common with files of the site: a folder cannot share a name with one."""
    return next((suffix for suffix in SUFFIXES if part.casefold().endswith(suffix)), "")


def _is_allowed(char: str) -> bool:
    return char in "-_." or unicodedata.category(char)[0] in "LNM"


def fault(ident: str) -> str | None:
    """Say in one line what is wrong with an id, and what a correct one looks like; None where it is good."""
    if not ident:
        return f"the id is empty; an id is made of {RULE}"
    if len(ident) > LONGEST:
        return f"the id has {len(ident)} characters; shorten it to at most {LONGEST}"
    if ident.startswith("/") or re.match(r"[A-Za-z]:", ident):
        return f"the id {ident!r} is an absolute path; write it relative, as in '2025/talks'"
    for part in ident.split("/"):
        if why := _part_fault(part):
            return f"the id {ident!r} {why}"
    return _name_fault(ident)


def _part_fault(part: str) -> str | None:
    if not part or part in (".", ".."):
        return f"has the part {part!r}; write it without empty parts and dots, as in '2025/talks'"
    if part.startswith(".") or part.endswith((".", " ")):
        better = _safe(part).strip(". -") or "talks"
        return f"has a part that begins or ends with a dot or a space; write {better!r}"
    odd = next((char for char in part if not _is_allowed(char)), None)
    if odd is not None or unicodedata.normalize("NFC", part) != part:
        return f"has a character that is not allowed ({odd!r}); write {_safe(part) or 'talks'!r}: {RULE}"
    if unicodedata.normalize("NFKC", part.split(".")[0]).casefold() in DEVICES:
        return f"has the part {part!r}, a device's name on Windows; write {'article-' + part!r}"
    if suffix := _site_suffix(part):
        return (
            f"has the part {part!r}, which ends as a file of the site does ({suffix}); write {_safe(part)!r}"
        )
    if len(part.encode("utf-8")) > LONGEST_PART_BYTES:
        return f"has a part of more than {LONGEST_PART_BYTES} bytes; shorten it"
    return None


def _name_fault(ident: str) -> str | None:
    parts = ident.casefold().split("/")
    if parts[0] in SITE_NAMES:
        return (
            f"the id {ident!r} begins with {parts[0]!r}, a name that the site itself uses;"
            f" rename the file, as in '{parts[0]}-article', or give it an id in the front matter"
        )
    if parts[-1] in FOLDER_PAGES:
        return (
            f"the id {ident!r} ends with {parts[-1]!r}, which would become the page of its folder;"
            f" rename the file, as in '{parts[-1]}-article', or give it an id in the front matter"
        )
    return None


def clashes(found: Iterable[Article]) -> list[ArticleError]:
    """Name the articles that share an id, differing at most in case or in how letters are encoded.

    Returns:
        One error for each of the articles concerned, so that none wins by chance.
    """
    groups: dict[str, list[Article]] = {}
    for article in found:
        groups.setdefault(unicodedata.normalize("NFKC", article.id).casefold(), []).append(article)
    errors: list[ArticleError] = []
    for group in groups.values():
        for article in group if len(group) > 1 else []:
            others = ", ".join(other.path for other in group if other is not article)
            why = (
                f"the id {article.id!r} is also that of {others}; rename one of the files,"
                f" or give one another id in its front matter, as in 'id: {article.id}-2'"
            )
            errors.append(ArticleError(article.path, None, why))
    return errors
