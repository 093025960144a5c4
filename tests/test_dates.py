"""Time phrases: what they denote, and which words of a text are one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import steps
from hypothesis import given
from hypothesis import strategies as some

from generator import dates
from generator.dates import Period, candidate_years, find, resolve
from generator.dates.period import easter, shift

CASES = Path(__file__).parent / "cases" / "dates"


def cases_of(*names: str) -> list[Any]:
    cases = []
    for name in names:
        content = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
        for number, case in enumerate(content["cases"], 1):
            case.setdefault("reference", content.get("reference"))
            cases.append(pytest.param(case, id=f"{name}-{number}-{case.get('phrase', '')}"))
    return cases


@pytest.mark.parametrize("case", cases_of("days", "holidays", "periods", "edges"))
def test_resolve(case: dict[str, Any]) -> None:
    antecedent = Period(case["antecedent"], case["antecedent"], "day") if "antecedent" in case else None
    period = resolve(
        case["phrase"], case["reference"], case.get("tense"), antecedent=antecedent, said=case.get("said")
    )
    if case.get("none"):
        expected = None
    elif case.get("open"):
        expected = Period(None, None, "unspecified")
    else:
        expected = Period(case["start"], case.get("end", case["start"]), case.get("granularity", "day"))
    assert period == expected


@pytest.mark.parametrize("case", cases_of("found"))
def test_find(case: dict[str, Any]) -> None:
    phrases = find(case["text"])
    assert [phrase.text for phrase in phrases] == case["found"]
    assert all(case["text"][phrase.start : phrase.end] == phrase.text for phrase in phrases)


def test_no_phrase_is_passed_over_for_want_of_a_telling_word(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case.values[0] for case in cases_of("days", "holidays", "periods", "edges", "found")]
    phrases = [f"The vote, from {case.get('phrase') or case['text']}, is said to count." for case in cases]
    found = [find(phrase) for phrase in phrases]
    monkeypatch.setattr(dates, "_near", lambda reader: [True] * len(reader.tokens))  # try every word
    assert [find(phrase) for phrase in phrases] == found


def test_candidate_years() -> None:
    assert candidate_years(0, 19, 5, 2010, 2032) == [2014, 2025, 2031]
    assert candidate_years(0, 31, 2) == []


def test_easter_follows_the_published_tables() -> None:
    assert [easter(year) for year in (1818, 1943, 2008, 2024, 2038)] == [
        date(1818, 3, 22), date(1943, 4, 25), date(2008, 3, 23), date(2024, 3, 31), date(2038, 4, 25),
    ]  # fmt: skip


def test_business_days_skip_weekends() -> None:
    friday = date(2025, 6, 13)
    assert shift(friday, 1, "business day") == date(2025, 6, 16)
    assert shift(friday, 20, "business day") == friday + timedelta(28)
    assert shift(date(2025, 6, 14), 1, "business day") == date(2025, 6, 16)
    assert shift(friday, -5, "business day") == date(2025, 6, 6)


@given(some.dates(date(1900, 1, 1), date(2100, 1, 1)), some.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_a_written_date_is_read_back_whatever_the_reference(day: date, reference: date) -> None:
    month = day.strftime("%B")
    for phrase in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat()):
        assert resolve(phrase, reference) == Period(day, day, "day")


@given(
    some.dates(date(1950, 1, 1), date(2050, 1, 1)), some.sampled_from(["June 3", "Friday", "Easter", "March"])
)
def test_tense_points_the_way(reference: date, phrase: str) -> None:
    future, past = resolve(phrase, reference, "future"), resolve(phrase, reference, "past")
    assert future and future.end and future.end >= reference
    assert past and past.start and past.start <= reference


@given(
    some.text(alphabet="abcdefg ,.-–'0123456789()/ May Monday early of the 2026 in two weeks q1", max_size=80)
)
def test_any_text_is_read_without_error(text: str) -> None:
    places = [(phrase.start, phrase.end) for phrase in find(text)]
    assert places == sorted(places) and all(a[1] <= b[0] for a, b in pairwise(places))
    resolve(text, date(2025, 6, 11))


@pytest.mark.parametrize(
    "piece", ["the end of ", "two days after ", "Monday, ", "May 3 to ", "1", "from early ", "( 5 "]
)
def test_the_work_grows_in_proportion(piece: str) -> None:
    find(piece * 50)  # fills the caches
    small, large = steps(lambda: find(piece * 200)), steps(lambda: find(piece * 800))
    assert large < 5 * small  # 4 times the text; its square would be 16 times the work
