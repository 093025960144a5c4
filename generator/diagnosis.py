"""What an installation and a folder need, and whether they have it."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Literal

from generator import __version__
from generator.errors import GeneratorError

LIBRARIES = (
    "spacy",
    "onnxruntime",
    "mkdocs",
    "mkdocs-material",
    "trafilatura",
    "pagefind",
    "Pillow",
    "icalendar",
)
REINSTALL = "install the package again: python -m pip install --force-reinstall with the file it came from"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: its name.
        found: what there is.
        state: fine, a note, or a fault.
        help: what would help; empty where nothing is needed.
        vital: whether no site can be made without it.
    """

    what: str
    found: str
    state: Literal["fine", "note", "fault"] = "fine"
    help: str = ""
    vital: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works: the articles' folder and the settings."""

    content: Path
    config: Path


def findings(place: Place) -> Iterator[Finding]:
    """Look at everything, in an order in which one rests on those before it."""
    yield Finding("briefings", f"{__version__}, in {Path(__file__).parent}")
    yield Finding("Python", f"{platform.python_version()}, {platform.system()} {platform.machine()}")
    for name in LIBRARIES:
        yield _library(name)
    yield _tried("weights", _weights, REINSTALL, vital=True)
    yield _tried("fonts of the card images", _fonts, REINSTALL)
    yield _tried("search index", _search, "python -m pip install 'pagefind[bin]'")
    yield _git()
    yield from _folder(place)


def _library(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "not installed", "fault", f"python -m pip install {name}", vital=True)


def _tried(what: str, look: Callable[[], str], help: str, *, vital: bool = False) -> Finding:
    """A finding of something that can fail in any way."""
    try:
        return Finding(what, look())
    except Exception as error:  # the very purpose: to say what is wrong
        return Finding(what, f"{type(error).__name__}: {error}", "fault", help, vital)


def _weights() -> str:
    from generator import language

    meta = json.loads((language.TRAINED / "meta.json").read_text(encoding="utf-8"))
    doc = language.load()("Mayor Ada Brook said that work would start in May.")
    if not doc._.positions:
        raise GeneratorError("they load, but read nothing in a plain sentence")
    size = sum(path.stat().st_size for path in language.TRAINED.rglob("*") if path.is_file())
    return f"{meta['lang']}_{meta['name']} {meta['version']}, {size / 1e6:.0f} MB, read a sentence"


def _fonts() -> str:
    from PIL import ImageFont

    folder = resources.files("generator") / "publish" / "fonts"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".otf"))
    for name in names:
        ImageFont.truetype(str(folder / name), 20)
    if not names:
        raise GeneratorError(f"none in {folder}")
    return ", ".join(name.removesuffix(".otf") for name in names)


def _search() -> str:
    command = [sys.executable, "-m", "pagefind", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return told.stdout.strip().splitlines()[-1]


def _git() -> Finding:
    if shutil.which("git") is None:
        why = "the day of an article's first commit is not known: dates without a year may be read wrongly"
        return Finding("git", "not found", "note", why)
    told = subprocess.run(["git", "--version"], capture_output=True, text=True)
    return Finding("git", told.stdout.strip().removeprefix("git version "))


def _folder(place: Place) -> Iterator[Finding]:
    from generator import article, settings

    if not place.config.is_file():
        begin = "go to the folder of a site, or start one: briefings init mysite"
        yield Finding("settings", f"no {place.config} here", "note", begin)
    else:
        try:
            settings.read(place.config)
            yield Finding("settings", f"{place.config} is read without a fault")
        except GeneratorError as error:
            yield Finding("settings", str(error), "fault")
    if place.content.is_dir():
        count = len(article.discover(place.content))
        yield Finding("articles", f"{count} in {place.content}, 'briefings check' reads them")
    else:
        yield Finding("articles", f"no folder {place.content}", "note", "briefings add URL|FILE makes it")
