"""Three example articles, end to end, against what a reader of the article would sign."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

from generator import article, gate, language
from generator.condense import condense
from generator.model import Briefing

ROOT = Path(__file__).parents[1]
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.yml"))


@pytest.fixture(scope="module", params=GOLDEN, ids=lambda path: path.stem)
def golden(request: pytest.FixtureRequest, nlp: Language) -> tuple[dict[str, Any], Briefing]:
    wanted = yaml.safe_load(request.param.read_text(encoding="utf-8"))
    (path,) = (ROOT / "content").glob(f"{wanted['article']}.*")
    found = article.read(path, ROOT / "content", first_seen=None)
    briefing = condense(found, language.analyse(nlp, found))
    gate.check(briefing)
    return wanted, briefing


def test_what_the_article_is(golden: tuple[dict[str, Any], Briefing]) -> None:
    wanted, briefing = golden
    assert briefing.article.published == wanted["published"]
    assert list(briefing.article.inferred) == wanted["inferred"]
    assert 2 <= len(briefing.summary) <= 5


def test_in_brief(golden: tuple[dict[str, Any], Briefing]) -> None:
    words = " ".join(golden[1].summary)
    main = [actor for actor in golden[1].actors if actor.salience == "main"]
    assert [actor.name for actor in main if not any(form in words for form in actor.mentions)] == []


def test_actors(golden: tuple[dict[str, Any], Briefing]) -> None:
    wanted, briefing = golden
    actors = {actor.name: actor for actor in briefing.actors}
    assert {name: actors[name].role for name in wanted["roles"]} == wanted["roles"]
    assert all(actors[name].salience == "main" for name in wanted["main"])


def test_positions(golden: tuple[dict[str, Any], Briefing]) -> None:
    wanted, briefing = golden
    names = {actor.id: actor.name for actor in briefing.actors}
    held = [(names[p.holder], p.form, p.statement) for p in briefing.positions]
    missed = [
        [who, form, words]
        for who, form, words in wanted["positions"]
        if not any(a == who and b == form and c.startswith(words) for a, b, c in held)
    ]
    assert not missed
    wrong = [
        (who, words) for who, words in wanted["never"] if any(a == who and c == words for a, _, c in held)
    ]
    assert not wrong


def test_questions_and_events(golden: tuple[dict[str, Any], Briefing]) -> None:
    wanted, briefing = golden
    assert set(wanted["questions"]) <= {question.question for question in briefing.open_questions}
    events = [[event.when, event.start, event.end, event.status] for event in briefing.events]
    assert [event for event in wanted["events"] if event not in events] == []
