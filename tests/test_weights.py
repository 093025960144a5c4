"""The trained weights, apart from the rules: size, pipes, card, plain sentences, and scores against
thresholds.
"""

import json
import os
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.language import Language
from spacy.tokens import Doc
from thresholds import thresholds

ROOT = Path(__file__).parent.parent
PIPELINE = ROOT / "generator/language/pipeline"
SHARED = Path(os.environ.get("BRIEFINGS_SHARED", ROOT.parent / "shared"))
CORPORA = SHARED / "corpora"
LIMIT = 35_000_000  # bytes
SAMPLE = 100  # documents parsed, of each test set
PIPES = ["encoder"]
CASES = yaml.safe_load((ROOT / "tests/cases/weights/sentences.yml").read_text(encoding="utf-8"))


@cache
def pipeline() -> Language:
    """The trained pipes alone."""
    import_module("generator.language.components")
    return spacy.load(PIPELINE)


@cache
def scores() -> dict[str, Any]:
    """What the evaluation of the committed weights measured."""
    found: dict[str, Any] = json.loads((ROOT / "training/SCORES.json").read_text(encoding="utf-8"))
    weights: dict[str, Any] = found["weights"]
    return weights


def test_size() -> None:
    assert sum(path.stat().st_size for path in PIPELINE.rglob("*") if path.is_file()) <= LIMIT


def test_pipes() -> None:
    assert pipeline().pipe_names == PIPES
    encoder = pipeline().get_pipe("encoder")
    assert {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT"} == set(encoder.labels_of("ner"))
    assert {"SOURCE", "CUE", "CONTENT"} == set(encoder.labels_of("attribution"))


def test_no_paths_in_the_folder() -> None:
    for name in ("config.cfg", "meta.json", "README.md"):
        text = (PIPELINE / name).read_text(encoding="utf-8")
        assert str(Path(tempfile.gettempdir())) not in text
        assert str(ROOT) not in text


def test_card_and_meta_agree_with_the_scores() -> None:
    meta = json.loads((PIPELINE / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"] == scores()
    assert meta["license"] == "CC BY-SA 4.0"
    card = (PIPELINE / "README.md").read_text(encoding="utf-8")
    for part, values in scores().items():
        for name, number in values.items() if isinstance(values, dict) else [("", values)]:
            assert f"| {part} | {name} | {number} |" in card
    for source in meta["sources"]:
        assert source["name"] in card
        assert source["license"] in card


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_plain_sentences(case: dict[str, Any]) -> None:
    doc = pipeline()(case["text"])
    assert len(list(doc.sents)) == case["sentences"]
    arcs = {(token.text, token.dep_, token.head.text) for token in doc}
    assert [arc for arc in case.get("heads", []) if tuple(arc) not in arcs] == []
    names = {ent.text: ent.label_ for ent in doc.ents}
    assert [name for name, labels in case.get("names", []) if names.get(name) not in labels] == []
    spans = {(span.text, span.label_) for span in doc.spans["attribution"]}
    assert [span for span in case.get("attribution", []) if tuple(span) not in spans] == []


def test_the_same_text_gives_the_same_analysis() -> None:
    text = " ".join(case["text"] for case in CASES)
    assert _written(pipeline()(text)) == _written(pipeline()(text))


def test_company_does_not_change_the_analysis() -> None:
    """Neither what a text is batched with, nor the batch size, nor its place."""
    texts = [case["text"] for case in CASES]
    alone = [_written(pipeline()(text)) for text in texts]
    assert [_written(doc) for doc in pipeline().pipe(texts, batch_size=2)] == alone
    assert [_written(doc) for doc in pipeline().pipe(texts[::-1], batch_size=64)] == alone[::-1]


def _written(doc: Doc) -> list[tuple[str, ...]]:
    return [
        (token.tag_, token.dep_, token.lemma_, str(token.morph), token.ent_type_, str(token.head.i))
        for token in doc
    ]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project (BRIEFINGS_SHARED)")
def test_measured_sample_reaches_the_thresholds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure again on a part of the test sets; a part varies, so that two points below the threshold
    are allowed.
    """
    monkeypatch.syspath_prepend(str(ROOT / "training/scripts"))
    evaluate = import_module("evaluate")
    evaluate.convert(CORPORA, tmp_path)
    measured = {"weights": evaluate.measure(pipeline(), CORPORA, tmp_path, SAMPLE)}
    low = [
        (str(one), one.of(measured))
        for one in thresholds("weights")
        if _sampled(one.figure) and not one.holds(measured, slack=2)
    ]
    assert low == []


def _sampled(figure: str) -> bool:
    """Size and speed are not measured here, triples are not sampled, rare labels swing too much."""
    return figure.count("/") == 2 and not figure.endswith(("/NORP", "/LOC", "/ORG"))
