"""What a site leaves out where it asks for surer items, and the probabilities behind the bands."""

from __future__ import annotations

from datetime import date

import pytest
from position_cases import VOCAB
from spacy.tokens import Doc

from generator.language import confidence
from generator.language.confidence import band, probability
from generator.language.drafts import ActorDraft, PositionDraft, QuestionDraft
from generator.model import Actor, Article, Briefing, Confidence, Evidence, Position
from generator.trust import trusted

TEXT = Article("a", "a.md", "T", "T\n\nMs Ode says the ferry is late.", published=date(2026, 3, 2))
HERE = (Evidence(3, 9),)


def _actor(ident: str, confidence: Confidence) -> Actor:
    return Actor(ident, ident, "person", None, "other", (ident,), 1, HERE, confidence)


def _position(ident: str, holder: str, confidence: Confidence, via: tuple[str, ...] = ()) -> Position:
    return Position(ident, holder, "the ferry is late", "…", "claim", "indirect", via, HERE, confidence)


BRIEFING = Briefing(
    TEXT,
    (),
    (_actor("ode", "low"), _actor("lind", "low"), _actor("moss", "high"), _actor("told", "low")),
    (_position("p-1", "ode", "high", ("told",)), _position("p-2", "lind", "low")),
)


def test_everything_stays_by_default() -> None:
    assert trusted(BRIEFING, "low") is BRIEFING


@pytest.mark.parametrize("least", ["medium", "high"])
def test_an_unsure_actor_stays_where_a_sure_position_needs_it(least: Confidence) -> None:
    shown = trusted(BRIEFING, least)
    assert [position.id for position in shown.positions] == ["p-1"]
    assert [actor.id for actor in shown.actors] == ["ode", "moss", "told"]


def test_a_signal_that_nobody_learnt_counts_nothing() -> None:
    assert probability("position", {"no such signal": 5.0}) == probability("position", {})


def test_surer_arcs_never_make_a_position_less_sure() -> None:
    signals = {"arcs": 0.9, "content": 0.5, "length": 2.5}
    sure = [probability("position", signals | {"weakest arc": value}) for value in (0.2, 0.6, 0.99)]
    assert sure == sorted(sure)
    assert sure[0] < sure[-1]
    assert band("position", {"weakest arc": -40.0}) == "low"


def test_signals_tell_names_from_descriptions_and_who_passes_on() -> None:
    doc = Doc(VOCAB, words=["Ode", "and", "officials", "told", "the", "Post"], ents=["B-PERSON"] + ["O"] * 5)
    ode, officials, post = (
        ActorDraft("Ode", "person", [doc[0:1]]),
        ActorDraft("officials", "group", [doc[2:3]]),
        ActorDraft("Post", "organization", [doc[5:6]]),
    )
    doc._.actors, doc._.actor_at = [ode, officials, post], {0: 0, 2: 1, 5: 2}
    doc._.positions = [
        PositionDraft(holder, [doc[4:6]], doc[0:6], "claim", "indirect", via=[2], cue=cue, rule="clause")
        for holder, cue in ((0, doc[3:4]), (1, None))
    ]
    known = confidence.Context(doc)
    named, described = (confidence.position(draft, known) for draft in doc._.positions)
    assert (named["recognised"], described["recognised"]) == (1.0, 0.0)
    assert (named["cueless"], described["cueless"]) == (0.0, 1.0)
    assert [confidence.actor(number, known)["passes on"] for number in range(3)] == [0.0, 0.0, 1.0]


@pytest.mark.parametrize(("text", "named"), [("Will the ferry sail?", 0.0), ("Will Ode sail?", 1.0)])
def test_a_question_tells_whether_it_names_somebody(text: str, named: float) -> None:
    doc = Doc(VOCAB, words=["It", "is", "open"])
    assert (
        confidence.question(QuestionDraft(text, [doc[:]], "undecided"), confidence.Context(doc))["named"]
        == named
    )
