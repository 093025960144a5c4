"""``briefings purge``: a takedown. An article and everything made from it goes; a nameless note stays."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands import generate
from generator.commands.terminal import OK, say
from generator.errors import GeneratorError

if TYPE_CHECKING:
    from generator.history import History

NAME = "purge"
SUMMARY = (
    "Take an article and everything made from it away for good; a note without names stays at its address."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which briefing."""
    parser.add_argument("briefing", metavar="ID", help="the briefing, as in 2025/talks")
    parser.add_argument("--yes", action="store_true", help="do it; without this, what would go is listed")
    generate.add_folders(parser)


def run(arguments: argparse.Namespace) -> int:
    """List what would go, or take it away, generate again and say what else holds it."""
    from generator import history
    from generator.intake import ids

    if why := ids.fault(arguments.briefing):
        raise GeneratorError(why)
    known = history.read(arguments.output)
    ident = _ident(known, arguments.briefing)
    files = _files(arguments, known, ident)
    if not files:
        raise GeneratorError(_unknown(arguments, known))
    for path in files:
        print(f"{'removed' if arguments.yes else 'would go'}: {path}")
    if not arguments.yes:
        say("nothing was done; add --yes to take it away for good")
        return OK
    _take_away(arguments, known, ident, files)
    status = _generate_again(arguments)
    for line in _elsewhere(arguments, files, ident):
        say(line)
    return status


def _ident(known: History, wanted: str) -> str:
    """The id of a briefing that is asked for by a former one."""
    moved = (ident for ident, past in known.pasts.items() if wanted in past.addresses)
    return wanted if wanted in known.pasts else next(moved, wanted)


def _files(arguments: argparse.Namespace, known: History, ident: str) -> list[Path]:
    """Every file that is about this article alone and is there."""
    from generator import corrections
    from generator.corrections import subject
    from generator.history.folder import FOLDER, SUFFIX

    found: list[Path] = []
    try:
        article = subject.article_of(arguments.content, ident)
        found += [article, corrections.path_of(article)]
    except GeneratorError:
        pass  # deleted before: its history still holds what it said
    for address in (ident, *known.past(ident).addresses):
        found += [arguments.output / f"{address}{suffix}" for suffix in (".md", ".json")]
        found.append(arguments.output / FOLDER / f"{address}{SUFFIX}")
    return [path for path in dict.fromkeys(found) if path.is_file()]


def _unknown(arguments: argparse.Namespace, known: History) -> str:
    from generator.nearest import nearest

    near = nearest(arguments.briefing, known.pasts)
    like = f"; the nearest: {', '.join(near)}" if near else ""
    return f"neither an article nor a briefing nor a history has the id {arguments.briefing!r}{like}"


def _take_away(arguments: argparse.Namespace, known: History, ident: str, files: list[Path]) -> None:
    from generator import lock, store
    from generator.history import purge

    try:
        with lock.held(arguments.output, lambda: say("another run is at work; waiting until it is done")):
            purge.purge(arguments.output, known, ident)
            for path in files:
                if arguments.output in path.parents:
                    store.remove(arguments.output, path.relative_to(arguments.output).as_posix())
                else:
                    path.unlink(missing_ok=True)
            shutil.rmtree(arguments.config.resolve().parent / generate.CACHE, ignore_errors=True)
    except OSError as error:
        raise GeneratorError(
            f"{error.filename}: cannot be removed: {error.strerror}; run this again"
        ) from error


def _generate_again(arguments: argparse.Namespace) -> int:
    try:
        return generate.run(arguments)
    except GeneratorError as error:
        raise GeneratorError(
            f"it is taken away, but other pages may still quote it: {error}; "
            f"where no article is left, delete {arguments.output} but its .history"
        ) from error


def _elsewhere(arguments: argparse.Namespace, files: list[Path], ident: str) -> list[str]:
    """What else holds the article, and how to be rid of it there."""
    output = arguments.output
    paths = " ".join(
        f"--path '{path}'" for path in [*files, output] if path == output or output not in path.parents
    )
    lines = [
        f"{path}:{number}: still names it: {line.strip()}"
        for path in sorted(arguments.content.glob("*.yml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ident in line
    ]
    return [
        *lines,
        "build the site again (briefings site) and publish it: this touches nothing on a server",
        "commit this; git still holds every earlier version, and so do clones and forks. To remove it there:",
        f"  cp -r {output} ../kept-pages",
        f"  git filter-repo --force --invert-paths {paths}",
        f"  mv ../kept-pages {output} && git add {output} && git commit -m 'Add the pages again'",
        "  git push --force --all",
        f"{output} goes from the whole past, since overviews quoted it too; ask the forge to drop its caches",
    ]
