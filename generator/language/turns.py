"""Interviews: paragraphs that begin with the name of who speaks, "Ada Brook: We will …"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_LEAST = 2  # turns of a speaker, and speakers: fewer are headings, notes or captions
_LABEL = re.compile(r"^((?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,4}): (?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one paragraph: places in the text.

    Attributes:
        label: the name as it stands there.
        begin: where the label begins.
        start: the first character of what is said.
        end: the end of the paragraph.
    """

    label: str
    begin: int
    start: int
    end: int


def turns(text: str) -> list[Turn]:
    """The turns of an interview, in their order; none where two speakers do not take turns.

    Linear in the length of the text.
    """
    found = []
    for match in _LABEL.finditer(text):
        end = text.find("\n", match.end())
        found.append(Turn(match[1], match.start(), match.end(), end if end >= 0 else len(text)))
    counts = Counter(turn.label for turn in found)
    often = {label for label, number in counts.items() if number >= _LEAST and _is_name(label, text)}
    return [turn for turn in found if turn.label in often] if len(often) >= _LEAST else []


def _is_name(label: str, text: str) -> bool:
    """Whether a label can be a speaker's: a full name, initials, or a surname that the text has in full."""
    full = rf"[A-Z][\w.'’-]* {re.escape(label)}\b"
    return " " in label or label.isupper() or re.search(full, text) is not None
