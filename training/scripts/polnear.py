"""PolNeAR (brat standoff): articles with SOURCE, CUE and CONTENT labels and the cue that each belongs to.

Every piece of a discontinuous span is a span of its own, as CofeNet does it. Ten articles in a hundred of
PolNeAR's train part are put aside for tuning; its dev part is only measured on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import spacy
from documents import Raw
from spacy.tokens import Doc

LABELS = {"Source": "SOURCE", "Cue": "CUE", "Content": "CONTENT"}


def article_of(path: Path) -> str:
    """The article's name without the annotator's mark."""
    return re.sub(r"_[0-9a-f]{4}$", "", path.stem)


def typography(text: str, rng: random.Random) -> str:
    """The same text, as long, with its quotation marks in one habit: as they are, straight, or
    typographic.
    """
    habit = rng.choice(["kept", "kept", "straight", "curly"])
    if habit == "kept":
        return text
    text = re.sub("[“”]", '"', re.sub("[‘’]", "'", text))
    if habit == "straight":
        return text
    paragraphs = []
    for paragraph in text.split("\n"):
        marks = iter(range(paragraph.count('"')))
        paragraph = re.sub('"', lambda _, marks=marks: "“”"[next(marks) % 2], paragraph)
        paragraphs.append(re.sub(r"(?<![\w.,!?”])'(?=[\w“])", "‘", paragraph).replace("'", "’"))
    return "\n".join(paragraphs)


_SPAN = re.compile(r"(T\d+)\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t")
_PART = re.compile(r"(Cue|Content|Source)\d*:(T\d+)")
_ENDS = re.compile(r"[.!?]['\"”’)]*|\s+|[”\"]")


def attributions(path: Path) -> list[tuple[list[tuple[int, int]], str, str]]:
    """(pieces, label, id of the cue it belongs to) of every span in a brat file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cue_of: dict[str, str] = {}
    for line in lines:
        if line.startswith("E"):
            parts = _PART.findall(line)
            cue = next((key for kind, key in parts if kind == "Cue"), "")
            cue_of |= {key: cue for _, key in parts}
    out = []
    for line in lines:
        match = _SPAN.match(line)
        if match:
            spans = [tuple(map(int, piece.split())) for piece in match[3].split(";")]
            out.append((spans, LABELS[match[2]], cue_of.get(match[1], "")))
    return out  # type: ignore[return-value]


def attributed(doc: Doc, found: Sequence[tuple[list[tuple[int, int]], str, str]]) -> Raw:
    """An article with BIO labels and, at the first word of each piece, the first word of its cue.

    Of spans that overlap the longer one stays.
    """
    tags: list[str | None] = [None if token.is_space else "O" for token in doc]
    link = [-1] * len(doc)
    first_of: dict[str, int] = {}
    placed: list[tuple[int, str]] = []
    spans = []
    for pieces, label, cue in found:
        for start, end in pieces:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and span.text.strip():
                spans.append((span.start, span.end, label, cue))
    for start, end, label, cue in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0], s[2], s[3])):
        while doc[start].is_space:
            start += 1
        while doc[end - 1].is_space:
            end -= 1
        inside = [i for i in range(start, end) if not doc[i].is_space]
        if any(tags[i] != "O" for i in inside):
            continue
        for i in inside:
            tags[i] = f"I-{label}" if i > start else f"B-{label}"
        placed.append((start, cue))
        if label == "CUE" and cue:
            first_of[cue] = min(start, first_of.get(cue, start))
    for start, cue in placed:
        link[start] = first_of.get(cue, -1)
    starts = [0] + [i for i in range(1, len(doc)) if _ENDS.fullmatch(doc[i - 1].text) and not doc[i].is_space]
    return Raw([token.text for token in doc], starts, {"attribution": tags}, {"link": link})


def training_articles(corpora: Path, rng: random.Random) -> tuple[list[Raw], list[Raw]]:
    """(training, tuning) articles of PolNeAR's train part; none that its dev part has too."""
    nlp, folder = spacy.blank("en"), corpora / "attribution/polnear"
    held = {article_of(path) for path in (folder / "dev/attributions").glob("*.ann")}
    train: list[Raw] = []
    tune: list[Raw] = []
    for path in sorted((folder / "train/attributions").glob("*.ann")):
        name = article_of(path)
        if name in held:
            continue
        text = (folder / "train/text" / f"{name}.txt").read_text(encoding="utf-8")
        tuning = rng.random() < 0.1
        doc = nlp.make_doc(text if tuning else typography(text, rng))
        (tune if tuning else train).append(attributed(doc, attributions(path)))
    return train, tune
