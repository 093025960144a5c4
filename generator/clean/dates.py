"""Days as articles print them about themselves: date lines and datelines.

What a time expression inside a sentence means is the business of ``generator.dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator import lexicon

_WORDS = lexicon.load("intake")
MONTHS: list[str] = _WORDS["months"]
WEEKDAYS: list[str] = _WORDS["weekdays"]


def _names(words: list[str]) -> str:
    return "|".join(f"{word}|{word[:5]}|{word[:4]}|{word[:3]}" for word in words)


# Every form begins with a digit or a month, which few words do: the search passes quickly over a long text.
_MONTH_HEAD = "(?=" + "|".join(sorted({month[:2] for month in MONTHS})) + ")"
_MONTH = rf"(?P<month>{_names(MONTHS)})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
FORMS = (
    re.compile(rf"\b{_DAY} (?:of )?{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH_HEAD}{_MONTH} {_DAY}\b{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?=\b|T\d)", re.IGNORECASE),
    re.compile(r"\b(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:19|20)\d\d)\b"),
)
WEEKDAY_BEFORE = re.compile(rf"\b(?P<name>{_names(WEEKDAYS)})\b\.?,? (?:the )?$", re.IGNORECASE)
LONGEST_WEEKDAY = 16
LABEL = re.compile(
    r"(?:first |originally |last )?(?P<what>published|posted|updated|modified|date|publication date"
    r"|publish date|added|created|released)\b(?: (?:on|at))?\s*:?\s*",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?:at )?[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?",
    re.IGNORECASE,
)
LONGEST_DATE_LINE = 120


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed; ``year`` and ``weekday`` (0 is Monday) are None where they are not printed."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    start: int  # where it stands in the text it was found in
    end: int

    def resolve(self, latest: date) -> date | None:
        """Return the calendar day; without a year, the latest that fits and is not after ``latest``.

        None where there is no such day ("31 February").
        """
        if self.year:
            return _date(self.year, self.month, self.day)
        for year in range(latest.year, latest.year - 30, -1):
            found = _date(year, self.month, self.day)
            if found and found <= latest and self.weekday in (None, found.weekday()):
                return found
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(word: str, words: list[str]) -> int:
    return int(word) if word.isdigit() else 1 + [name[:3] for name in words].index(word[:3].lower())


def days(text: str) -> Iterator[Day]:
    """Find every printed day of a text, form by form, in text order within a form."""
    for form in FORMS:
        for match in form.finditer(text):
            found = match.groupdict()
            weekday = WEEKDAY_BEFORE.search(text[max(0, match.start() - LONGEST_WEEKDAY) : match.start()])
            yield Day(
                day=int(found["day"]),
                month=_number(found["month"], MONTHS),
                year=int(found["year"]) if found["year"] else None,
                weekday=_number(weekday["name"], WEEKDAYS) - 1 if weekday else None,
                start=match.start() - (len(weekday[0]) if weekday else 0),
                end=match.end(),
            )


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is nothing but a day: "Monday, May 18, 2015", "Published: 18 May 2025, 10:32"."""

    day: Day
    label: str  # "published", "updated", ... in lower case; "" where there is none


def date_line(text: str) -> DateLine | None:
    """Read a line that holds a day, perhaps a label and a time of day, and no other word."""
    if len(text) > LONGEST_DATE_LINE:
        return None
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    first = min(days(rest), key=lambda day: (day.start, -day.end), default=None)
    if first is None:
        return None
    around = TIME.sub("", re.sub(r"T(?=\d)", " ", rest[: first.start]) + " " + rest[first.end :].lstrip("T"))
    around = re.sub(r"[|•·/][\s\d.,:]*", "", around)  # a counter beside the day
    around = re.sub(r"(?i)\b(?:on|at|local time|gmt|utc|z|am|pm)\b", "", around)
    if re.search(r"\w", around):
        return None
    return DateLine(first, label["what"].lower() if label else "")
