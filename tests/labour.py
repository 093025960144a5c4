"""Work for processes of tests: light to load, for each process loads it again."""

from __future__ import annotations

import os
import signal

from generator.errors import GeneratorError


def nothing() -> None:
    """Prepare nothing."""


def double(number: int) -> int:
    """Twice the number; a process dies of one below zero."""
    if number < 0:
        kills()
    return 2 * number


def lost(number: int) -> int:
    """What is said of a number of which a process died."""
    return 0


def kills() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def refuses() -> None:
    """Find that nothing can be done."""
    raise GeneratorError("no such pipeline")
