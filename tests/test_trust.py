"""What a site leaves out where it asks for surer items, and the probabilities behind the bands."""

from __future__ import annotations

from datetime import date

import pytest

from generator.language.confidence import band, probability
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
