"""A run in which nothing is analysed: for tests of what comes before and behind the language pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from generator import build, language
from generator.model import Article
from generator.settings import Settings

TEXT = "The two towns met on Monday without much hope, and parted without any.\n"


def analyse_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every article of this test give a briefing of its title and nothing else."""
    nlp = spacy.blank("en")
    monkeypatch.setattr(language, "load", lambda name=None: nlp)
    monkeypatch.setattr(language, "analyse", lambda nlp, article: nlp.make_doc(_beginning(article)))


def _beginning(article: Article) -> str:
    return article.text[:1000]


def generate(content: Path, output: Path) -> build.Result:
    """Generate with one worker."""
    return build.generate(content, output, Settings(), workers=1, progress=lambda done, total: None)


def article(title: str, text: str = TEXT) -> str:
    """An article with a title of its own."""
    return f"---\ntitle: {title}\npublished: 2031-03-04\n---\n{text}"


def everything(folder: Path) -> dict[str, bytes | str]:
    """What stands below a folder: bytes of files, targets of links, the rest by its kind."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[name] = "folder" if path.is_dir() else "neither file nor folder"
    return found
