"""Name corpora read with one set of labels: PERSON, ORG, GPE, LOC, NORP, EVENT.

The corpora disagree about places (one label or two), peoples (adjectives of nationality are mostly not
marked) and articles before names. Here places are split by list, peoples are marked by list in every
corpus, leading articles are left out, and titles are no part of a person's name.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from gazetteer import TITLES, Gazetteer
from gazetteer import read as read_gazetteer
from spacy.tokens import DocBin
from spacy.vocab import Vocab
from text import Sentence, make_doc, spacing
from treebanks import Named, gum, read_conllu

Document = list[Sentence]
CROSSNER = {
    "politician": "PERSON", "person": "PERSON", "organisation": "ORG", "politicalparty": "ORG",
    "event": "EVENT", "election": "EVENT", "country": "GPE", "location": "PLACE", "misc": "OTHER",
}  # fmt: skip
REDOCRED = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "OTHER"}
RE3D = {"Person": "PERSON", "Organisation": "ORG", "Location": "PLACE", "Nationality": "NORP"}
BIO = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "OTHER", "OTH": "OTHER"}
GUM = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "event": "EVENT"}
RE3D_FOLDERS = (
    "Australian Department of Foreign Affairs", "CENTCOM", "Delegation of the European Union to Syria",
    "UK Government", "US State Department", "Wikipedia",
)  # fmt: skip


class Labeller:
    """Turns (start, end, raw label) word spans of one sentence into BILUO-free IOB tags of our set."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def tags(self, words: list[str], spans: list[tuple[int, int, str]]) -> list[str]:
        """IOB tags for one sentence; longer spans win over shorter ones that overlap them."""
        out = ["O"] * len(words)
        for start, end, raw in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if words[start].lower() in ("the", "a", "an") and end - start > 1:
                start += 1
            label = self._label(" ".join(words[start:end]), raw)
            if label and end > start and all(tag == "O" for tag in out[start:end]):
                out[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        for i, word in enumerate(words):
            if out[i] == "O" and word in self.gazetteer.norp:
                out[i] = "B-NORP"
        return out

    def _label(self, name: str, raw: str) -> str:
        if raw in ("PLACE", "GPE"):
            return "NORP" if self.gazetteer.people(name) else self.gazetteer.place(name)
        if raw == "OTHER":
            return self.gazetteer.other(name)
        if raw == "PERSON" and all(word.lower() in TITLES for word in name.split()):
            return ""
        if raw in ("ORG", "PERSON") and name in self.gazetteer.norp:
            return "NORP"
        return (
            "GPE"
            if raw == "ORG" and name in self.gazetteer.gpe and name not in ("Washington", "Reading")
            else raw
        )


def bio_spans(tags: list[str], names: dict[str, str]) -> list[tuple[int, int, str]]:
    """Spans of BIO or IOB1 tags, raw labels mapped by ``names``; labels without an entry are left out."""
    spans, start, kind = [], None, None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag == "O" or tag[0] == "B" or tag[2:] != kind):
            if kind in names:
                spans.append((start, i, names[kind]))
            start = None
        if tag not in ("O", "B-O", "I-O") and start is None:
            start, kind = i, tag[2:]
    return spans


