"""briefing_references on frozen parses (tests/cases/references)."""

from __future__ import annotations

from typing import Any

import pytest
from parses import cases, doc_of
from spacy.tokens import Doc

from generator.language.components.actors import briefing_actors
from generator.language.components.references import briefing_references


def _last(doc: Doc, words: str) -> int:
    """The first token of the last place where a phrase stands."""
    ends = [(i, j) for i in range(len(doc)) for j in range(i + 1, min(len(doc), i + 6) + 1)]
    return max(i for i, j in ends if doc[i:j].text == words)


@pytest.mark.parametrize("case", cases("references"), ids=lambda case: case["file"])
def test_case(case: dict[str, Any]) -> None:
    doc = briefing_references(briefing_actors(doc_of(case)))
    for words, name in case["refers"].items():
        index = doc._.actor_at.get(_last(doc, words))
        assert (None if index is None else doc._.actors[index].name) == name, words


@pytest.mark.parametrize("case", cases("references"), ids=lambda case: case["file"])
def test_pronouns_are_no_mentions(case: dict[str, Any]) -> None:
    doc = briefing_references(briefing_actors(doc_of(case)))
    assert not [
        m.text for actor in doc._.actors for m in actor.mentions if m[0].pos_ == "PRON" and len(m) == 1
    ]
