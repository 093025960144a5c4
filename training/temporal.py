"""Measure the dates grammar on foreign corpora, read in place: MS Recognizers specs, timenorm, MEANTIME.

Each corpus has its own conventions. What is compared is the period of days: a corpus value is turned
into one, and ours is right where both are equal. Three differences are by design and allowed for:
the specs' ranges exclude their last day; TIMEX3 puts "early" and "end of" beside the value, so a part
within it is right; and a time counted in weeks, months or years ("in two months") is for us that week,
month or year, as the project never invents a day. The tense, which a list of phrases lacks, is the
one that the corpus value implies.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from generator.dates import Period, find, resolve
from generator.dates.period import unit_period

PARTS = re.compile(r"\b(?:early|mid|middle|late|beginning|start|end|year-end|ends?|rest|part)\b", re.I)


@dataclass(frozen=True)
class Case:
    """A phrase in its text, the day it counts from and the periods that are right for it."""

    text: str
    phrase: str
    reference: date
    values: tuple[tuple[date, date], ...]


def days_of(value: str) -> tuple[date, date] | None:
    """The period of a TIMEX3 value of day, week, month, quarter, season, half, year or decade; else None."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(5 if match[3] else 0), monday + timedelta(6)
    if match := re.fullmatch(r"(\d{3})(?:X)?", value):
        return date(int(match[1]) * 10, 1, 1), date(int(match[1]) * 10 + 9, 12, 31)
    spans = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6)}
    spans |= {f"Q{n}": (3 * n - 2, 3) for n in range(1, 5)}
    if match := re.fullmatch(r"(\d{4})(?:-(\w\w))?", value):
        year, first, count = int(match[1]), 1, 12
        if match[2]:
            if not (match[2] in spans or match[2].isdecimal()):
                return None
            first, count = spans.get(match[2]) or (int(match[2]), 1)
        after = year * 12 + first - 1 + count
        return date(year, first, 1), date(after // 12, after % 12 + 1, 1) - timedelta(1)
    return None


LEFT_OUT_CASES = Path(__file__).parents[1] / "tests/cases/dates/left_out.yml"
# Spec cases that are no news English, with the reason; how many are left is in the assertion.
LEFT_OUT = {
    why: re.compile("|".join(forms))
    for why, forms in yaml.safe_load(LEFT_OUT_CASES.read_text(encoding="utf-8")).items()
}


def spec_cases(temporal: Path) -> tuple[list[Case], dict[str, int]]:
    cases, left, seen = [], dict.fromkeys(LEFT_OUT, 0), set()
    for name in ("DateTimeModel.json", "DateParser.json", "DatePeriodParser.json", "HolidayParser.json"):
        content = (temporal / "recognizers_specs" / name).read_text(encoding="utf-8-sig")
        for item in json.loads(content):
            reference = date.fromisoformat(
                item.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]
            )
            for result in item["Results"]:
                kind = (result.get("TypeName") or result.get("Type") or "").split(".")[-1]
                values = tuple(spec_values(result))
                key = (result["Text"].lower(), reference)
                if kind not in ("date", "daterange") or not values or key in seen:
                    continue
                seen.add(key)
                out = next((why for why, form in LEFT_OUT.items() if form.search(key[0])), None)
                if out:
                    left[out] += 1
                    continue
                cases.append(Case(item["Input"], result["Text"], reference, values))
    return cases, left


def spec_values(result: dict) -> Iterator[tuple[date, date]]:
    value = result.get("Resolution") or result.get("Value") or {}
    found = value.get("values") or [value.get("FutureResolution") or {}, value.get("PastResolution") or {}]
    for item in found:
        start = item.get("value") or item.get("date") or item.get("start") or item.get("startDate")
        end = item.get("end") or item.get("endDate")
        if not start or not re.match(r"\d{4}-\d\d-\d\d", start) or ("start" in item and not end):
            continue
        first = date.fromisoformat(start[:10])
        yield first, date.fromisoformat(end[:10]) - timedelta(1) if end else first


