"""Explanations → lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.explaining import Explanation, Word
from generator.render.escape import visible

MOST_REASONS = 5
COLUMNS = ("#", "word", "lemma", "tag", "relation", "head", "name", "part")


def lines(explanation: Explanation) -> Iterator[str]:
    """An item with everything that led to it."""
    yield heading(explanation)
    for label, words in explanation.facts:
        yield f"  {label:<13} {visible(words)}"
    yield f"  {'certainty':<13} {explanation.band}, {explanation.probability:.2f}, from"
    for reason in explanation.reasons[:MOST_REASONS]:
        yield f"  {'':<13} {reason.adds:+.2f}  {reason.meaning} ({reason.value:.2f})"
    for sentence in explanation.sentences:
        yield ""
        yield from table(sentence)


def heading(explanation: Explanation) -> str:
    """An item in one line: its id, kind and certainty, and what it says."""
    return visible(f"{explanation.id}  {explanation.kind}, {explanation.band}: {explanation.says}")


def table(sentence: Sequence[Word]) -> Iterator[str]:
    """A sentence, a word in each line."""
    rows = [COLUMNS, *(_row(word) for word in sentence)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(word: Word) -> tuple[str, ...]:
    cells = (
        str(word.number),
        word.text,
        word.lemma,
        word.tag,
        word.relation,
        word.head,
        word.name,
        word.part,
    )
    return tuple(visible(cell) for cell in cells)
