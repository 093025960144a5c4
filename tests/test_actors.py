"""briefing_actors on frozen parses (tests/cases/actors) and hand-built Docs."""

from __future__ import annotations

from typing import Any

import pytest
from parses import VOCAB, cases, doc_of
from spacy.tokens import Doc

from generator.language.components.actors import briefing_actors
from generator.language.unnamed import add_unnamed


@pytest.mark.parametrize("case", cases("actors"), ids=lambda case: case["file"])
def test_case(case: dict[str, Any]) -> None:
    doc = briefing_actors(doc_of(case))
    found = {actor.name: actor for actor in doc._.actors}
    for expected in case.get("actors", ()):
        assert expected["name"] in found
        actor = found[expected["name"]]
        for field in expected.keys() & {"kind", "role", "salience"}:
            assert getattr(actor, field) == expected[field], (actor.name, field)
        if "mentions" in expected:
            assert [mention.text for mention in actor.mentions] == expected["mentions"]
    named = {mention.text for actor in doc._.actors for mention in actor.mentions} | set(found)
    assert not named & set(case.get("absent", ()))


def test_there_are_enough_cases() -> None:
    assert len(cases("actors")) >= 20


@pytest.mark.parametrize("case", cases("actors"), ids=lambda case: case["file"])
def test_every_mention_leads_to_its_actor(case: dict[str, Any]) -> None:
    """By at least one token: of nested mentions the inner one has its tokens for itself."""
    doc = briefing_actors(doc_of(case))
    for index, actor in enumerate(doc._.actors):
        for mention in actor.mentions:
            assert index in {doc._.actor_at[token.i] for token in mention}


def test_an_empty_article_has_no_actors() -> None:
    doc = briefing_actors(Doc(VOCAB, words=[], spaces=[]))
    assert doc._.actors == []
    assert doc._.actor_at == {}


def _plain(words: list[str], tags: list[str]) -> Doc:
    pos = [
        {"NNS": "NOUN", "NN": "NOUN", "CD": "NUM", "VBD": "VERB", "DT": "DET"}.get(tag, "X") for tag in tags
    ]
    doc = Doc(
        VOCAB, words=words, tags=tags, pos=pos, lemmas=[word.lower().removesuffix("s") for word in words]
    )
    doc._.actors, doc._.actor_at = [], {}
    return doc


def test_a_nameless_source_is_made_once() -> None:
    doc = _plain(
        ["Two", "officials", "spoke", "the", "police", "spoke"], ["CD", "NNS", "VBD", "DT", "NN", "VBD"]
    )
    first = add_unnamed(doc, doc[0:2])
    assert add_unnamed(doc, doc[1:2]) == first
    assert doc._.actors[first].kind == "unnamed"
    police = add_unnamed(doc, doc[3:5])
    assert (doc._.actors[police].name, doc._.actors[police].kind) == ("police", "organization")


def test_a_source_described_in_the_same_words_is_the_same() -> None:
    doc = _plain(["Critics", "spoke", "the", "critics", "spoke"], ["NNS", "VBD", "DT", "NNS", "VBD"])
    first = add_unnamed(doc, doc[0:1])
    assert add_unnamed(doc, doc[2:4]) == first
    assert doc._.actors[first].kind == "group"
    assert [mention.text for mention in doc._.actors[first].mentions] == ["Critics", "critics"]