def _columns(path: Path, word: int, tag: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """(sentence id, words, tags) of a column file; sentences end with a blank line."""
    name, words, tags = "", [], []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line.startswith("# "):
            continue
        elif line.strip():
            cells = line.split("\t") if "\t" in line else line.split(" ")
            words.append(cells[word])
            tags.append(cells[tag])
        elif words:
            yield name, words, tags
            words, tags = [], []


def uner(documents: Iterator[tuple[str, list[Named]]], iob: Path, labeller: Labeller) -> Iterator[Document]:
    """EWT documents with the names of UNER, where both have the same words."""
    names = {name: (words, tags) for name, words, tags in _columns(iob, 1, 2)}
    for _, sentences in documents:
        out = []
        for name, rows, sentence in sentences:
            words, tags = names.get(name, ([], []))
            if words == [row[1] for row in rows]:
                ents = labeller.tags(words, bio_spans(tags, BIO))
                out.append(
                    Sentence(
                        sentence.words, sentence.spaces, ents=ents, starts_paragraph=sentence.starts_paragraph
                    )
                )
        if out:
            yield out


_ENTITY = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def gum_spans(rows: list[list[str]], open_: dict[str, list[tuple[int, str]]]) -> list[tuple[int, int, str]]:
    """Entity spans of one GUM sentence, from the Entity field of MISC."""
    spans: list[tuple[int, int, str]] = []
    open_.clear()
    for i, row in enumerate(rows):
        value = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        for opened, single, closed in _ENTITY.findall(value):
            if opened:
                fields = opened.split("-")
                key, kind = fields[0], fields[1] if len(fields) > 1 else ""
                if single:
                    spans.append((i, i + 1, kind))
                else:
                    open_.setdefault(key, []).append((i, kind))
            elif open_.get(closed):
                start, kind = open_[closed].pop()
                spans.append((start, i + 1, kind))
    return spans


def _name_part(rows: list[list[str]], start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The words of an entity that are its name: the run of proper nouns around its head."""
    inside = [i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end]
    head = inside[0] if inside else start
    if rows[head][3] != "PROPN":
        return None

    def proper(i: int) -> bool:
        return rows[i][4] in ("NNP", "NNPS") or (
            rows[i][1] in ("of", "the", "and", "for", "&", "-", ".", "'s") and kind != "person"
        )

    first = last = head
    while first > start and proper(first - 1):
        first -= 1
    while last + 1 < end and proper(last + 1):
        last += 1
    while first < head and (
        rows[first][4] not in ("NNP", "NNPS") or (kind == "person" and rows[first][1].lower() in TITLES)
    ):
        first += 1
    while last > head and rows[last][4] not in ("NNP", "NNPS"):
        last -= 1
    return first, last + 1


def gum_names(corpora: Path, part: str, labeller: Labeller) -> Iterator[Document]:
    """GUM documents of a part; of their entities those headed by a proper noun."""
    for _, sentences in gum(corpora, part):
        out, open_ = [], {}
        for _, rows, sentence in sentences:
            spans = []
            for start, end, kind in gum_spans(rows, open_):
                part_ = _name_part(rows, start, end, kind) if kind in GUM else None
                if part_:
                    spans.append((*part_, GUM[kind]))
            ents = labeller.tags(sentence.words, spans)
            out.append(
                Sentence(
                    sentence.words, sentence.spaces, ents=ents, starts_paragraph=sentence.starts_paragraph
                )
            )
        yield out


def column_corpus(
    path: Path, word: int, tag: int, names: dict[str, str], labeller: Labeller, each: int
) -> Iterator[Document]:
    """Documents of ``each`` sentences from a corpus of single sentences in columns."""
    rows = list(_columns(path, word, tag))
    for at in range(0, len(rows), each):
        yield [
            Sentence(words, spacing(words), ents=labeller.tags(words, bio_spans(tags, names)))
            for _, words, tags in rows[at : at + each]
        ]


def redocred(path: Path, labeller: Labeller) -> Iterator[Document]:
    """Re-DocRED's Wikipedia introductions."""
    for entry in json.loads(path.read_text(encoding="utf-8")):
        spans: dict[int, list[tuple[int, int, str]]] = {}
        for cluster in entry["vertexSet"]:
            for mention in cluster:
                if mention["type"] in REDOCRED:
                    spans.setdefault(mention["sent_id"], []).append(
                        (*mention["pos"], REDOCRED[mention["type"]])
                    )
        yield [
            Sentence(words, spacing(words), ents=labeller.tags(words, spans.get(i, [])))
            for i, words in enumerate(entry["sents"])
        ]


def re3d(folder: Path, nlp: spacy.Language, labeller: Labeller) -> Iterator[Document]:
    """Defence news; entities whose last word has no capital letter are descriptions, not names."""
    entities: dict[str, list[dict]] = {}
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        if line.strip():
            entity = json.loads(line)
            entities.setdefault(entity["documentId"], []).append(entity)
    for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        record = json.loads(line)
        text = re.sub(r"\s", " ", record["text"])
        doc, spans = nlp.make_doc(text), []
        for entity in entities.get(record["_id"], []):
            span = doc.char_span(entity["begin"], entity["end"], alignment_mode="expand")
            if span and entity["type"] in RE3D and span[-1].text[:1].isupper():
                spans.append((span.start, span.end, RE3D[entity["type"]]))
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        yield [Sentence(words, spaces, ents=labeller.tags(words, spans))]


def _bin(documents: Iterator[Document], rng: random.Random) -> DocBin:
    vocab, bin_ = Vocab(), DocBin()
    for sentences in documents:
        bin_.add(make_doc(vocab, sentences, rng))
    return bin_


def convert_dev(corpora: Path, out: Path, seed: int) -> None:
    """Write uner_dev.spacy (EWT dev) and names_dev.spacy (EWT dev, GUM dev)."""
    _held_out(corpora, "dev", Labeller(read_gazetteer(corpora)), out, seed)


def convert_tests(corpora: Path, out: Path, seed: int) -> None:
    """Write uner_test.spacy (EWT test) and names_test.spacy (EWT test, GUM test)."""
    _held_out(corpora, "test", Labeller(read_gazetteer(corpora)), out, seed)


def _held_out(corpora: Path, part: str, labeller: Labeller, out: Path, seed: int) -> None:
    conllu = read_conllu(corpora / f"syntax/ewt/en_ewt-ud-{part}.conllu")
    docs = _bin(uner(conllu, corpora / f"ner/uner_ewt/en_ewt-ud-{part}.iob2", labeller), random.Random(seed))
    docs.to_disk(out / f"uner_{part}.spacy")
    docs.merge(_bin(gum_names(corpora, part, labeller), random.Random(seed)))
    docs.to_disk(out / f"names_{part}.spacy")
