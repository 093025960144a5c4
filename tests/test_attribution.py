"""The attribution recogniser: its features on hand-built Docs, and that it reads and writes nothing else
in a Doc.
"""

from pathlib import Path

import pytest
import spacy
import yaml
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, import_file
from spacy.vocab import Vocab

from generator.language.clausal import COUNT, clauses, features, quotation
from generator.language.layers import FEATURES

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases/attribution"
MARKS = {"-": "out", "(": "open", "i": "in", ")": "close"}
component = import_file("attribution_alone", ROOT / "generator/language/components/attribution.py")
TEXTS = (
    ("The mayor said that the bridge is safe .", {(0, 2): "SOURCE", (2, 3): "CUE", (3, 8): "CONTENT"}),
    ("Two engineers warned that the bridge is old .", {(0, 2): "SOURCE", (2, 3): "CUE", (3, 8): "CONTENT"}),
    ("The bridge was built by hand .", {}),
)


def cases(name: str) -> list[dict]:
    return yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("quotation"), ids=lambda case: case["name"])
def test_quotation(case: dict) -> None:
    doc = Doc(Vocab(), words=case["words"])
    assert quotation(doc) == [MARKS[mark] for mark in case["marks"]]


@pytest.mark.parametrize("case", cases("clauses"), ids=lambda case: case["name"])
def test_clauses(case: dict) -> None:
    found = clauses(case["heads"], case["deps"])
    assert [clause for clause, _ in found] == case["clause"]
    assert [branch for _, branch in found] == case["branch"]


def test_clauses_of_a_deep_tree_take_linear_time() -> None:
    size = 20_000
    found = clauses([max(0, i - 1) for i in range(size)], ["ROOT"] + ["nmod"] * (size - 1))
    assert found[-1] == (0, 1)


def test_features_without_a_parse_are_zeros() -> None:
    doc = Doc(Vocab(), words=["No", "parse", "here"])
    assert features(doc).shape == (3, COUNT)
    assert not features(doc).any()


def test_features_tell_subject_from_complement() -> None:
    case = cases("clauses")[0]
    doc = Doc(Vocab(), words=case["words"], heads=case["heads"], deps=case["deps"])
    rows = features(doc)
    assert (rows[1] != rows[4]).any()
    assert rows[0].all()


@pytest.fixture(scope="module")
def trained() -> Language:
    """A recogniser that has learnt three sentences by heart."""
    fix_random_seed(3)
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe("briefing_attribution", name="attribution")
    examples = []
    for text, spans in TEXTS:
        doc = nlp.make_doc(text)
        reference = doc.copy()
        reference.set_ents([spacy.tokens.Span(reference, a, b, label) for (a, b), label in spans.items()])
        examples.append(Example(doc, reference))
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.005
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    assert set(pipe.labels) == {"SOURCE", "CUE", "CONTENT"}
    return nlp


def spans_of(doc: Doc) -> dict[tuple[int, int], str]:
    return {(span.start, span.end): span.label_ for span in doc.spans["attribution"]}


@pytest.mark.parametrize(("text", "spans"), TEXTS)
def test_learns_and_writes_spans(trained: Language, text: str, spans: dict) -> None:
    assert spans_of(trained(text)) == spans


def test_neither_reads_nor_changes_names_and_sentences(trained: Language) -> None:
    text = TEXTS[0][0]
    doc = trained.make_doc(text)
    doc.set_ents([spacy.tokens.Span(doc, 3, 6, "ORG")])
    for token in doc:
        token.is_sent_start = token.i in (0, 5)
    before = [(ent.start, ent.end, ent.label_) for ent in doc.ents], [token.is_sent_start for token in doc]
    doc = trained(doc)
    assert spans_of(doc) == TEXTS[0][1]
    assert ([(ent.start, ent.end, ent.label_) for ent in doc.ents], [t.is_sent_start for t in doc]) == before
    assert FEATURES not in doc.user_data


def test_empty_text(trained: Language) -> None:
    assert spans_of(trained("")) == {}


def test_scorer_counts_exact_spans(trained: Language) -> None:
    text, spans = TEXTS[1]
    reference = trained.make_doc(text)
    reference.set_ents([spacy.tokens.Span(reference, a, b, label) for (a, b), label in spans.items()])
    scores = component.score_attribution([Example(trained(text), reference)])
    assert scores["attribution_f"] == 1.0
    reference.set_ents([spacy.tokens.Span(reference, 0, 1, "SOURCE")])
    assert component.score_attribution([Example(trained(text), reference)])["attribution_f"] == 0.0


def test_survives_the_disk(trained: Language, tmp_path: Path) -> None:
    trained.to_disk(tmp_path)
    assert spans_of(spacy.load(tmp_path)(TEXTS[0][0])) == TEXTS[0][1]
