"""The dateline that opens a report: "LONDON, May 3 (Reuters) - "."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.clean.dates import Day, days
from generator.clean.outlets import is_outlet

# A dateline stands before the first dash, and there is not much room in it.
LONGEST = 110
DASH = re.compile(r" ?(?:—|–|―|--) ?| - ")
AGENCY = re.compile(r"\((?P<name>[A-Z][\w.,/& -]{1,40})\)$")
PLACE = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|del|la|of|and|the|sur|am)){0,4}")
OPENS = re.compile(r"[A-Z\d\"“‘'(\[«$£€]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, and where the report begins behind it."""

    end: int
    agency: str | None
    day: Day | None


def find(text: str) -> Dateline | None:
    """Read the dateline at the head of a paragraph; None where there is none.

    A place alone must be in capitals; one in small letters needs a date or an agency that is known.
    """
    dash = DASH.search(text[:LONGEST])
    if not dash:
        return _agency_only(text)
    if not OPENS.match(text[dash.end() : dash.end() + 1]):
        return None
    head = text[: dash.start()].strip().rstrip(",").strip()
    agency, head = _agency(head)
    day = next((day for day in days(head) if day.end == len(head)), None)
    place = head[: day.start].strip(" ,") if day else head.strip(" ,")
    if not place:
        known = bool(agency) and (day is not None or is_outlet(agency or ""))
    else:
        known = _is_place(place, sure=day is not None or is_outlet(agency or ""), agency=agency)
    return Dateline(dash.end(), agency, day) if known else None


def _agency(head: str) -> tuple[str | None, str]:
    match = AGENCY.search(head)
    return (match["name"], head[: match.start()].rstrip(" ,")) if match else (None, head)


def _agency_only(text: str) -> Dateline | None:
    match = re.match(r"\((?P<name>[A-Z][\w ]{1,20})\) ?(?=[A-Z\"“])", text[:40])
    return Dateline(match.end(), match["name"], None) if match and is_outlet(match["name"]) else None


def _is_place(place: str, *, sure: bool, agency: str | None) -> bool:
    parts = re.split(r"(?:, | / |/)", place)
    if len(parts) > 4 or not all(PLACE.fullmatch(part) for part in parts):
        return False
    letters = [char for char in parts[0] if char.isalpha()]
    capitals = all(char.isupper() for char in letters) and len(letters) >= 3
    return sure or (capitals and (bool(agency) or len(letters) >= 4))
