"""History: lasting ids, versions, moved and withdrawn items, files that somebody broke, git."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import publishing
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import history
from generator.history.folder import FOLDER
from generator.history.settle import items_of
from generator.model import Actor, Article, Briefing, OpenQuestion, Position, ScheduledEvent

ROOT = Path(__file__).parents[1]
EDITS = yaml.safe_load((ROOT / "tests" / "cases" / "history" / "edits.yml").read_text(encoding="utf-8"))
DAY = timedelta(days=1)


@pytest.fixture
def harbour() -> Briefing:
    return next(b for b in publishing.load_briefings() if b.id == "harbour-bridge")


def run(output: Path, *briefings: Briefing) -> tuple[list[Briefing], history.History]:
    """One run of the generator, as far as history goes."""
    settled, after = history.advance(history.read(output, uncommitted=False), briefings)
    history.write(output, after)
    return settled, after


def files(output: Path) -> dict[str, bytes]:
    return publishing.contents(output / FOLDER)


def anew(briefing: Briefing) -> Briefing:
    """The briefing as it is read from its article: with ids that nobody knows yet."""
    return replace(
        briefing,
        positions=tuple(replace(p, id=f"p-new{n}") for n, p in enumerate(briefing.positions)),
        open_questions=tuple(replace(q, id=f"q-new{n}") for n, q in enumerate(briefing.open_questions)),
        events=tuple(replace(e, id=f"e-new{n}") for n, e in enumerate(briefing.events)),
    )


def event_moved(briefing: Briefing, number: int, **change: object) -> Briefing:
    events = list(briefing.events)
    events[number] = replace(events[number], **change)  # type: ignore[arg-type]
    return replace(briefing, events=tuple(events))


def test_a_first_run_keeps_the_ids_that_items_are_made_with(tmp_path: Path, harbour: Briefing) -> None:
    [settled], _ = run(tmp_path, harbour)
    assert settled == harbour
    lines = [json.loads(line) for line in files(tmp_path)["harbour-bridge.jsonl"].decode().splitlines()]
    assert lines[0]["address"] == "harbour-bridge" and lines[0]["lines"] == len(lines) - 1
    assert {
        line[kind] for line in lines[1:] for kind in ("position", "question", "event") if kind in line
    } == {item.id for item in (*harbour.positions, *harbour.open_questions, *harbour.events)}


def test_running_twice_changes_nothing_and_a_copy_gives_the_same(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path / "one", harbour)
    edited = event_moved(anew(harbour), 0, start=date(2031, 4, 1), end=date(2031, 4, 1))
    first, _ = run(tmp_path / "one", edited)
    before = files(tmp_path / "one")
    assert run(tmp_path / "one", edited)[0] == first and files(tmp_path / "one") == before
    for path, content in before.items():  # a clone: the committed files alone
        target = tmp_path / "two" / FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    assert run(tmp_path / "two", edited)[0] == first and files(tmp_path / "two") == before


def test_a_version_is_added_below(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    before = files(tmp_path)["harbour-bridge.jsonl"]
    changed = replace(
        harbour, article=replace(harbour.article, text="Another text.", modified=date(2031, 3, 9))
    )
    _, after = run(tmp_path, changed)
    now = files(tmp_path)["harbour-bridge.jsonl"]
    assert now.startswith(before) and len(now.splitlines()) == len(before.splitlines()) + 1
    newest = after.past("harbour-bridge").versions[-1]
    assert newest.dated == date(2031, 3, 9) and not newest.put and not newest.gone
    _, back = run(tmp_path, harbour)
    assert len(back.past("harbour-bridge").versions) == 3, "an edit taken back is an edit"


def test_a_moved_event_keeps_its_id_and_counts(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    event = harbour.events[0]
    assert event.start and event.end
    moved = event_moved(anew(harbour), 0, start=event.start + DAY, end=event.end + DAY)
    [settled], after = run(tmp_path, moved)
    past = after.past(harbour.id)
    assert settled.events[0].id == event.id and past.sequence(event.id) == 1
    change = history.last_changes(past)
    assert change and not change.added and not change.gone and change.reread
    [(old, new)] = change.moved
    assert old.time and new.time and old.time.start == event.start and new.time.start == event.start + DAY
    _, after = run(tmp_path, event_moved(moved, 0, status="cancelled"))
    assert after.past(harbour.id).sequence(event.id) == 2
    other = event_moved(event_moved(moved, 0, status="cancelled"), 0, what=f"{event.what} now")
    _, after = run(tmp_path, other)
    assert after.past(harbour.id).sequence(event.id) == 2, "other words move nothing"


def test_an_item_that_goes_and_comes_back(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    gone, rest = harbour.events[0], harbour.events[1:]
    _, after = run(tmp_path, replace(harbour, events=rest))
    past = after.past(harbour.id)
    [last] = past.gone
    assert last.item.id == gone.id and last.item.time and last.item.time.status == "cancelled"
    assert past.sequence(gone.id) == 1
    [settled], after = run(tmp_path, anew(harbour))
    assert gone.id in {event.id for event in settled.events} and not after.past(harbour.id).gone
    assert after.past(harbour.id).sequence(gone.id) == 2, "called off, then on again"


def test_no_item_gets_the_id_of_one_that_is_gone(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    question = harbour.open_questions[0]
    other = replace(question, question="What will become of the ferries in winter, and who pays?")
    [settled], _ = run(tmp_path, replace(harbour, open_questions=(other,)))
    assert settled.open_questions[0].id == f"{question.id}-2"
    [again], _ = run(tmp_path, replace(harbour, open_questions=(other,)))
    assert again == settled


@pytest.mark.parametrize("case", EDITS, ids=[case["name"] for case in EDITS])
def test_edits(case: dict[str, list[dict[str, str]]]) -> None:
    """Which statement of the second version is which of the first."""
    first, second = _stated(case["before"], "old"), _stated(case["after"], "new")
    [before], known = history.advance(history.History(), [first])
    [after], _ = history.advance(known, [second])
    names = {p.id: line["as"] for p, line in zip(before.positions, case["before"], strict=True)}
    assert [names.get(p.id) for p in after.positions] == [line.get("as") for line in case["after"]]
    assert len({p.id for p in after.positions}) == len(after.positions)


def _stated(lines: Sequence[dict[str, str]], prefix: str) -> Briefing:
    holders = list(dict.fromkeys(line["holder"] for line in lines))
    actors = tuple(
        Actor(name.lower().replace(" ", "-"), name, "person", None, "main", (name,), 1, ())
        for name in holders
    )
    ids = {actor.name: actor.id for actor in actors}
    positions = tuple(
        Position(
            f"p-{prefix}{n}", ids[line["holder"]], line["says"], line["says"], "claim", "indirect", (), ()
        )
        for n, line in enumerate(lines)
    )
    return Briefing(
        Article("edited", "edited.md", "Edited", " ".join(x["says"] for x in lines)), (), actors, positions
    )


WORDS = st.lists(
    st.sampled_from(
        ["bridge", "toll", "ferry", "council", "vote", "strike", "harbour", "winter", "plan", "cost"]
    ),
    min_size=4,
    max_size=9,
)


@settings(deadline=None)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=8, unique=True), st.data())
def test_order_and_insertions_change_no_id(said: list[str], data: st.DataObject) -> None:
    def briefing(statements: Sequence[str], prefix: str) -> Briefing:
        return _stated([{"holder": "Ada Brook", "says": statement} for statement in statements], prefix)

    [first], known = history.advance(history.History(), [briefing(said, "old")])
    ids = {p.statement: p.id for p in first.positions}
    shuffled = data.draw(st.permutations(said))
    for place in sorted(data.draw(st.sets(st.integers(0, len(said)), max_size=3)), reverse=True):
        shuffled.insert(place, f"unheard remark number {place} about nothing else")
    [second], after = history.advance(known, [briefing(shuffled, "new")])
    assert {p.statement: p.id for p in second.positions if p.statement in ids} == ids
    assert len({p.id for p in second.positions}) == len(shuffled)
    assert not after.past("edited").gone


def test_two_of_a_kind_keep_their_ids() -> None:
    """Two events in the same words are told apart by their days, in whatever order they stand."""

    def event(ident: str, day: int) -> ScheduledEvent:
        when = date(2031, 5, day)
        return ScheduledEvent(
            ident, "meeting of the council", "May", "s", when, when, "day", "scheduled", (), ()
        )

    def briefing(*events: ScheduledEvent) -> Briefing:
        return Briefing(Article("two", "two.md", "Two", "text"), (), events=events)

    _, known = history.advance(history.History(), [briefing(event("e-a", 1), event("e-b", 20))])
    [second], after = history.advance(known, [briefing(event("e-x", 20), event("e-y", 1))])
    assert [e.id for e in second.events] == ["e-b", "e-a"] and known == after


def test_an_actor_named_more_fully_stays_one(harbour: Briefing) -> None:
    short = replace(
        harbour,
        actors=tuple(
            replace(a, name="Brook", id="brook") if a.id == "ada-brook" else a for a in harbour.actors
        ),
    )
    short = replace(
        short,
        positions=tuple(
            replace(p, holder="brook") if p.holder == "ada-brook" else p for p in short.positions
        ),
    )
    short = replace(
        short,
        events=tuple(
            replace(e, participants=tuple("brook" if x == "ada-brook" else x for x in e.participants))
            for e in short.events
        ),
    )
    [first], known = history.advance(history.History(), [short])
    [second], _ = history.advance(known, [harbour])
    assert "brook" in {actor.id for actor in second.actors} and "ada-brook" not in {
        a.id for a in second.actors
    }
    assert {p.holder for p in second.positions} == {p.holder for p in first.positions}
    assert {p.id for p in second.positions} == {p.id for p in first.positions}


def test_ids_are_one_of_each(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    [settled], _ = run(tmp_path, anew(harbour))
    ids = [item.id for item in items_of(settled)]
    assert len(ids) == len(set(ids)) and ids == [item.id for item in items_of(harbour)]


def test_an_article_at_another_address(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    content = files(tmp_path)["harbour-bridge.jsonl"]
    moved = anew(replace(harbour, article=replace(harbour.article, id="2031/bridge")))
    [settled], after = run(tmp_path, moved)
    assert [e.id for e in settled.events] == [e.id for e in harbour.events]
    past = after.past("2031/bridge")
    assert past.addresses == ("harbour-bridge", "2031/bridge") and past.origin == "harbour-bridge"
    assert set(files(tmp_path)) == {"2031/bridge.jsonl"}
    assert files(tmp_path)["2031/bridge.jsonl"].startswith(content)
    before = files(tmp_path)
    run(tmp_path, moved)
    assert files(tmp_path) == before
    back = anew(harbour)
    run(tmp_path, back)
    assert not (tmp_path / FOLDER / "2031").exists(), "no empty folder stays"
    run(tmp_path, moved)
    before = files(tmp_path)
    (tmp_path / FOLDER / "harbour-bridge.jsonl").write_bytes(content)  # as when the run was broken off
    run(tmp_path, moved)
    assert files(tmp_path) == before


def test_an_article_edited_and_moved_at_once(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    other = replace(harbour, article=replace(harbour.article, id="bridge", text="edited"))
    _, after = run(tmp_path, anew(replace(other, positions=other.positions[1:])))
    assert after.past("bridge").addresses == ("harbour-bridge", "bridge")


def test_a_new_article_is_not_taken_for_one_that_is_gone(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    other = next(b for b in publishing.load_briefings() if b.id == "ferry")
    _, after = run(tmp_path, other)
    assert after.past("ferry").addresses == ("ferry",)
    assert history.orphans(after, {"ferry"}) == ["harbour-bridge"], "what was is remembered"


def test_an_unreadable_article_is_not_gone(tmp_path: Path, harbour: Briefing) -> None:
    _, before = run(tmp_path, harbour)
    twin = replace(harbour, article=replace(harbour.article, id="copy"))
    settled, after = history.advance(before, [anew(twin)], unread={"harbour-bridge"})
    assert set(after.pasts) == {"harbour-bridge", "copy"} and settled[0].events[0].id == "e-new0"


BROKEN = {
    "torn": (lambda text: text[:-20], "no line of a history", -1),
    "lines missing": (
        lambda text: "".join(text.splitlines(keepends=True)[:-2]),
        "more lines should follow",
        -3,
    ),
    "no JSON": (lambda text: "<<<<<<< HEAD\n" + text, "no line of a history", 1),
    "a day that is none": (
        lambda text: text.replace('"dated": "2031-', '"dated": "2O31-'),
        "dated: found",
        1,
    ),
    "a status that is none": (
        lambda text: text.replace('"scheduled"', '"soon"', 1),
        "status: found 'soon'",
        None,
    ),
    "no item": (lambda text: text.replace('"question"', '"doubt"', 1), "an item is expected", None),
    "no UTF-8": (lambda text: text.replace("Ada", "\udcff", 1), "no line of a history", None),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_named_and_left_alone(tmp_path: Path, harbour: Briefing, fault: str) -> None:
    breaking, said, line = BROKEN[fault]
    run(tmp_path, harbour)
    path = tmp_path / FOLDER / "harbour-bridge.jsonl"
    text = path.read_bytes().decode()
    count = len(text.splitlines())
    path.write_bytes(breaking(text).encode("utf-8", "surrogateescape"))
    broken = path.read_bytes()
    other = next(b for b in publishing.load_briefings() if b.id == "ferry")
    settled, after = run(tmp_path, harbour, other)
    message = str(after.faults["harbour-bridge"])
    assert said in message and "version control" in message
    expected = None if line is None else line if line > 0 else count + 1 + line
    assert expected is None or message.startswith(f"{path}:{expected}: "), message
    assert path.read_bytes() == broken and len(settled) == 2
    assert (tmp_path / FOLDER / "ferry.jsonl").exists(), "the others go on"


def test_what_stands_above_a_fault_counts(tmp_path: Path, harbour: Briefing) -> None:
    run(tmp_path, harbour)
    path = tmp_path / FOLDER / "harbour-bridge.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + '{"version": ', encoding="utf-8")
    [settled], _ = run(tmp_path, anew(harbour))
    assert settled == harbour


def git(folder: Path, *command: str) -> None:
    person = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *person, *command], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "state")


@pytest.fixture
def repository(tmp_path: Path, harbour: Briefing) -> Path:
    git(tmp_path, "init", "-q")
    run(tmp_path / "pages", harbour)
    commit(tmp_path)
    return tmp_path


def test_only_what_is_committed_adds_up(repository: Path, harbour: Briefing) -> None:
    pages, event = repository / "pages", harbour.events[0]
    committed = files(pages)["harbour-bridge.jsonl"]
    for days in (1, 2, 3):
        moved = event_moved(harbour, 0, start=event.start + days * DAY, end=event.end + days * DAY)
        _, after = run(pages, moved)
        assert files(pages)["harbour-bridge.jsonl"].startswith(committed)
        assert len(after.past(harbour.id).versions) == 2 and after.past(harbour.id).sequence(event.id) == 1
    before = files(pages)
    commit(repository)
    run(pages, moved)
    assert files(pages) == before, "committing changes nothing"
    _, after = run(pages, harbour)
    assert after.past(harbour.id).sequence(event.id) == 2
    run(pages, moved)
    assert files(pages) == before, "an edit taken back before it was committed leaves nothing"


def test_inside_a_hook(repository: Path, harbour: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    for text in ("one", "another"):
        _, after = run(repository / "pages", replace(harbour, article=replace(harbour.article, text=text)))
    assert len(after.past(harbour.id).versions) == 2


def test_a_move_that_is_not_committed_yet(repository: Path, harbour: Briefing) -> None:
    pages = repository / "pages"
    committed = files(pages)
    moved = replace(harbour, article=replace(harbour.article, id="bridge"))
    for text in ("one", "another"):
        edited = replace(moved, article=replace(moved.article, text=text))
        _, after = run(pages, edited)
        assert after.past("bridge").addresses == ("harbour-bridge", "bridge")
        assert len(after.past("bridge").versions) == 2 and set(files(pages)) == {"bridge.jsonl"}
    run(pages, harbour)
    assert files(pages) == committed


def test_an_article_that_never_was_committed_leaves_no_trace(repository: Path, harbour: Briefing) -> None:
    pages = repository / "pages"
    committed = files(pages)
    other = next(b for b in publishing.load_briefings() if b.id == "ferry")
    run(pages, harbour, other)
    assert "ferry.jsonl" in files(pages)
    run(pages, harbour)
    assert files(pages) == committed


def test_what_somebody_wrote_into_a_history_stands(repository: Path, harbour: Briefing) -> None:
    pages = repository / "pages"
    path = pages / FOLDER / "harbour-bridge.jsonl"
    edited = path.read_text(encoding="utf-8").replace("2031-03-04", "2031-03-05", 1)
    path.write_text(edited, encoding="utf-8")
    _, after = run(pages, harbour)
    assert path.read_text(encoding="utf-8") == edited
    assert after.past(harbour.id).versions[0].dated == date(2031, 3, 5)
    path.write_text(
        path.read_text(encoding="utf-8") + '{"version": "mine", "article": "a", "dated": null, '
        '"address": "harbour-bridge", "title": "T", "lines": 0}\n',
        encoding="utf-8",
    )
    mine = path.read_text(encoding="utf-8")
    run(pages, harbour)
    assert path.read_text(encoding="utf-8").startswith(mine)


def test_a_folder_that_git_ignores_adds_up(tmp_path: Path, harbour: Briefing) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("pages/\n", encoding="utf-8")
    commit(tmp_path)
    for number in (1, 2):
        edited = replace(harbour, article=replace(harbour.article, text=f"text {number}"))
        _, after = run(tmp_path / "pages", edited)
    assert len(after.past(harbour.id).versions) == 2


def test_questions_keep_their_ids_when_they_are_asked_in_other_words() -> None:
    def briefing(text: str) -> Briefing:
        question = OpenQuestion("q-x", text, ("s",), "undecided", ())
        return Briefing(Article("asked", "asked.md", "Asked", text), (), open_questions=(question,))

    _, known = history.advance(history.History(), [briefing("Will the council approve the new bridge?")])
    [settled], after = history.advance(known, [briefing("Will the city council approve the bridge?")])
    assert settled.open_questions[0].id == "q-x"
    change = history.last_changes(after.past("asked"))
    assert change and [item.id for item in change.reworded] == ["q-x"]
