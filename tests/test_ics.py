"""Calendar files, read back by the icalendar library: they say what the briefings say, also after changes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import publishing
import pytest
import yaml
from icalendar import Calendar, Event

from generator import crossindex, history, publish, settings
from generator.model import Article, Briefing, ScheduledEvent
from generator.publish import ics

ROOT = Path(__file__).parents[1]
PERIODS = yaml.safe_load((ROOT / "tests" / "cases" / "history" / "periods.yml").read_text(encoding="utf-8"))
PAYLOADS = yaml.safe_load((ROOT / "tests" / "cases" / "render" / "payloads.yml").read_text(encoding="utf-8"))
DAY = timedelta(days=1)


def site_of(
    briefings: list[Briefing], known: history.History | None = None, url: str = publishing.ADDRESS
) -> publish.Site:
    """A site's records, as far as calendars read them."""
    return publish.Site(
        docs=Path("docs"),
        folder=Path("site"),
        index=crossindex.build(briefings),
        settings=settings.Settings(),
        history=known or history.History(),
        name="Harbour news",
        description="",
        url=url,
        language="en",
        cache=Path("cache"),
    )


def versions(*states: list[Briefing]) -> tuple[list[Briefing], history.History]:
    """Each state generated after the one before; the newest briefings and the history."""
    known = history.History()
    for state in states:
        settled, known = history.advance(known, state)
    return settled, known


def calendars(site: publish.Site) -> dict[str, list[Event]]:
    found = {path: Calendar.from_ical(content) for path, content in ics.files(site)}
    assert not any(part.errors for calendar in found.values() for part in calendar.walk())
    return {path: list(calendar.walk("VEVENT")) for path, calendar in found.items()}


def by_uid(entries: list[Event]) -> dict[str, Event]:
    out = {str(entry["uid"]): entry for entry in entries}
    assert len(out) == len(entries), "a UID stands for one event"
    return out


def harbour() -> Briefing:
    return next(b for b in publishing.load_briefings() if b.id == "harbour-bridge")


def with_event(briefing: Briefing, number: int, **change: object) -> Briefing:
    events = list(briefing.events)
    events[number] = replace(events[number], **change)  # type: ignore[arg-type]
    return replace(briefing, events=tuple(events))


def test_calendars_hold_the_events() -> None:
    briefings, known = versions(publishing.load_briefings())
    found = calendars(site_of(briefings, known))
    entries = by_uid(found["calendar.ics"])
    dated = [(b, e) for b in briefings for e in b.events if e.start and e.end]
    assert len(entries) == len(dated) > 2
    for briefing, event in dated:
        entry = entries[f"{event.id}.{briefing.id}@news.example"]
        assert event.start and event.end and briefing.article.published
        assert type(entry.decoded("dtstart")) is date, "whole days"
        assert entry.decoded("dtend") - DAY == event.end
        assert entry.decoded("dtstart") in (event.start, event.end)
        assert entry["status"] == ics.STATUSES[event.status] and entry["sequence"] == 0
        assert str(entry["summary"]).casefold().startswith(event.what.casefold())
        assert event.when in str(entry["description"]) and event.sentence in str(entry["description"])
        assert entry["url"] == f"{publishing.ADDRESS}{briefing.id}/#{event.id}"
        published = briefing.article.published
        moment = datetime(published.year, published.month, published.day, tzinfo=UTC)
        assert entry.decoded("dtstamp") == entry.decoded("last-modified") == moment, (
            "of the data, not of today"
        )
        assert [str(e["uid"]) for e in found[f"{briefing.id}/{event.id}.ics"]] == [str(entry["uid"])]


def test_an_actor_and_a_topic_have_their_own() -> None:
    briefings, known = versions(publishing.load_briefings())
    site = site_of(briefings, known)
    found = calendars(site)
    some = 0
    for actor in site.index.actors:
        of_actor = {
            f"{e.id}.{seen.briefing.id}@news.example"
            for seen in actor.appearances
            for e in seen.briefing.events
            if seen.actor.id in e.participants and e.start
        }
        expected = of_actor if actor.has_page(site.settings.page_from) else set()
        assert set(by_uid(found.get(f"actors/{actor.slug}.ics", []))) == expected
        some += bool(expected)
    for topic in site.index.topics:
        of_topic = {f"{e.id}.{b.id}@news.example" for b in topic.briefings for e in b.events if e.start}
        assert set(by_uid(found.get(f"topics/{topic.slug}.ics", []))) == of_topic
        some += bool(of_topic)
    assert some > 2


@pytest.mark.parametrize("case", PERIODS, ids=[case["name"] for case in PERIODS])
def test_periods(case: dict[str, object]) -> None:
    values = {key: case[key] for key in ("start", "end", "granularity", "status")}
    event = ScheduledEvent(
        "e-1", "vote on the plan", "then", "A sentence.", participants=(), evidence=(), **values
    )
    briefing = Briefing(Article("a", "a.md", "A", "text", published=date(2031, 3, 4)), (), events=(event,))
    [entry] = calendars(site_of([briefing]))["calendar.ics"]
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (case["dtstart"], case["dtend"])
    assert str(entry["summary"]) == case["summary"]
    assert ("names no day" in entry["description"]) == case["no_day"] and entry["transp"] == "TRANSPARENT"


