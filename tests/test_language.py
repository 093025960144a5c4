"""Loading pipelines: the shipped one, another one, an unusable one; analysing an article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import spacy

from generator import language
from generator.condense import condense
from generator.errors import GeneratorError
from generator.model import Article

TEXT = "Harbour closes\n\nThe mayor, Mara Ode, said on Monday that the pier was unsafe."
RELATIONS = ["ROOT", "nsubj", "nsubj:pass", "obj", "obl", "ccomp", "det", "punct", "dep"]


def another(folder: Path, relations: list[str], *pipes: str) -> Path:
    """A pipeline that has learnt nothing, with the given relations."""
    nlp = spacy.blank("en")
    for pipe in pipes:
        component = nlp.add_pipe(pipe)
        for label in relations if pipe == "parser" else ["PERSON"]:
            component.add_label(label)
    nlp.initialize()
    nlp.to_disk(folder)
    return folder


def test_every_component_runs_in_its_place() -> None:
    names = language.load().pipe_names
    assert tuple(names[-len(language.COMPONENTS) :]) == language.COMPONENTS
    assert names[0] == language.ENCODER


def test_another_pipeline_can_be_named(tmp_path: Path) -> None:
    nlp = language.load(str(another(tmp_path / "other", RELATIONS, "parser", "ner")))
    assert nlp.pipe_names[:2] == ["briefing_paragraphs", "parser"]
    article = Article("pier", "pier.md", "Harbour closes", TEXT, published=date(2031, 3, 4))
    condense(article, language.analyse(nlp, article))  # it knows nothing, but nothing breaks


def test_unusable_pipelines_say_why(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="no language pipeline"):
        language.load("no_such_pipeline")
    with pytest.raises(GeneratorError, match="has no ner"):
        language.load(str(another(tmp_path / "a", RELATIONS, "parser")))
    with pytest.raises(GeneratorError, match="Universal Dependencies"):
        language.load(str(another(tmp_path / "b", ["ROOT", "dobj", "nsubjpass"], "parser", "ner")))


def test_an_analysis_does_not_depend_on_what_came_before() -> None:
    nlp = language.load()
    article = Article("pier", "pier.md", "Harbour closes", TEXT, published=date(2031, 3, 4))
    first = condense(article, language.analyse(nlp, article))
    other = Article("x", "x.md", "Ferry", "Ferry\n\nThe ferry company said it would sell two ships.")
    language.analyse(nlp, other)
    assert condense(article, language.analyse(nlp, article)) == first
    assert [position.statement for position in first.positions] == ["the pier was unsafe"]
