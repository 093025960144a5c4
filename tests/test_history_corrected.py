"""What history knows of corrections: hidden, added and moved items, and the ids that they keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import corrected
import pytest

from generator import corrections, history
from generator.history import lines
from generator.model import Briefing, ScheduledEvent


@pytest.fixture
def runs(tmp_path: Path) -> Callable[[Briefing, str], tuple[Briefing, history.Past]]:
    """Runs of the generator, one after the other, each with a briefing as read and a file of corrections."""

    def run(read: Briefing, text: str = "") -> tuple[Briefing, history.Past]:
        said = corrected.said(tmp_path, text)
        known = history.read(tmp_path, uncommitted=False)
        [shown], after = history.advance(
            known, [read], correct=lambda settled, past: corrections.apply(settled, said, past).briefing
        )
        history.write(tmp_path, after)
        past = history.read(tmp_path).past(read.id)
        assert past == after.past(read.id), "what is written is what is read back"
        return shown, past

    return run


def reworded(briefing: Briefing, **words: str) -> Briefing:
    """The briefing with other words of positions, read anew: with ids that nobody knows."""
    by_id = {name.replace("_", "-"): text for name, text in words.items()}
    changed = (replace(p, statement=by_id.get(p.id, p.statement)) for p in briefing.positions)
    positions = tuple(replace(p, id=f"p-f{n}") for n, p in enumerate(changed))
    events = tuple(replace(e, id=f"e-f{n}") for n, e in enumerate(briefing.events))
    return replace(briefing, positions=positions, events=events)


HIDE = "positions:\n- item: p-2b\n  hide: true\n"


def test_what_is_hidden_stays_hidden_in_other_words(
    runs: Callable[..., tuple[Briefing, history.Past]],
) -> None:
    read = corrected.briefing()
    runs(read)
    shown, past = runs(read, HIDE)
    assert [last.item.id for last in past.gone] == ["p-2b"]
    change = history.last_changes(past)
    assert change and [item.id for item in change.gone] == ["p-2b"] and not change.added
    edited = reworded(read, p_2b="it must soon be closed at once")
    article = replace(edited.article, text=edited.article.text.replace("must be", "must soon be"))
    edited = replace(edited, article=article)
    shown, past = runs(edited, HIDE)
    assert [p.id for p in shown.positions] == ["p-1a", "p-3c"]
    change = history.last_changes(past)
    assert change and change.items == 0, "what nobody sees is no news"
    back, past = runs(edited)
    assert [p.id for p in back.positions] == ["p-1a", "p-2b", "p-3c"] and not past.gone
    change = history.last_changes(past)
    assert change and [item.id for item in change.added] == ["p-2b"]


def test_what_was_never_shown_leaves_no_place(runs: Callable[..., tuple[Briefing, history.Past]]) -> None:
    shown, past = runs(corrected.briefing(), HIDE)
    assert not past.gone and past.items["p-2b"].hidden
    shown, past = runs(reworded(corrected.briefing()), HIDE)
    assert [p.id for p in shown.positions] == ["p-1a", "p-3c"] and len(past.versions) == 1


def test_a_hidden_event_is_called_off_once_and_announced_again(
    runs: Callable[..., tuple[Briefing, history.Past]],
) -> None:
    read, hide = corrected.briefing(), "events:\n- item: e-5e\n  hide: true\n"
    runs(read)
    for _ in range(2):
        _, past = runs(read, hide)
        [last] = past.gone
        assert last.item.time and last.item.time.status == "cancelled" and past.sequence("e-5e") == 1
    _, past = runs(replace(read, events=read.events[1:]), hide)
    assert past.sequence("e-5e") == 1 and not past.items["e-5e"].known, "gone from the article as well"
    shown, past = runs(read)
    assert "e-5e" in {event.id for event in shown.events} and past.sequence("e-5e") == 2


def test_two_votes_are_told_apart_by_when_the_article_has_them(
    runs: Callable[..., tuple[Briefing, history.Past]],
) -> None:
    first = corrected.briefing().events[0]
    second = replace(first, id="e-77", start=date(2031, 3, 14), end=date(2031, 3, 14))
    read = replace(corrected.briefing(), events=(first, second))
    moved = "events:\n- item: e-5e\n  date: 2031-03-14\n"
    runs(read)
    for _ in range(2):
        shown, past = runs(reworded(replace(read, events=(second, first))), moved)
        assert days(shown.events) == {"e-5e": date(2031, 3, 14), "e-77": date(2031, 3, 14)}
        assert [e.id for e in shown.events if e.correction] == ["e-5e"]
        assert past.sequence("e-5e") == 1 and past.sequence("e-77") == 0
    shown, past = runs(read)
    assert days(shown.events) == {"e-5e": date(2031, 3, 7), "e-77": date(2031, 3, 14)}


def days(events: tuple[ScheduledEvent, ...]) -> dict[str, date | None]:
    return {event.id: event.start for event in events}


def test_an_added_item_is_never_taken_for_one_that_was_read(
    runs: Callable[..., tuple[Briefing, history.Past]],
) -> None:
    read = corrected.briefing()
    add = (
        "questions:\n- add: Who pays for the repair of the bridge?\n"
        "  evidence: It is not clear who pays for the repair.\n"
    )
    shown, past = runs(replace(read, open_questions=()), add)
    [added] = shown.open_questions
    assert past.items[added.id].item.editor == "added"
    shown, _ = runs(read, add)
    assert [q.id for q in shown.open_questions] == ["q-4d", added.id], "the generator found one by itself"
    same = replace(read.open_questions[0], question=added.question)
    shown, past = runs(replace(read, open_questions=(same,)), add)
    assert [q.id for q in shown.open_questions] == [added.id], "and now the very same"
    shown, past = runs(read)
    assert [q.id for q in shown.open_questions] == ["q-4d"] and added.id in {
        last.item.id for last in past.gone
    }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"position": "p-1", "text": "x", "editor": "someone"}', "editor: found 'someone'"),
        (
            '{"event": "e-1", "text": "x", "start": null, "end": null, "status": "scheduled", "sequence": 0, '
            '"read": "then"}',
            "read: found 'then'",
        ),
    ],
)
def test_a_line_that_nobody_wrote_so(line: str, says: str) -> None:
    head = '{"version": "x", "article": "x", "dated": null, "address": "x", "title": "x", "lines": 1}'
    with pytest.raises(lines.HistoryError, match=says):
        lines.read(f"{head}\n{line}\n", "x.jsonl")