# timenorm lists phrases without their text: what goes back to an earlier time, a company's fiscal year, or
# a year in words (from broadcasts) cannot be or is not resolved.
NEEDS_CONTEXT = re.compile(
    r"\b(?:years?[- ]earlier|year-?ago|latest|following|that|then|period|fiscal|its|the day)\b"
    r"|\b(?:thousand|nineteen)\b|^(?:last|a year)$",
    re.I,
)  # fmt: skip


def timenorm_cases(temporal: Path) -> list[Case]:
    cases, reference = [], None
    for line in (temporal / "timenorm" / "en_train.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            reference = None
            continue
        phrase, kind, value = line.split("\t")
        if reference is None:
            reference = date.fromisoformat(value[:10])
        elif kind == "DATE" and not NEEDS_CONTEXT.search(phrase) and (days := days_of(value)):
            cases.append(Case(phrase, phrase, reference, (days,)))
    return cases


def meantime_cases(temporal: Path) -> list[Case]:
    cases = []
    for path in sorted((temporal / "meantime").glob("corpus_*/*.xml")):
        root = ElementTree.parse(path).getroot()
        words = {token.get("t_id"): token for token in root.iter("token")}
        times = list(root.iter("TIMEX3"))
        created = next(
            (t.get("value") for t in times if t.get("functionInDocument") == "CREATION_TIME"), None
        )
        for time in times if created else ():
            anchors = [words[anchor.get("t_id")] for anchor in time.iter("token_anchor")]
            days = days_of(time.get("value", ""))
            if time.get("type") != "DATE" or not anchors or not days:
                continue
            sentence = anchors[0].get("sentence")
            whole = [word for word in root.iter("token") if word.get("sentence") == sentence]
            cases.append(Case(joined(whole), joined(anchors), date.fromisoformat(created[:10]), (days,)))
    return cases


def joined(tokens: list[ElementTree.Element]) -> str:
    text = " ".join(token.text or "" for token in tokens)
    return re.sub(r" (?=[.,;:'’)])|(?<=\() ", "", text)


def outcome(case: Case) -> str:
    """missed, right or wrong, or a note of what came out."""
    phrase = CAPITALS.sub(
        lambda match: match[0].capitalize(), case.phrase
    )  # chat leaves them out, news does not
    periods = [resolve(phrase, case.reference, tense) for tense in ("past", "future")]
    known = [period for period in periods if period and period.start]
    if not known:
        return "missed"
    return (
        "right" if any(agree(period, value, case) for period in known for value in case.values) else "wrong"
    )


EXCLUSIVE = re.compile(
    r"\b(?:from|between|to|through|and|within|next|last|past|previous|coming|rest|for)\b|\d\s*[-–]", re.I
)
CAPITALS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|fri|sat|sun|march|april|june|july"
    r"|august|easter)\b", re.I
)  # fmt: skip


def agree(period: Period, value: tuple[date, date], case: Case) -> bool:
    assert period.start and period.end
    inside = value[0] <= period.start and period.end <= value[1]
    if (period.start, period.end) == value or (inside and PARTS.search(case.phrase)):
        return True
    if EXCLUSIVE.search(case.phrase) and abs(period.start - value[0]) <= timedelta(case.phrase[:4] != "from"):
        after = value[1] + timedelta(1)  # the spec's end: the last named unit's first day
        if after in (
            period.end,
            period.end + timedelta(1),
            unit_period(period.granularity, period.end).start,
        ):
            return True
    coarser = re.search(r"\b(?:week|fortnight|month|quarter|year|decade)s?\b", case.phrase, re.I)
    counted = coarser and re.search(
        r"\b(?:ago|later|earlier|from now|in|hence|from today)\b", case.phrase, re.I
    )
    return bool(counted) and period.start <= value[0] and value[1] <= period.end


def score(cases: list[Case]) -> tuple[float, float]:
    """Share of right values among the recognised, and of the recognised among all."""
    outcomes = [outcome(case) for case in cases]
    known = len(outcomes) - outcomes.count("missed")
    return outcomes.count("right") / known, known / len(outcomes)


def found_in_text(cases: list[Case]) -> float:
    """Share of the phrases that ``find`` meets in their running text."""
    return sum(
        any(case.phrase.lower() in phrase.text.lower() or phrase.text.lower() in case.phrase.lower()
            for phrase in find(case.text)) for case in cases
    ) / len(cases)  # fmt: skip