def test_an_event_that_moves_keeps_its_uid_and_counts() -> None:
    first = harbour()
    event = first.events[0]
    assert event.start and event.end
    later = with_event(first, 0, start=event.start + 7 * DAY, end=event.end + 7 * DAY)
    later = replace(later, article=replace(later.article, modified=date(2031, 3, 9)))
    before = by_uid(calendars(site_of(*versions([first])))["calendar.ics"])
    after = by_uid(calendars(site_of(*versions([first], [later])))["calendar.ics"])
    assert set(before) == set(after)
    for uid, entry in after.items():
        moved = uid.startswith(event.id)
        assert entry["sequence"] == int(moved)
        assert (entry.decoded("dtstart") != before[uid].decoded("dtstart")) == moved
        assert entry.decoded("last-modified").date() == (date(2031, 3, 9) if moved else date(2031, 3, 4))
    again = calendars(site_of(*versions([first], [later], [first])))["calendar.ics"]
    assert {e["sequence"] for e in again if e["uid"].startswith(event.id)} == {2}, "moved back is moved"


def test_an_event_that_is_called_off() -> None:
    first = harbour()
    off = with_event(first, 0, status="cancelled")
    entries = by_uid(calendars(site_of(*versions([first], [off])))["calendar.ics"])
    entry = entries[f"{first.events[0].id}.{first.id}@news.example"]
    assert entry["status"] == "CANCELLED" and entry["sequence"] == 1
    assert first.events[0].what.casefold() in str(entry["summary"]).casefold(), "readers see what is off"


def test_an_event_that_the_article_no_longer_has() -> None:
    first = with_event(harbour(), 0, participants=("ada-brook",))
    event = first.events[0]
    rest = replace(first, events=first.events[1:])
    site = site_of(*versions([first], [rest]))
    uid = f"{event.id}.{first.id}@news.example"
    found = calendars(site)
    listed = 0
    for path in ("calendar.ics", f"{first.id}/{event.id}.ics"):
        entry = by_uid(found[path])[uid]
        assert entry["status"] == "CANCELLED" and entry["sequence"] == 1
        assert (entry.decoded("dtstart"), entry.decoded("dtend") - DAY) == (event.start, event.end)
        said = str(entry["summary"]) + str(entry["description"])
        assert event.what not in said and event.sentence not in said, "what is withdrawn is not repeated"
    for actor in site.index.actors:
        took_part = any(seen.actor.id in event.participants for seen in actor.appearances)
        if took_part and actor.has_page(site.settings.page_from):
            assert uid in by_uid(found[f"actors/{actor.slug}.ics"])
            listed += 1
    assert listed
    back = by_uid(calendars(site_of(*versions([first], [rest], [first])))["calendar.ics"])[uid]
    assert back["status"] != "CANCELLED" and back["sequence"] == 2


def test_a_briefing_at_another_address_keeps_its_uids() -> None:
    first = harbour()
    moved = replace(first, article=replace(first.article, id="2031/bridge"))
    before = by_uid(calendars(site_of(*versions([first])))["calendar.ics"])
    after = by_uid(calendars(site_of(*versions([first], [moved])))["calendar.ics"])
    assert set(before) == set(after)
    assert {entry["sequence"] for entry in after.values()} == {0}
    assert all("/2031/bridge/#" in str(entry["url"]) for entry in after.values())


def test_a_deleted_article_is_in_no_calendar() -> None:
    first, other = harbour(), next(b for b in publishing.load_briefings() if b.id == "ferry")
    found = calendars(site_of(*versions([first, other], [other])))
    assert not any("harbour-bridge" in str(e["uid"]) for entries in found.values() for e in entries)


def test_without_history_and_address() -> None:
    briefing = harbour()
    undated = replace(briefing, article=replace(briefing.article, published=None))
    for entry in calendars(site_of([undated], url=""))["calendar.ics"]:
        assert str(entry["uid"]).endswith("@briefings.invalid") and "url" not in entry
        assert entry.decoded("dtstamp") == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("payload", [*PAYLOADS["payloads"], "a\r\nBEGIN:VALARM\r\nACTION:AUDIO", 'x\\n;,:"y'])
def test_text_of_an_article_stays_text(payload: str) -> None:
    briefing = harbour()
    bad = replace(briefing, article=replace(briefing.article, title=payload, source=payload))
    bad = with_event(bad, 0, what=payload, when=payload, sentence=payload)
    found = calendars(site_of([bad]))
    assert len(found["calendar.ics"]) == sum(bool(e.start) for e in briefing.events)
    for path, content in ics.files(site_of([bad])):
        calendar = Calendar.from_ical(content)
        assert not calendar.walk("VALARM"), path
        assert all(len(line) <= 75 for line in content.split(b"\r\n")), "long lines are folded"
        assert content.endswith(b"END:VCALENDAR\r\n") and b"\n" not in content.replace(b"\r\n", b"")


def test_the_same_bytes_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    briefings, known = versions(publishing.load_briefings())
    first = dict(ics.files(site_of(briefings, known)))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert dict(ics.files(site_of(briefings[::-1], known))) == first


def test_no_calendar_where_nothing_is_planned() -> None:
    briefing = harbour()
    assert not dict(ics.files(site_of([replace(briefing, events=())])))


def test_every_link_to_a_calendar_leads_to_one(tmp_path: Path) -> None:
    site = publishing.build(
        publishing.generate(tmp_path / "docs", publishing.load_briefings()), tmp_path / "site"
    )
    found = set()
    for path in site.pages():
        page = (site.folder / path).read_text(encoding="utf-8")
        for href in re.findall(r'href="([^":]+\.ics)"', page):
            file = site.folder / posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
            assert Calendar.from_ical(file.read_bytes()).walk("VEVENT"), f"{path}: {href}"
            found.add(file)
    assert {file.relative_to(site.folder).parts[0] for file in found} >= {"calendar.ics", "actors", "topics"}
