"""Records on a shelf: the same as in memory, however few are at hand."""

from __future__ import annotations

import gc
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import publishing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import build, crossindex, history, settings, shelf
from generator.briefings import Briefings
from generator.errors import GeneratorError
from generator.model import Briefing


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.text(max_size=4))), st.integers(1, 4))
def test_a_shelf_gives_back_what_was_put(steps: list[tuple[bool, int, str]], room: int) -> None:
    kept, known = shelf.Shelf[list[str]](room), []
    for puts, number, text in steps:
        if puts or not known:
            known.append([text])
            assert kept.put([text]) == len(known) - 1
        else:
            assert kept.get(number % len(known)) == known[number % len(known)]
    assert [kept.get(place) for place in range(len(known))] == known


def test_a_copy_of_a_shelved_mapping_is_changed_by_itself() -> None:
    one = shelf.Shelved({"a": "1", "b": "2"})
    other = one.copy()
    other["a"] = "3"
    del other["b"]
    assert dict(one) == {"a": "1", "b": "2"} and dict(other) == {"a": "3"}


def test_a_shelved_briefing_is_the_same_briefing() -> None:
    for briefing in publishing.load_briefings():
        shelved = Briefings().put(briefing)
        assert shelved == briefing and briefing == shelved and hash(shelved) == hash(briefing)
        assert shelved.article == briefing.article and briefing.article == shelved.article
        assert (shelved.warnings, shelved.has_corrections) == (briefing.warnings, briefing.has_corrections)
        changed = replace(shelved, summary=("Other.",))
        assert changed == replace(briefing, summary=("Other.",)) != shelved
        assert type(replace(shelved.article, title="Other")) is type(briefing.article)


def test_what_is_made_of_a_shelved_briefing_stands_on_another_shelf_as_a_whole() -> None:
    [briefing, *_] = publishing.load_briefings()
    first, second = Briefings(), Briefings()
    text = "What the article says."
    shelved = first.put(replace(briefing, article=replace(briefing.article, text=text)))
    moved = second.put(replace(shelved, summary=("Other.",)))
    assert second.put(moved) is moved and first.put(shelved) is shelved
    assert moved.article.text == text and moved.summary == ("Other.",)
    assert moved.positions == briefing.positions


def test_pages_do_not_depend_on_what_is_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = publishing.load_briefings()
    monkeypatch.setattr(build, "analyse", lambda *given, **more: _result(read))
    outputs = []
    for number, room in enumerate((1, 2, 1000)):
        monkeypatch.setattr(shelf.Shelf.__init__, "__defaults__", (room,))
        output = tmp_path / str(number)
        for _ in range(2):
            build.generate(tmp_path, output, settings.Settings(), workers=1, progress=lambda *_: None)
        outputs.append(publishing.contents(output))
        gc.collect()  # where a shelf goes, its file is closed: an open one is a warning
    assert outputs[0] == outputs[1] == outputs[2]


def _result(read: list[Briefing]) -> build.Result:
    result = build.Result()
    result.briefings = [result.shelf.put(one) for one in sorted(read, key=lambda one: one.id)]
    return result


def test_a_temporary_file_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    kept = shelf.Shelf[str](1)
    kept.put("one")
    with pytest.raises(GeneratorError, match="No space left on device; make room there"):
        kept.put("two")


def test_an_appearance_tells_what_its_briefing_says() -> None:
    index = crossindex.build(publishing.load_briefings())
    for actor in index.actors:
        for seen in actor.appearances:
            own = [one for one in seen.briefing.actors if one.id in seen.ids]
            assert {one.name for one in own} == set(seen.names) and seen.actors[0] == seen.actor
            assert set(seen.roles) == {one.role for one in own if one.role}
            assert (
                seen.held
                == len(seen.positions)
                == sum(position.holder in seen.ids for position in seen.briefing.positions)
            )
            assert seen.events == sum(
                not set(seen.ids).isdisjoint(event.participants) for event in seen.briefing.events
            )


def test_history_is_the_same_with_few_files_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = publishing.load_briefings()
    texts = []
    for room in (1, 1000):
        monkeypatch.setattr(shelf.Shelf.__init__, "__defaults__", (room,))
        output = tmp_path / str(room)
        for title in ("One", "Other"):
            versions = [replace(b, article=replace(b.article, title=f"{title} {b.id}")) for b in read]
            _, past = history.advance(history.read(output), versions)
            history.write(output, past)
        texts.append(publishing.contents(output))
        gc.collect()
    assert texts[0] == texts[1] and len(texts[0]) == len(read)
