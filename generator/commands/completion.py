"""``briefings completion``: the script by which a shell completes commands and options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from generator.commands.terminal import OK

NAME = "completion"
SUMMARY = "Print the script by which a shell completes commands, options and files."
SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh")
EXAMPLES = """examples:
  briefings completion bash > ~/.local/share/bash-completion/completions/briefings
  briefings completion zsh > ~/.zfunc/_briefings      # with fpath+=(~/.zfunc) in ~/.zshrc
  briefings completion fish > ~/.config/fish/completions/briefings.fish
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which shell."""
    parser.epilog = f"{EXAMPLES}\n{parser.epilog}"
    parser.add_argument("shell", choices=SHELLS)


def run(arguments: argparse.Namespace) -> int:
    """Print it."""
    import shtab

    from generator.cli import parser

    every = parser()
    for action in _actions(every):
        if action.type is Path or "FILE" in str(action.metavar):
            action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(every, shell=arguments.shell))
    return OK


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        for command in action.choices.values() if isinstance(action, argparse._SubParsersAction) else ():
            yield from _actions(command)
