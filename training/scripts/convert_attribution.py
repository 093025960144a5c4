"""PolNeAR (brat standoff) to DocBins: the spans stand as entities SOURCE, CUE and CONTENT.

Every piece of a discontinuous span becomes a span of its own, as CofeNet does it. Ten articles in a hundred
of PolNeAR's train part are put aside for tuning; its dev part is only measured on, in CofeNet's form.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

LABELS = {"Source": "SOURCE", "Cue": "CUE", "Content": "CONTENT"}
_LINE = re.compile(r"T\d+\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t")


def article_of(path: Path) -> str:
    """The article's name without the annotator's mark."""
    return re.sub(r"_[0-9a-f]{4}$", "", path.stem)


def read_spans(path: Path) -> list[tuple[int, int, str]]:
    """(start, end, label) of every piece, from a .ann file."""
    spans: set[tuple[int, int, str]] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _LINE.match(line)
        for piece in match[2].split(";") if match else ():
            start, end = map(int, piece.split())
            spans.add((start, end, LABELS[match[1]]))
    return sorted(spans)


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


def articles(folder: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """(name, text, spans) for every annotated article of a part."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = article_of(path)
        source = folder / "text" / f"{name}.txt"
        yield name, source.read_text(encoding="utf-8"), read_spans(path)


def annotated(nlp: spacy.Language, text: str, spans: list[tuple[int, int, str]]) -> Doc:
    """A Doc of spaCy's own tokens with the spans as entities."""
    doc = nlp.make_doc(text)
    found = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    kept = [span for span in found if span is not None and span.text.strip()]
    doc.set_ents(filter_spans([_trim(span) for span in kept]))
    return doc


def _trim(span: spacy.tokens.Span) -> spacy.tokens.Span:
    start, end = span.start, span.end
    while span.doc[start].is_space:
        start += 1
    while span.doc[end - 1].is_space:
        end -= 1
    return spacy.tokens.Span(span.doc, start, end, label=span.label_)


def convert(corpora: Path, out: Path, seed: int) -> None:
    """Write attribution_train.spacy and attribution_dev.spacy."""
    rng, nlp = random.Random(seed), spacy.blank("en")
    polnear = corpora / "attribution/polnear"
    held = {article_of(path) for path in (polnear / "dev/attributions").glob("*.ann")}
    parts = {"train": DocBin(), "dev": DocBin()}
    for name, text, spans in articles(polnear / "train"):
        if name in held:
            continue
        part = "dev" if rng.random() < 0.1 else "train"
        parts[part].add(annotated(nlp, typography(text, rng) if part == "train" else text, spans))
    for part, docs in parts.items():
        docs.to_disk(out / f"attribution_{part}.spacy")
