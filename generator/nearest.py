"""What somebody may have meant who named something that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST = 3


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """The known names that come nearest: those that hold what was written, then those spelt like it.

    Args:
        wanted: what was written.
        known: the names that there are.

    Returns:
        At most three, each once, in an order that depends on the names alone.
    """
    names = sorted(set(known))
    holding = [name for name in names if wanted and wanted.casefold() in name.casefold()]
    return list(dict.fromkeys([*holding, *difflib.get_close_matches(wanted, names, n=MOST)]))[:MOST]


def candidates(wanted: str, known: Iterable[str]) -> list[str]:
    """The nearest; where none is near, the first of all that there are."""
    names = sorted(set(known))
    return nearest(wanted, names) or names[:MOST]
