"""The pages of long lists: calendar, board of questions, an actor's and a topic's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from listed import briefing, event, position, question

from generator import crossindex, render
from generator.crossindex import SiteActor, SiteIndex
from generator.model import Briefing
from generator.render import agenda, board, profile, standpoints
from generator.settings import Settings

LIMIT = 60_000 - 22_000  # bytes of a page, less what the theme puts round it


def pages(found: list[Briefing]) -> dict[str, str]:
    return render.pages(crossindex.build(found), found, Settings())


def years(count: int) -> list[Briefing]:
    """Two briefings each month, for some years, with much in each."""
    out = []
    for number in range(count * 24):
        published = date(2030 - number // 24, 12 - number % 24 // 2, 9 + number % 2)
        soon = (published + timedelta(days=5)).isoformat()
        out.append(
            briefing(
                f"n{number}", published.isoformat(), "Harbour Board", "Dockers Union",
                topics=("Harbour",),
                positions=tuple(position(f"p-{n}", f"a{n % 2}", "demand", f"toll {n}") for n in range(4)),
                open_questions=(question("q-1", "Will the Harbour Board vote on the plan?"),),
                events=tuple(event(f"e-{n}", soon, participants=("a0",), at=50 * n) for n in range(2)),
            )
        )  # fmt: skip
    return out


def test_long_lists_are_paged_by_year_and_nothing_is_lost() -> None:
    found = years(3)
    files = pages(found)
    for stem in ("calendar", "questions", "actors/harbour-board", "topics/harbour"):
        parts = {path: text for path, text in files.items() if re.fullmatch(rf"{stem}(/[\d-]+)?\.md", path)}
        assert f"{stem}.md" in parts and f"{stem}/2028.md" in parts, stem
        assert all(len(text.encode()) < LIMIT for text in parts.values()), stem
        linked = {
            ident for text in parts.values() for ident in re.findall(r'href="[^"]*?(n\d+)/#[epq]-1"', text)
        }
        assert linked == {b.id for b in found}, stem
        assert parts[f"{stem}.md"].count('aria-current="page"') == 1


def test_the_calendar_opens_at_the_newest_articles_month() -> None:
    index = crossindex.build([*years(3), briefing("old", "2020-01-01")])
    opened = next(part for part in agenda.pages(index) if not part.key)
    since = agenda.newest_month(index)
    assert since == date(2030, 12, 1)
    assert not all(agenda.is_over(pair, since) for pair in opened.items)


@pytest.mark.parametrize(
    ("start", "end", "granularity", "marked"),
    [
        ("2031-03-07", None, "day", "2031-03-07"),
        ("2031-03-07", "2031-03-09", "day", "2031-03-07/2031-03-09"),
        ("2031-03-10", "2031-03-16", "week", "2031-03-10/2031-03-16"),
        ("2031-04-01", "2031-04-30", "month", "2031-04"),
        ("2031-03-01", "2031-06-30", "day", "2031-06-30"),  # by the end of June: its last day
        (None, None, "unspecified", ""),
    ],
)
def test_where_a_month_marks_an_event(
    start: str | None, end: str | None, granularity: str, marked: str
) -> None:
    made = event("e-1", start, end, granularity=granularity)  # type: ignore[arg-type]
    assert agenda.marked_on(briefing("x", "2031-03-04"), made) == marked


def test_a_question_is_due_with_the_event_that_it_names() -> None:
    asked = question("q-1", "Will the council vote on the plan?", at=100)
    vote = event("e-1", "2031-05-01", what="vote on the plan", at=500)
    other = event("e-2", "2031-04-01", what="opening of the bridge", at=500)
    beside = event("e-3", "2031-04-15", what="a session", at=105)
    called_off = replace(vote, id="e-4", start=date(2031, 3, 9), end=date(2031, 3, 9), status="cancelled")
    undated = replace(vote, id="e-5", start=None, end=None)

    def due(*events: object) -> str | None:
        named = board.due(briefing("x", "2031-03-04", events=events), asked)
        return named.id if named else None

    assert due(vote, other, called_off, undated) == "e-1"
    assert due(vote, other, beside) == "e-3", "the same sentence, and earlier"
    assert due(other) is None and due() is None


def test_whom_a_question_is_about() -> None:
    asked = question("q-1", "Will it open?", "The Board of Harbours waits for Rail.")
    named = briefing("x", "2031-03-04", "Rail", "Harbour", "Board of Harbours", open_questions=(asked,))
    index = crossindex.build([named])
    entry = board.entries(index, board.pages(index)[0])[0].asked[0]
    assert {actor.name for actor in entry.actors} == {"Rail", "Board of Harbours"}


def by_name(index: SiteIndex, name: str) -> SiteActor:
    return next(actor for actor in index.actors if actor.name == name)


def test_a_topic_is_read_across() -> None:
    found = [
        briefing("x", "2031-03-04", "Dockers Union", "Harbour Board", topics=("Harbour",),
                 positions=(position("p-1", "a0", "opposition"), position("p-2", "a1", "claim"))),
        briefing("y", "2031-04-04", "Dockers Union", topics=("Harbour",),
                 positions=(position("p-1", "a0", "denial"), position("p-2", "a0", "claim"))),
    ]  # fmt: skip
    index = crossindex.build(found)
    table = standpoints.table(index, index.topics[0])
    assert table.columns == (("opposition", "denial", "concern"), ("claim",))
    cells = {row.holder.name: [[(b.id, p.id) for b, p in cell] for cell in row.cells] for row in table.rows}
    assert list(cells.items()) == [
        ("Dockers Union", [[("y", "p-1"), ("x", "p-1")], [("y", "p-2")]]),
        ("Harbour Board", [[], [("x", "p-2")]]),
    ]
    assert {kind for column in standpoints.COLUMNS for kind in column} == {
        "claim", "expectation", "demand", "intention", "support", "opposition", "concern", "denial",
    }, "no kind of position is left out"  # fmt: skip


def test_an_actors_page_tells_what_it_is_and_where_it_stands() -> None:
    role = replace(briefing("x", "2031-03-04", "Harbour Board").actors[0], role="port authority")
    found = [
        briefing("x", "2031-03-04", topics=("Harbour",), actors=(role,),
                 positions=(position("p-1", "a0", "demand", "the toll must fall"),)),
        briefing("y", "2031-01-04", "Harbour Board", actors=(role,),
                 positions=(position("p-2", "a0", "claim", "the quay is full"),)),
    ]  # fmt: skip
    page = pages(found)["actors/harbour-board.md"]
    seen = re.findall(r"<dd>port authority.*?</dd>", page)
    assert len(seen) == 1 and re.findall(r'datetime="([\d-]+)"', seen[0]) == ["2031-01-04", "2031-03-04"]
    places = [
        page.index(text)
        for text in (">Harbour</a></h3>", "the toll must fall", "Without a topic", "the quay is full")
    ]
    assert places == sorted(places), "by topic, the newest first"
    assert 'href="feed.xml"' in page and ".ics" not in page, "no calendar where nothing is dated"


def test_only_what_exists_is_offered() -> None:
    undated = briefing("x", None, "Harbour Board", positions=(position("p-1", "a0", "claim"),))
    page = pages([undated])["actors/harbour-board.md"]
    assert "feed.xml" not in page and ".ics" not in page
    assert ".ics" not in pages([undated])["calendar.md"]
    index = crossindex.build([undated])
    assert not profile.has_feed(by_name(index, "Harbour Board"))


def test_a_long_directory_of_actors_is_cut_by_letters_and_nobody_is_lost() -> None:
    starts = [first + second for first in "ABÉ7" for second in "ae"]
    names = [f"{start}or Person {number}" for start in starts for number in range(45)]
    groups = [names[at : at + 12] for at in range(0, len(names), 12)]
    held = (position("p-1", "a0", "claim", "x"),)
    found = [briefing(f"n{n}", "2031-03-04", *some, positions=held) for n, some in enumerate(groups)]
    files = pages(found)
    letters = {path: text for path, text in files.items() if path.startswith("actors/a-z/")}
    assert {path[len("actors/a-z/") :][0] for path in letters} == {"a", "b", "e", "o"}, "É stands under E"
    assert all(len(text.encode()) < LIMIT for text in [*letters.values(), files["actors/index.md"]])
    for name in names:
        listed = [path for path, text in letters.items() if f">{name}<" in text or f"<li>{name} " in text]
        assert len(listed) == 1, name
    first = letters["actors/a-z/a.md"]
    assert 'href="../b/"' in first and first.count('aria-current="page"') == 1
    assert 'href="a-z/b/"' in files["actors/index.md"] and "Most in view" in files["actors/index.md"]


def test_a_short_directory_is_one_page() -> None:
    files = pages([briefing("n", "2031-03-04", "Ada Brook", "Dockers Union")])
    assert not [path for path in files if path.startswith("actors/a-z/")]
    assert "Ada Brook" in files["actors/index.md"] and "Dockers Union" in files["actors/index.md"]
