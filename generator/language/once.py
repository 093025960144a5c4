"""What several components read off a document, read once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

from spacy.tokens import Doc

Read = TypeVar("Read")


def once(read: Callable[[Doc], Read]) -> Callable[[Doc], Read]:
    """Keep what a function reads off a document with the document.

    Args:
        read: depends on nothing but the text and the trained annotation, which do not change any more
            once our components are at work. What it returns is shared: nobody may change it.
    """
    key = f"{read.__module__}.{read.__qualname__}"

    @functools.wraps(read)
    def known(doc: Doc) -> Read:
        kept = doc.user_data
        if key not in kept:
            kept[key] = read(doc)
        found: Read = kept[key]
        return found

    return known
