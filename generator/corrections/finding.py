"""Which item an editor means, and where words stand in the article."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import JOINER, Evidence
from generator.names_across import folded

CANDIDATES = 3  # named where nothing fits
_ALIKE = 0.4  # of the letters: below, a candidate would only distract
_SHOWN = 60  # characters of a text in a message
_LETTERS = 300  # compared of each text


@dataclass(frozen=True, slots=True)
class Option:
    """An item that can be meant.

    Attributes:
        id: its id.
        texts: what it can be called by: each rank goes before the next.
    """

    id: str
    texts: tuple[tuple[str, ...], ...]

    @property
    def label(self) -> str:
        """The item as a message names it."""
        return f"{self.id} ({short(self.texts[0][0])})"


class Miss(Exception):
    """Nothing fits, or several do; says what is near."""


def find(wanted: str, options: Sequence[Option], known_as: str | None = None) -> str:
    """The id of the item that is meant by an id or a text.

    Args:
        wanted: the id, or the text without regard to case, accents and punctuation.
        options: the items.
        known_as: what an item of that id said earlier; candidates are those like it.

    Raises:
        Miss: with the nearest candidates.
    """
    if any(option.id == wanted for option in options):
        return wanted
    compared = plain(wanted)
    for rank in range(max((len(option.texts) for option in options), default=0)):
        found = [o for o in options if len(o.texts) > rank and compared in map(plain, o.texts[rank])]
        if len(found) > 1:
            raise Miss(f"means several: {', '.join(o.label for o in found)}; write one of these ids")
        if found:
            return found[0].id
    raise Miss(f"is not there; {_nearest(known_as or wanted, options)}")


def plain(text: str) -> str:
    """A text as it is compared: words alone."""
    return " ".join(re.findall(r"\w+", folded(text)))


def short(text: str) -> str:
    """A text as a message quotes it."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _nearest(wanted: str, options: Sequence[Option]) -> str:
    scored = sorted((-_likeness(wanted, option), place) for place, option in enumerate(options))
    near = [options[place] for score, place in scored[:CANDIDATES] if -score >= _ALIKE]
    if near:
        return f"the nearest: {', '.join(option.label for option in near)}"
    return "nothing like it is there"


def _likeness(wanted: str, option: Option) -> float:
    texts = [text for rank in option.texts for text in rank]
    return max((alike(wanted, text) for text in texts), default=0.0)


def alike(one: str, other: str) -> float:
    """How alike two texts are: 0 to 1, difflib's ratio of their letters."""
    return difflib.SequenceMatcher(
        None, plain(one)[:_LETTERS], plain(other)[:_LETTERS], autojunk=False
    ).ratio()


def place(words: str, text: str, start: int = 0, end: int | None = None) -> Evidence | None:
    """Where words stand first in a text, whole words only; None where they do not."""
    match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(
        text, start, len(text) if end is None else end
    )
    return Evidence(match.start(), match.end()) if match else None


def count(words: str, text: str) -> int:
    """How often words stand in a text."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def sentence(words: str, text: str) -> Evidence:
    """Where a sentence of the article stands.

    Raises:
        Miss: with the nearest sentence.
    """
    found = place(words, text)
    if found:
        return found
    near = max(_sentences(text), key=lambda one: alike(words, one))
    raise Miss(f"is not in the article word for word; the nearest sentence is {near!r}")


def evidence(words: str, text: str) -> Evidence:
    """Where the sentence stands that an added item gives as its evidence.

    Raises:
        Miss: with the nearest sentence.
    """
    try:
        return sentence(words, text)
    except Miss as miss:
        raise Miss(f"its evidence {miss}") from miss


def pieces(statement: str, text: str, within: Evidence | None = None) -> tuple[Evidence, ...]:
    """Where the pieces of a statement stand, one after the other.

    Args:
        statement: pieces joined as a briefing shows them, with " … ".
        text: the article's.
        within: the sentence that holds them; None for the whole article.

    Raises:
        Miss: naming the piece that is not there.
    """
    at, end = (within.start, within.end) if within else (0, len(text))
    out = []
    for piece in statement.split(JOINER):
        found = place(piece.strip(), text, at, end)
        if found is None:
            where = "that sentence" if within else "the article"
            raise Miss(f"{short(piece)} is not in {where} word for word")
        out.append(found)
        at = found.end
    return tuple(out)


def _sentences(text: str) -> Iterable[str]:
    return [
        one
        for line in text.split("\n")
        if line
        for one in re.split(r"(?<=[.!?])\s+|(?<=[.!?][\"”’])\s+", line)
    ]
