"""Make reference Docs out of annotated words, the way articles look when the generator reads them.

Between paragraphs stands a whitespace token of two line breaks; quotation marks, apostrophes and dashes come
straight or typographic, one habit for each document.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab

BREAK = "\n\n"
_TIGHT_LEFT = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "'s",
        "’s",
        "n't",
        "%",
        "'",
        "’",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
    ]
)
_TIGHT_RIGHT = frozenset(["(", "[", "$", "#", "£", "€"])


@dataclass(slots=True)
class Sentence:
    """One annotated sentence; what a corpus does not annotate stays empty. ``heads`` count from its first
    word.
    """

    words: list[str]
    spaces: list[bool]
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)
    starts_paragraph: bool = False


def spacing(words: Sequence[str]) -> list[bool]:
    """Guess for corpora without spacing whether a blank follows each word."""
    spaces, open_quote = [True] * len(words), False
    for i, word in enumerate(words):
        if word in ('"', "``", "''"):
            open_quote = not open_quote
            if open_quote:
                spaces[i] = False
            elif i:
                spaces[i - 1] = False
        elif word in _TIGHT_LEFT and i:
            spaces[i - 1] = False
        elif word in _TIGHT_RIGHT:
            spaces[i] = False
    return spaces


def typography(words: list[str], rng: random.Random) -> list[str]:
    """Rewrite quotation marks, apostrophes and dashes into one of the habits of English news sites."""
    curly, dash = rng.random() < 0.5, rng.choice(["-", "–", "—", None])
    out, open_quote = [], False
    for word in words:
        if word in ('"', "“", "”", "``", "''"):
            open_quote = not open_quote
            word = ("“" if open_quote else "”") if curly else '"'
        elif len(word) <= 4 and ("'" in word or "’" in word):
            word = word.replace("'", "’") if curly else word.replace("’", "'")
        elif word in ("--", "–", "—") and dash:
            word = dash
        out.append(word)
    return out


def make_doc(vocab: Vocab, sentences: Sequence[Sentence], rng: random.Random) -> Doc:
    """Join sentences into one Doc with whitespace tokens at the paragraph breaks."""
    columns: dict[str, list] = {
        name: [] for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "ents")
    }
    starts: list[bool] = []
    for number, sentence in enumerate(sentences):
        if number and sentence.starts_paragraph:
            _add_break(columns, starts)
        offset = len(columns["words"])
        columns["words"] += sentence.words
        columns["spaces"] += sentence.spaces
        columns["heads"] += [offset + head for head in sentence.heads]
        for name in ("tags", "pos", "morphs", "lemmas", "deps", "ents"):
            columns[name] += getattr(sentence, name)
        starts += [True] + [False] * (len(sentence.words) - 1)
    columns["words"] = typography(columns["words"], rng)
    given = {name: values for name, values in columns.items() if len(values) == len(starts)}
    if "heads" not in given:
        given["sent_starts"] = starts
    return Doc(vocab, **given)


def _add_break(columns: dict[str, list], starts: list[bool]) -> None:
    columns["spaces"][-1] = False
    values = {
        "words": BREAK,
        "spaces": False,
        "tags": "_SP",
        "pos": "SPACE",
        "morphs": "",
        "lemmas": BREAK,
        "deps": "dep",
        "ents": "O",
    }
    for name, value in values.items():
        columns[name].append(value)
    columns["heads"].append(len(columns["words"]) - 2)
    starts.append(False)


def chunks(sentences: Sequence[Sentence], rng: random.Random, size: int = 400) -> list[list[Sentence]]:
    """Cut a document into runs of up to about ``size`` words; invent paragraph breaks and headlines where
    there are few.
    """
    out: list[list[Sentence]] = [[]]
    count = 0
    limit = rng.randint(size // 4, size)
    for sentence in sentences:
        if count > limit:
            out.append([])
            count, limit = 0, rng.randint(size // 4, size)
        if rng.random() < 0.2:
            sentence.starts_paragraph = True
        out[-1].append(sentence)
        count += len(sentence.words)
    for chunk in out:
        _headline(chunk, rng)
    return [chunk for chunk in out if chunk]


def _headline(chunk: list[Sentence], rng: random.Random) -> None:
    """Let some documents open with a line that has no full stop."""
    if len(chunk) < 2 or rng.random() > 0.5 or len(chunk[0].words) > 18:
        return
    chunk[1].starts_paragraph = True
    first = chunk[0]
    if (
        first.words[-1] == "."
        and len(first.words) > 2
        and all(head != len(first.words) - 1 for head in first.heads)
    ):
        for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "ents"):
            if getattr(first, name):
                getattr(first, name).pop()
