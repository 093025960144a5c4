"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from generator import language

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("BRIEFINGS_SHARED", ROOT.parent / "shared"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache for each test: none knows what another has read."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("generator.commands.generate.CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline with the shipped weights."""
    return language.load()


@pytest.fixture(scope="session")
def blank() -> Language:
    """English tokens and nothing else, for Docs built by hand."""
    return spacy.blank("en")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The gold briefings, where the checkout has them beside it."""
    folder = SHARED / "gold" / "dev"
    if not folder.is_dir():
        pytest.skip(f"no gold briefings at {folder}; set BRIEFINGS_SHARED to the folder that holds gold/")
    return folder
