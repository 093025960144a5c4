"""What must hold for any course of edits, and wherever a run is broken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import publishing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import history, store
from generator.errors import GeneratorError
from generator.history import lines
from generator.history.folder import FOLDER
from generator.model import Article, Briefing, ScheduledEvent

DAYS = st.dates(date(2031, 1, 1), date(2031, 1, 3)) | st.none()  # few, so that items are often alike
STATUSES = st.sampled_from(["scheduled", "cancelled", "expected"])
NAMES = st.sampled_from(
    ["vote on the plan", "vote on the toll", "opening of the bridge", "strike", "a\u2028b\x1c\n"]
)
EVENTS = st.lists(st.tuples(NAMES, DAYS, STATUSES), max_size=5)


def briefing(events: Sequence[tuple[str, date | None, str]], title: str = "Talks") -> Briefing:
    """A briefing as it is read from an article: its ids are made anew."""
    made = tuple(
        ScheduledEvent(f"e-{n}", what, "then", "s", day, day, "day", status, (), ())  # type: ignore[arg-type]
        for n, (what, day, status) in enumerate(events)
    )
    return Briefing(Article("talks", "talks.md", title, repr(events)), (), events=made)


def times(time: history.Time) -> tuple[date | None, date | None, str]:
    return time.start, time.end, time.status


@settings(deadline=None, max_examples=300)
@given(st.lists(EVENTS, min_size=1, max_size=6))
def test_any_course_of_edits(states: list[list[tuple[str, date | None, str]]]) -> None:
    known, text = history.History(), ""
    for state in states:
        before = known.past("talks")
        [settled], known = history.advance(known, [briefing(state)])
        past = known.past("talks")
        assert known.texts["talks.jsonl"].startswith(text), "history only grows"
        text = known.texts["talks.jsonl"]
        assert lines.read(text, "talks.jsonl") == past, "what is written can be read"
        ids = [event.id for event in settled.events]
        assert len(set(ids)) == len(ids)
        assert {i for i, last in past.items.items() if last.there} == set(ids)
        for event in settled.events:
            last = before.items.get(event.id)
            now = (event.start, event.end, event.status)
            moved = last and last.item.time and (not last.there or times(last.item.time) != now)
            assert past.sequence(event.id) == before.sequence(event.id) + bool(moved)
        [again], same = history.advance(known, [briefing(state)])
        assert again == settled and same == known, "a second run changes nothing"


def states() -> list[list[Briefing]]:
    """An edit of one article, a new address for another, and one that is deleted."""
    bridge, ferry, strike = (
        next(b for b in publishing.load_briefings() if b.id == ident)
        for ident in ("harbour-bridge", "ferry", "docks/2031/strike")
    )
    edited = replace(bridge, article=replace(bridge.article, text="edited"), events=bridge.events[1:])
    moved = replace(strike, article=replace(strike.article, id="2031/strike"))
    return [[bridge, ferry, strike], [edited, moved]]


def run(output: Path, state: list[Briefing]) -> None:
    _, after = history.advance(history.read(output, uncommitted=False), state)
    history.write(output, after)


@pytest.mark.parametrize("steps", range(4))
def test_a_run_that_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    first, second = states()
    for name in ("undisturbed", "disturbed"):
        run(tmp_path / name, first)
    run(tmp_path / "undisturbed", second)
    left = iter(range(steps))
    for name in ("write_whole", "remove"):
        whole = getattr(store, name)

        def broken(*arguments: str, whole=whole) -> None:  # type: ignore[no-untyped-def]
            if next(left, None) is None:
                raise GeneratorError("made by this test")
            whole(*arguments)

        monkeypatch.setattr(store, name, broken)
    if steps < 3:
        with pytest.raises(GeneratorError):
            run(tmp_path / "disturbed", second)
    else:
        run(tmp_path / "disturbed", second)
    monkeypatch.undo()
    run(tmp_path / "disturbed", second)
    ends = [publishing.contents(tmp_path / name / FOLDER) for name in ("undisturbed", "disturbed")]
    assert ends[0] == ends[1] and set(ends[0]) == {"2031/strike.jsonl", "ferry.jsonl", "harbour-bridge.jsonl"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    first, _ = states()
    (tmp_path / FOLDER).write_text("a file where the folder belongs", encoding="utf-8")
    with pytest.raises(GeneratorError, match=FOLDER):
        run(tmp_path, first)
