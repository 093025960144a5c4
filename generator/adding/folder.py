"""The content folder: what is there already, and a place for what is new; nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import article as articles
from generator.adding import web
from generator.adding.prepare import Addition
from generator.errors import ArticleError, GeneratorError
from generator.intake import decoding, frontmatter

MOST_OF_ONE_NAME = 100


def addresses(content: Path) -> dict[str, str]:
    """Where each article was published, as ``web.same`` writes it → the article's file.

    An article whose front matter cannot be read has no address; ``briefings check`` says why.
    """
    known: dict[str, str] = {}
    for path in articles.discover(content) if content.is_dir() else []:
        name = path.relative_to(content).as_posix()
        try:
            front = frontmatter.split(decoding.read_text(path, name), name)
        except ArticleError:
            continue
        if url := front.values.get("url"):
            known.setdefault(web.same(url), name)
    return known


def same(addition: Addition, content: Path) -> Path | None:
    """The file of its name that holds the same text already, whatever its front matter says; else None."""
    body = _body(addition.text, addition.name)
    for path in filter(Path.is_file, _places(addition.name, content)):
        try:
            if _body(decoding.read_text(path, path.name), path.name) == body:
                return path
        except ArticleError:
            continue  # 'briefings check' says why
    return None


def _body(text: str, name: str) -> str:
    return frontmatter.split(text, name).body.strip()


def _places(name: str, content: Path) -> Iterator[Path]:
    """Where an article of that name may stand, in their order."""
    stem = name.removesuffix(".md")
    for number in range(1, MOST_OF_ONE_NAME):
        yield content / (f"{stem}-{number}.md" if number > 1 else f"{stem}.md")


def save(addition: Addition, content: Path) -> Path:
    """Write an article under its name, or with a number behind it where that is taken.

    Raises:
        GeneratorError: where the folder cannot be written to.
    """
    try:
        content.mkdir(parents=True, exist_ok=True)
        for path in _places(addition.name, content):
            if _taken(path):
                continue
            try:
                with path.open("x", encoding="utf-8", newline="\n") as file:
                    file.write(addition.text)
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise GeneratorError(f"{content}: cannot be written: {error.strerror}") from error
    raise GeneratorError(f"{content}: {addition.name} and {MOST_OF_ONE_NAME} more of this name are there")


def _taken(path: Path) -> bool:
    """Whether another file would share the id: the suffix is no part of it."""
    return any(path.with_suffix(suffix).exists() for suffix in articles.FORMS)
