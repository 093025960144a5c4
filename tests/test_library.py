"""The generator as a library: ``brief``, and its components in other people's pipelines."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import FrozenInstanceError
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import generator
from generator import brief, language
from generator.errors import ArticleError, GeneratorError

ROOT = Path(__file__).parents[1]
TEXT = "Harbour talks\n\nMayor Ada Brook said on Monday that the port would close on 10 March.\n"


@pytest.mark.parametrize("published", ["2031-03-03", date(2031, 3, 3)])
def test_a_text_becomes_a_briefing(published: date | str) -> None:
    found = brief(TEXT, published=published)
    (position,) = found.positions
    assert (position.holder, position.statement) == ("ada-brook", "the port would close on 10 March")
    assert found.article.title == "Harbour talks"
    assert [event.start for event in found.events] == [date(2031, 3, 10)]
    start, end = position.evidence[0].start, position.evidence[0].end
    assert found.article.text[start:end] == position.statement
    assert brief(TEXT, published=published) == found
    with pytest.raises(FrozenInstanceError):
        found.positions[0].statement = "x"  # type: ignore[misc]


def test_front_matter_counts_and_what_is_given_goes_first() -> None:
    text = f"---\ntitle: Old\npublished: 2030-01-01\nsource: Dale Post\n---\n\n{TEXT}"
    found = brief(text, title="New", form="markdown").article
    assert (found.title, found.published, found.source) == ("New", date(2030, 1, 1), "Dale Post")


def test_a_web_page() -> None:
    page = (ROOT / "tests" / "cases" / "adding" / "pages" / "json_ld.html").read_text(encoding="utf-8")
    found = brief(page, form="html")
    assert found.article.source == "Dale Post" and "cookies" not in found.article.text
    assert {actor.name for actor in found.actors} >= {"Ada Brook", "Tor Lind"}


def test_faults_are_said() -> None:
    with pytest.raises(ArticleError, match="published: 'soon' is not a day of the calendar"):
        brief(TEXT, published="soon")
    with pytest.raises(ArticleError, match="no paragraph of text"):
        brief(" ")
    with pytest.raises(GeneratorError, match="no language pipeline no_such_model"):
        brief(TEXT, model="no_such_model")


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    ask = "import sys, generator; print(sorted({'spacy', 'yaml'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "[]"
    with pytest.raises(AttributeError, match="no attribute 'breif'"):
        generator.breif  # noqa: B018


def test_each_component_is_found_by_its_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["entry-points"]["spacy_factories"]
    for name, where in named.items():
        assert callable(EntryPoint(name, where, "spacy_factories").load())
        assert Language.has_factory(name)
    trained = set(spacy.load(language.TRAINED).factory_names)
    assert set(named) >= {name for name in trained if name.startswith("briefing")} | set(language.COMPONENTS)


def test_a_component_works_alone_in_another_pipeline() -> None:
    nlp = spacy.load(language.TRAINED)
    nlp.add_pipe("briefing_positions")
    doc = nlp("Mayor Ada Brook said on Monday that the port would close.")
    (position,) = doc._.positions
    assert "the port would close" in position.pieces[0].text
    assert "Brook" in doc._.actors[position.holder].name
