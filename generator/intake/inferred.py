"""What the front matter does not say, worked out from the article: publication date, source, title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath

from generator import lexicon
from generator.clean import dateline
from generator.clean.dates import Day, date_line, days
from generator.clean.outlets import is_outlet
from generator.clean.rules import SOURCE_LINE
from generator.model import Dropped

_WORDS = lexicon.load("intake")


def _any(words: list[str]) -> str:
    return "|".join(rf"\b{re.escape(word)}\b" if word[0].isalpha() else re.escape(word) for word in words)


COMING_BEFORE = re.compile(_any(_WORDS["coming_before"]), re.IGNORECASE)
COMING_AFTER = re.compile(_any(_WORDS["coming_after"]), re.IGNORECASE)
# Characters around a day in which the cue of a coming event must stand, in the same sentence.
CUE_BEFORE = 60
CUE_AFTER = 100
SENTENCE_END = re.compile(r"[.!?][\"”’')]? ")

NAME = r"(?:the )?[A-Z0-9][\w.&'’-]*(?: [A-Z0-9&][\w.&'’-]*){0,5}"
THIS = r"(?: (?:this|that|about this|it)\b|,? citing |\.)"
SAYS = r"(?:reports?|reported|writes|wrote|says|said|informs|informed|has learned|notes)"
REPORTS = (
    re.compile(rf"According to (?P<name>{NAME}), {NAME} {SAYS}(?:\.$|,? (?:citing|with reference to)\b)"),
    re.compile(rf"(?:This|It|That) (?:was|is|has been) (?:\w+ )?reported (?:\w+ )?by (?P<name>{NAME})"),
    re.compile(rf"(?:As )?(?:reported|published) by (?P<name>{NAME})"),
    re.compile(rf"(?P<name>{NAME}) (?:reports|writes|reported|informs){THIS}"),
    re.compile(rf"(?P<name>{NAME}) reports, (?:citing|with reference to)"),
)
REPORT_WORDS = 25
LONGEST_REPORT = 300
TITLE_SUFFIX = re.compile(rf"[,:]? ?(?:[-–—|]|\bvia\b) ?(?P<name>{NAME})$")
PATH_DATE = re.compile(r"(?:^|[/_. -])((?:19|20)\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?=[/_. -]|$)")
HEAD_PARAGRAPHS = 3


def publication(
    dropped: Sequence[Dropped], paragraphs: Sequence[str], lines: Sequence[int], path: str, latest: date
) -> date | None:
    """Work out the day of publication; the first of these that the article gives:

    a line that says "Published: …"; a line that is nothing but a day, above or below the text; the
    dateline; a line "Updated: …"; a day in the file's path (``2025-05-18-talks.md``); the day before
    the nearest coming event that is printed with its weekday ("scheduled for Monday 19 May").

    Args:
        dropped: what cleaning left out; date lines and datelines are among it.
        paragraphs: the prose, in order.
        lines: the file's line at which each paragraph begins.
        path: the file's path relative to the content folder.
        latest: a day without a year lies in the latest year in which it is not after this one.
    """
    candidates = [*_printed(dropped, lines), *_datelines(dropped), *_updates(dropped)]
    for day in candidates:
        if found := day.resolve(latest):
            return found
    return _of_path(path) or _before_event(paragraphs, latest)


def _lines(dropped: Iterable[Dropped]) -> Iterator[tuple[int, str, Day]]:
    for piece in dropped:
        line = date_line(piece.text) if piece.rule == "date-line" else None
        if line:
            yield piece.line, line.label, line.day


def _printed(dropped: Sequence[Dropped], lines: Sequence[int]) -> list[Day]:
    """Labelled days first; a bare day between paragraphs belongs to a link or a box, not to the article."""
    found = [item for item in _lines(dropped) if item[1] not in ("updated", "modified")]
    head = lines[min(HEAD_PARAGRAPHS, len(lines)) - 1] if lines else 0
    labelled = [day for _, label, day in found if label]
    above = [day for line, label, day in found if not label and line <= head]
    below = [day for line, label, day in found if not label and lines and line > lines[-1]]
    return [*labelled, *above, *below]


def _updates(dropped: Sequence[Dropped]) -> list[Day]:
    return [day for _, label, day in _lines(dropped) if label in ("updated", "modified")]


def _datelines(dropped: Sequence[Dropped]) -> list[Day]:
    found = (_dateline(piece) for piece in dropped)
    return [line.day for line in found if line and line.day]


def _dateline(piece: Dropped) -> dateline.Dateline | None:
    return dateline.find(f"{piece.text} A") if piece.rule == "dateline" else None


def _of_path(path: str) -> date | None:
    for match in PATH_DATE.finditer(path):
        try:
            return date(*(int(number) for number in match.groups()))
        except ValueError:
            continue
    return None


def _before_event(paragraphs: Sequence[str], latest: date) -> date | None:
    """The day before the nearest event that is still to come and is printed with its weekday.

    News names the weekday of what is days away; that the event is the next day is the closest guess
    that agrees with "coming", and it makes "tomorrow" and "next week" mean what they can mean.
    """
    coming = [
        resolved
        for text in paragraphs
        for day in days(text)
        if day.weekday is not None and _is_coming(text, day) and (resolved := day.resolve(latest))
    ]
    return min(coming) - timedelta(days=1) if coming else None


def _is_coming(text: str, day: Day) -> bool:
    before = SENTENCE_END.split(text[max(0, day.start - CUE_BEFORE) : day.start])[-1]
    after = SENTENCE_END.split(text[day.end : day.end + CUE_AFTER])[0]
    return bool(COMING_BEFORE.search(before) or COMING_AFTER.search(after))


def source(dropped: Sequence[Dropped], paragraphs: Sequence[str], title: str) -> str | None:
    """Work out which outlet published the article; the first of these that the article gives:

    a line "Source: X"; a short paragraph among the first or the last that says so ("According to X,
    Y reports."); the agency of the dateline; a known outlet behind the title ("…, - Bloomberg").
    """
    for piece in dropped:
        match = SOURCE_LINE.fullmatch(piece.text) if piece.rule == "source-line" else None
        if match:
            return str(match["name"]).strip()
    ends = [*paragraphs[: HEAD_PARAGRAPHS + 1], *paragraphs[-2:]]
    for text in ends:
        if len(text.split()) <= REPORT_WORDS and (name := _reporter(text)):
            return name
    for piece in dropped:
        line = _dateline(piece)
        if line and line.agency:
            return line.agency
    suffix = TITLE_SUFFIX.search(title[-80:])
    return suffix["name"] if suffix and is_outlet(suffix["name"]) else None


def _reporter(text: str) -> str | None:
    for pattern in REPORTS:
        match = pattern.match(text[:LONGEST_REPORT])
        name = match["name"].rstrip(".") if match else ""
        if name and is_outlet(name):
            return name
    return None


def title_of_path(path: str) -> str:
    """Make a title of the file's name, for an article that has none: ``talks-begin.md`` → "Talks begin"."""
    stem = PurePosixPath(path).stem
    words = re.sub(r"[-_\s]+", " ", PATH_DATE.sub(" ", stem)).strip() or stem
    return words[:1].upper() + words[1:]
