"""iCalendar: one file of all events, one for each actor and topic, one for each event.

Who subscribes to a calendar sees what the site says: an event keeps its UID while its briefing moves and
its date changes, SEQUENCE counts its changes, and one that an article no longer has is cancelled, not
dropped. All of that comes from the committed history, and every day from the articles; the clock is
never asked.

Form: RFC 5545. Events are whole days; DTEND is the day after the last. What spans a month, a quarter or a
year stands over all of it, free time, and its title says the period; a deadline stands on its last day,
as does such a period that was already running when it was written about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from generator.crossindex import Appearance
from generator.history import Last, Past
from generator.model import Briefing, ScheduledEvent, Status
from generator.publish import wording as published
from generator.publish.disk import File
from generator.publish.site import Site
from generator.render import paths, wording
from generator.render.escape import visible

STATUSES: dict[Status, str] = {
    "scheduled": "CONFIRMED",
    "deadline": "CONFIRMED",
    "expected": "TENTATIVE",
    "proposed": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
GONE = "No longer announced"
_COARSE = ("month", "quarter", "year", "unspecified")
_HOST = "briefings.invalid"  # a name that nobody has, for a site whose address is not known
_DAY = timedelta(days=1)
_NO_DAY = date(1970, 1, 1)  # stands where neither the article nor its history has a day

Key = tuple[str, str]  # a briefing's id and an event's
_END = b"END:VCALENDAR\r\n"


def files(site: Site) -> Iterator[File]:
    """Every calendar that has an entry; events that the articles give no date have none."""
    entries = _entries(site)
    yield from _calendar(site, "calendar.ics", site.name, entries.values())
    place = {key: number for number, key in enumerate(entries)}
    for path, name, keys in _subjects(site):
        chosen = sorted({key for key in keys if key in place}, key=place.__getitem__)
        yield from _calendar(site, path, f"{name} – {site.name}", [entries[key] for key in chosen])
    for (ident, event), entry in entries.items():
        yield from _calendar(site, paths.invitation(ident, event), site.name, [entry])


def _subjects(site: Site) -> Iterator[tuple[str, str, Iterable[Key]]]:
    """For each actor with a page and each topic the file of its calendar, its name and its events."""
    for actor in site.index.actors:
        if actor.has_page(site.settings.page_from):
            keys = [
                (seen.briefing.id, event) for seen in actor.appearances for event in _takes_part(site, seen)
            ]
            yield paths.calendar_file(paths.actor(actor.slug)), actor.name, keys
    for topic in site.index.topics:
        keys = [(briefing.id, event) for briefing in topic.briefings for event in _all(site, briefing)]
        yield paths.calendar_file(paths.topic(topic.slug)), topic.name, keys


def _calendar(site: Site, path: str, name: str, entries: Iterable[bytes]) -> Iterator[File]:
    written = b"".join(entries)
    if not written:  # a calendar without an entry is none
        return
    calendar = Calendar()
    calendar.add("prodid", "-//Briefings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", visible(name).strip())
    if site.url:
        calendar.add("url", site.address(path))
    calendar.add("refresh-interval", _DAY, parameters={"value": "DURATION"})
    # An entry stands in several calendars, and writing it is what takes time: it is written once.
    yield path, calendar.to_ical(sorted=False).removesuffix(_END) + written + _END


def _entries(site: Site) -> dict[Key, bytes]:
    """Every entry as it is written, in date order, those of events that are gone last."""
    entries = {
        (briefing.id, event.id): _entry(site, briefing, event).to_ical(sorted=False)
        for briefing, event in site.index.events
        if event.start and event.end
    }
    for briefing in sorted(site.index.briefings, key=lambda briefing: briefing.id):
        for last in site.history.past(briefing.id).gone:
            if last.item.time and last.item.time.start and last.item.time.end:
                entries[briefing.id, last.item.id] = _gone(site, briefing, last).to_ical(sorted=False)
    return entries


def _all(site: Site, briefing: Briefing) -> Iterator[str]:
    yield from (event.id for event in briefing.events)
    yield from (last.item.id for last in site.history.past(briefing.id).gone)


def _takes_part(site: Site, seen: Appearance) -> Iterator[str]:
    """The events in which an actor takes part, or was to."""
    ids = set(seen.ids)
    yield from (event.id for event in seen.briefing.events if not ids.isdisjoint(event.participants))
    gone = site.history.past(seen.briefing.id).gone
    yield from (last.item.id for last in gone if not ids.isdisjoint(last.item.who))


def _entry(site: Site, briefing: Briefing, event: ScheduledEvent) -> Event:
    past = site.history.past(briefing.id)
    assert event.start and event.end
    on_last_day = event.status == "deadline" or (event.granularity in _COARSE and _running(briefing, event))
    changed = past.since(event.id) or briefing.article.changed or _NO_DAY
    entry = Event()
    entry.add("uid", _uid(site, briefing, past, event.id))
    _add_days(entry, event.end if on_last_day else event.start, event.end, changed)
    entry.add("sequence", past.sequence(event.id))
    entry.add("status", STATUSES[event.status])
    entry.add("summary", _summary(briefing, event, on_last_day))
    entry.add("description", "\n".join(_description(site, briefing, event)))
    _add_place(entry, site, briefing, event.id)
    return entry


def _gone(site: Site, briefing: Briefing, last: Last) -> Event:
    """The entry of an event that the article no longer has: what it said is not said again."""
    past, time = site.history.past(briefing.id), last.item.time
    assert time and time.start and time.end
    entry = Event()
    entry.add("uid", _uid(site, briefing, past, last.item.id))
    _add_days(entry, time.start, time.end, last.since or _NO_DAY)
    entry.add("sequence", time.sequence)
    entry.add("status", "CANCELLED")
    entry.add("summary", GONE)
    entry.add("description", f"The briefing “{published.title(briefing)}” no longer has this event.")
    _add_place(entry, site, briefing, last.item.id)
    return entry


def _add_days(entry: Event, start: date, end: date, changed: date) -> None:
    moment = datetime(changed.year, changed.month, changed.day, tzinfo=UTC)
    entry.add("dtstamp", moment)
    entry.add("last-modified", moment)
    entry.add("dtstart", start)
    entry.add("dtend", min(end, date.max - _DAY) + _DAY)
    entry.add("transp", "TRANSPARENT")


def _add_place(entry: Event, site: Site, briefing: Briefing, ident: str) -> None:
    if site.url:
        entry.add("url", site.address(paths.briefing(briefing.id), ident))


def _uid(site: Site, briefing: Briefing, past: Past, ident: str) -> str:
    """The same for as long as the event is known, whatever the briefing's address is now."""
    return f"{ident}.{past.origin or briefing.id}@{urlsplit(site.url).hostname or _HOST}"


def _running(briefing: Briefing, event: ScheduledEvent) -> bool:
    day = briefing.article.published
    return bool(day and event.start and event.start <= day)


def _summary(briefing: Briefing, event: ScheduledEvent, on_last_day: bool) -> str:
    what = visible(event.what).strip() or "Event"
    exact = event.granularity == "day" and (event.start == event.end or not on_last_day)
    period = "" if exact else f" ({wording.period(event, briefing.article.published)})"
    return what[0].upper() + what[1:] + period


def _description(site: Site, briefing: Briefing, event: ScheduledEvent) -> Iterator[str]:
    article = briefing.article
    period = wording.period(event, article.published)
    words = visible(event.when).strip()
    yield f"{wording.STATUSES[event.status]}: {period}; in the article’s words “{words}”."
    if event.granularity in _COARSE:
        yield "The article names no day within this time."
    if event.sentence:
        yield f"“{visible(event.sentence).strip()}”"
    said_by = [visible(article.source).strip()] if article.source else []
    said_by += [wording.day(article.published)] if article.published else []
    yield ", ".join([f"From: {published.title(briefing)}", *said_by])
    if site.url:
        yield site.address(paths.briefing(briefing.id), event.id)
