"""Measures of the pipeline on the parts that were kept out of training.

Everything is compared by character offsets, so that differences in tokenisation count as faults and not as
crashes. Whitespace tokens are left out; attachment scores leave out punctuation, as spaCy's own scorer does.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, Token

COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}
ROLES = {"SOURCE": "source", "CUE": "cue", "CONTENT": "content"}


def f1(gold: set, predicted: set) -> float:
    """F1 in percent, one digit behind the point."""
    total = len(gold) + len(predicted)
    return round(200 * len(gold & predicted) / total, 1) if total else 0.0


def read(path: Path, nlp: Language) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def _key(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _arcs(doc: Doc) -> dict[tuple[int, int], tuple[tuple[int, int], str]]:
    return {_key(t): (_key(t.head), t.dep_) for t in doc if not t.is_space and t.dep_ not in ("punct", "p")}


def syntax(nlp: Language, gold_docs: Iterable[Doc]) -> dict[str, float]:
    """Accuracy of tags over the words that both sides have; F1 of attachments and of sentence starts."""
    tags = pos = lemmas = shared = 0
    sets: dict[str, tuple[set, set]] = {name: (set(), set()) for name in ("UAS", "LAS", "sentence F")}
    for number, gold in enumerate(gold_docs):
        predicted = nlp(nlp.make_doc(gold.text))
        at = {_key(token): token for token in predicted}
        for token in gold:
            other = at.get(_key(token))
            if other is not None and not token.is_space:
                shared += 1
                tags += token.tag_ == other.tag_
                pos += token.pos_ == other.pos_
                lemmas += token.lemma_ == other.lemma_
        for side, doc in enumerate((gold, predicted)):
            for word, (head, dep) in _arcs(doc).items():
                sets["UAS"][side].add((number, word, head))
                sets["LAS"][side].add((number, word, head, dep))
            sets["sentence F"][side].update((number, sent.start_char) for sent in doc.sents)
    accuracy = {"TAG": tags, "POS": pos, "LEMMA": lemmas}
    out = {name: round(100 * right / max(1, shared), 1) for name, right in accuracy.items()}
    return out | {name: f1(*pair) for name, pair in sets.items()}


def names(nlp: Language, gold_docs: Iterable[Doc], coarse: bool) -> dict[str, float]:
    """Exact F1 for each label and in all; ``coarse`` maps to PER, ORG, LOC and leaves out the rest."""
    gold_spans, predicted_spans = set(), set()
    for number, gold in enumerate(gold_docs):
        predicted = nlp(nlp.make_doc(gold.text))
        for doc, spans in ((gold, gold_spans), (predicted, predicted_spans)):
            for ent in doc.ents:
                label = COARSE.get(ent.label_) if coarse else ent.label_
                if label:
                    spans.add((label, number, ent.start_char, ent.end_char))
    labels = sorted({span[0] for span in gold_spans})
    scores = {
        label: f1({s for s in gold_spans if s[0] == label}, {s for s in predicted_spans if s[0] == label})
        for label in labels
    }
    return scores | {"micro": f1(gold_spans, predicted_spans)}


def predict_cofenet(nlp: Language, rows: list[dict]) -> list[list[str]]:
    """BIO labels for CofeNet's tokenised lines; lines of one article are read together, one line a
    paragraph's part.
    """
    out: list[list[str]] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end]["id"] == rows[at]["id"] and end - at < 40:
            end += 1
        out += _predict_article(nlp, rows[at:end])
        at = end
    return out


def _predict_article(nlp: Language, rows: list[dict]) -> list[list[str]]:
    from text import spacing

    words, spaces, owners = [], [], []
    for number, row in enumerate(rows):
        tokens = [{"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(w, w) for w in row["tokens"]]
        if number:
            words.append("\n\n")
            spaces[-1:] = [False]
            spaces.append(False)
            owners.append(None)
        words += tokens
        spaces += spacing(tokens)
        owners += [(number, i) for i in range(len(tokens))]
    text, starts = "", []
    for word, space in zip(words, spaces, strict=True):
        starts.append(len(text))
        text += word + (" " if space else "")
    doc = nlp(nlp.make_doc(text))
    labels = [["O"] * len(row["tokens"]) for row in rows]
    for span in doc.spans["attribution"]:
        _label(span, starts, words, owners, labels)
    return labels


def _label(span: Span, starts: list[int], words: list[str], owners: list, labels: list[list[str]]) -> None:
    row = None
    for at, word, owner in zip(starts, words, owners, strict=True):
        if owner is not None and at < span.end_char and at + len(word) > span.start_char:
            prefix = "I" if row == owner[0] else "B"
            row = owner[0]
            labels[owner[0]][owner[1]] = f"{prefix}-{ROLES[span.label_]}"


def bio_spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """Spans of one line of BIO labels, read as CofeNet's scorer reads them."""
    out, start, kind = set(), None, None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and (label == "O" or label[0] == "B" or label[2:] != kind):
            out.add((start, i, kind))
            start = None
        if label != "O" and start is None:
            start, kind = i, label[2:]
    return out


