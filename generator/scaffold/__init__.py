"""A site of one's own: the files of a new folder, or those that an existing MkDocs project needs besides.

Nothing that is there is touched: a file whose path is taken is left out, and said to be.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

from generator import __version__, settings
from generator.errors import GeneratorError

HERE = Path(__file__).parent
DISTRIBUTION = "briefings"
CONFIG, BESIDE = "mkdocs.yml", "briefings.yml"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written.

    Attributes:
        folder: the new or existing project.
        config: the settings of the briefings' site, relative to it.
        site: where that site goes, relative to it.
        files: text for each path relative to it.
        wheel: the package's own file, to be kept in the project; None where it comes from elsewhere.
        notes: what the user has to do by hand.
    """

    folder: Path
    config: str
    site: str
    files: dict[str, str]
    wheel: Path | None
    notes: tuple[str, ...] = ()


def plan(folder: Path, name: str | None = None) -> Plan:
    """Say what a folder needs to become a site, or to get one beside the MkDocs site it is.

    Args:
        folder: a new one, or one with an mkdocs.yml.
        name: the site's name; None for one made of the folder's.

    Raises:
        GeneratorError: the folder is no folder, or its pages stand where briefings would.
    """
    if folder.exists() and not folder.is_dir():
        raise GeneratorError(f"{folder}: is a file; name a folder, as in: briefings init mysite")
    source, wheel, notes = _origin()
    if beside := _is_project(folder):
        _refuse_shared_folders(folder)
        notes += (_by_hand(folder),)
    config, site = (BESIDE, "site/briefings") if beside else (CONFIG, "site")
    title = name or ("Briefings" if beside else _title(folder))
    return Plan(folder, config, site, dict(_files(title, config, site, source, beside)), wheel, notes)


def write(chosen: Plan) -> tuple[list[str], list[str]]:
    """Write a plan's files.

    Returns:
        The paths that were written, and those that were there and are left as they are.

    Raises:
        GeneratorError: the folder cannot be written to.
    """
    written: list[str] = []
    left: list[str] = []
    try:
        for path, text in chosen.files.items():
            (chosen.folder / path).parent.mkdir(parents=True, exist_ok=True)
            try:
                with (chosen.folder / path).open("x", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                written.append(path)
            except FileExistsError:
                left.append(path)
        if chosen.wheel is not None and not (kept := chosen.folder / "wheels" / chosen.wheel.name).exists():
            kept.parent.mkdir(exist_ok=True)
            shutil.copyfile(chosen.wheel, kept)
            written.append(f"wheels/{chosen.wheel.name}")
    except OSError as error:
        raise GeneratorError(f"{error.filename}: cannot be written: {error.strerror}") from error
    return written, left


def _is_project(folder: Path) -> bool:
    """Whether there is an MkDocs project that is not one of ours."""
    path = folder / CONFIG
    return path.is_file() and "briefings" not in str(_read(path).get("extra"))


def _read(path: Path) -> dict[str, object]:
    """An mkdocs.yml as data; tags that only MkDocs knows are passed over."""
    settings.read(path)  # says what is wrong with it
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=settings.Loader)
    return found if isinstance(found, dict) else {}


def _refuse_shared_folders(folder: Path) -> None:
    docs = str(_read(folder / CONFIG).get("docs_dir") or "docs")
    top = (*Path(docs).parts, ".")[0]
    if top in ("content", "briefings", "."):
        raise GeneratorError(
            f"{folder / CONFIG}: its pages stand in {docs!r}; content/ is for articles, briefings/ for "
            "what is made of them; rename docs_dir, as in 'docs', or use another folder: briefings init news"
        )


def _by_hand(folder: Path) -> str:
    return (
        f"{folder / CONFIG} is as it was. For a link from its menu, add to its nav:\n"
        "    - Briefings: /briefings/    # or the whole address, where the site stands in a folder\n"
        "and to the workflow that publishes it, behind 'mkdocs build':\n"
        "    python -m pip install -r requirements-briefings.txt\n"
        f"    briefings site --config {BESIDE} --site site/briefings"
    )


def _title(folder: Path) -> str:
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip() or "Briefings"
    return words[:1].upper() + words[1:]


def _files(title: str, config: str, site: str, source: str, beside: bool) -> Iterator[tuple[str, str]]:
    """Each file and its text."""
    filled = {
        "{name}": json.dumps(title, ensure_ascii=False),
        "{site}": site,
    }
    yield config, _fill("mkdocs.yml", filled)
    yield "content/2026-11-16-ferry-stays.md", _fill("article.md", {})
    yield "content/actors.yml", _fill("actors.yml", {})
    yield "content/topics.yml", _fill("topics.yml", {})
    yield ("requirements-briefings.txt" if beside else "requirements.txt"), f"{source}\n"
    yield ".gitignore", _fill("gitignore", {})
    if not beside:  # a project has its own way out, and two workflows would publish to one place
        yield ".github/workflows/site.yml", _fill("github.yml", {})
        yield ".gitlab-ci.yml", _fill("gitlab.yml", {})


def _fill(name: str, values: dict[str, str]) -> str:
    text = (HERE / name).read_text(encoding="utf-8")
    for sign, value in values.items():
        text = text.replace(sign, value)
    return text


def _origin() -> tuple[str, Path | None, tuple[str, ...]]:
    """Where the package was installed from (PEP 610), as a requirement: another machine must find the same.

    Returns:
        The requirement, the wheel to keep beside it, and what to tell the user.
    """
    pinned = f"{DISTRIBUTION}=={__version__}"
    try:
        found = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        found = None
    if not found:
        return pinned, None, ()
    told = json.loads(found)
    url = str(told["url"])
    if version := told.get("vcs_info"):
        return f"{DISTRIBUTION} @ {version['vcs']}+{url}@{version['commit_id']}", None, ()
    if not url.startswith("file:"):
        return f"{DISTRIBUTION} @ {url}", None, ()
    path = Path(unquote(urlsplit(url).path))
    if path.suffix == ".whl" and path.is_file():
        return f"./wheels/{path.name}", path, ()
    note = (
        "the site works here; before you publish it: the generator was installed from a folder, which a "
        "workflow does not have. Put a wheel of it into the site "
        f"(python -m pip wheel --no-deps {path} -w wheels), and write its path into the requirements in "
        f"place of {pinned}"
    )
    return pinned, None, (note,)
