"""Training documents: plain columns of labels, one entry a word."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Document:
    """Columns of one document; -1 stands where a corpus says nothing.

    Attributes:
        pieces: word pieces of each word.
        starts: words at which a window may begin and end.
        columns: tag, morph, lemma, sent, ner, attribution, dep: a label's number for each word; head, link:
            the number of a word in the document; sentence: the number of the word's sentence.
    """

    words: list[str]
    pieces: list[list[int]]
    starts: list[int]
    columns: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Raw:
    """A document before its labels have numbers."""

    words: list[str]
    starts: list[int]
    labels: dict[str, list[str | None]]
    numbers: dict[str, list[int]]