def attribution(nlp: Language, path: Path, limit: int | None = None) -> dict[str, float]:
    """Exact F1 of source, cue and content on CofeNet's validation lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    predicted = predict_cofenet(nlp, rows)
    gold_spans = {(n, *span) for n, row in enumerate(rows) for span in bio_spans(row["labels"])}
    spans = {(n, *span) for n, labels in enumerate(predicted) for span in bio_spans(labels)}
    return {
        kind: f1({s for s in gold_spans if s[3] == kind}, {s for s in spans if s[3] == kind})
        for kind in ROLES.values()
    }


def speed(nlp: Language, texts: list[str]) -> int:
    """Words a second of this process, one article at a time, the best of two rounds."""
    docs = [nlp.make_doc(text) for text in texts]
    count, best = sum(len(doc) for doc in docs), float("inf")
    for _ in range(2):
        start = time.process_time()
        for text in texts:
            nlp(text)
        best = min(best, time.process_time() - start)
    return round(count / best)


Triple = dict[str, list[tuple[int, int]]]  # label → character ranges


def triples(nlp: Language, folder: Path) -> float:
    """F1 of whole attributions on PolNeAR's dev articles.

    A predicted triple is right where its source, its cue and its content each overlap those of one annotated
    attribution, which then counts as found; attributions that lack a part are left out on both sides.
    """
    from polnear import article_of, attributions

    right = proposed = asked = 0
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = (folder / "text" / f"{article_of(path)}.txt").read_text(encoding="utf-8")
        gold: dict[str, Triple] = {}
        for pieces, label, cue in attributions(path):
            gold.setdefault(cue, {}).setdefault(label, []).extend(pieces)
        wanted = [one for cue, one in gold.items() if cue and len(one) == 3]
        found = predicted_triples(nlp(text))
        proposed, asked = proposed + len(found), asked + len(wanted)
        for one in found:
            match = next((g for g in wanted if all(_overlap(one[label], g[label]) for label in g)), None)
            if match is not None:
                wanted.remove(match)
                right += 1
    return round(200 * right / max(1, proposed + asked), 1)


def predicted_triples(doc: Doc) -> list[Triple]:
    """What belongs to one cue, where it has both a source and a content."""
    by_cue: dict[int, Triple] = {}
    links = doc._.analysis.cue_of
    for span in doc.spans["attribution"]:
        cue = span.start if span.label_ == "CUE" else links.get(span.start, -1)
        by_cue.setdefault(cue, {}).setdefault(span.label_, []).append((span.start_char, span.end_char))
    return [one for cue, one in sorted(by_cue.items()) if cue >= 0 and len(one) == 3]


def _overlap(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)
