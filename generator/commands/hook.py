"""``briefings hook install``: git refuses a commit whose pages are not what its articles give."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

from generator.commands.terminal import OK, SOME_SKIPPED, say
from generator.errors import GeneratorError

NAME = "hook"
SUMMARY = "Have git check before each commit that the pages are what the articles give."
MARK = "# Made by 'briefings hook install'; run it again after moving the environment."
SCRIPT = """\
#!/bin/sh
{mark}
case "$GIT_INDEX_FILE" in
  /* | "") ;;
  *) export GIT_INDEX_FILE="$PWD/$GIT_INDEX_FILE" ;;
esac
cd {folder} || exit 1
exec {command}
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the hook."""
    parser.add_argument("action", choices=["install"], help="set up .git/hooks/pre-commit")


def run(arguments: argparse.Namespace) -> int:
    """Write the hook; one that somebody else made is left alone."""
    path = Path(_git("rev-parse", "--git-path", "hooks")) / "pre-commit"
    command = f"{shlex.quote(sys.executable)} -m generator generate --check --staged"
    script = SCRIPT.format(
        mark=MARK, folder=shlex.quote(_git("rev-parse", "--show-prefix") or "."), command=command
    )
    if path.is_symlink() or (
        path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace")
    ):
        say(f"{path} is there already, and not ours; it is left as it is. Add this line to it:\n  {command}")
        return SOME_SKIPPED
    _write(path, script)
    print(f"{path}: git now checks the pages before each commit; 'git commit --no-verify' passes it over")
    return OK


def _git(*command: str) -> str:
    try:
        done = subprocess.run(["git", *command], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise GeneratorError("no git repository here; run 'git init' first, then this again") from error
    return done.stdout.strip()


def _write(path: Path, script: str) -> None:
    from generator import atomic

    try:
        atomic.replace(path, script.encode())
        os.chmod(path, 0o755)
    except OSError as error:
        raise GeneratorError(f"{path}: cannot be written: {error.strerror}") from error
