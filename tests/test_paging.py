"""Long lists by year: nothing is lost, a page is never over full, and addresses stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.render import paging

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "render" / "paging.yml").read_text(encoding="utf-8")
)["cases"]
Item = tuple[int, date | None]


def items(months: list[str | None]) -> list[Item]:
    days = (date.fromisoformat(f"{month}-15") if month else None for month in months)
    return list(enumerate(days))


def of(item: Item) -> date | None:
    return item[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pages(case: dict[str, Any]) -> None:
    listed = items(case["items"])
    parts = paging.by_year(listed, of, case["limit"])
    assert [[part.key, part.label, [number for number, _ in part.items]] for part in parts] == case["parts"]


@pytest.mark.parametrize("limit", [1, 2, 5, 7, 100])
def test_everything_is_on_one_page_and_none_is_over_full(limit: int) -> None:
    months = [f"{year}-{month:02}" for year in (2031, 2030, 2028) for month in (9, 9, 9, 5, 2, 2)]
    listed = items([*months, None, None, None])
    parts = paging.by_year(listed, of, limit)
    assert [item for part in parts for item in part.items] == listed
    assert all(0 < len(part.items) <= limit for part in parts)
    keys = [part.key for part in parts]
    assert keys[0] == "" and len(set(keys)) == len(keys)


def test_a_month_is_not_cut_where_a_page_can_hold_it() -> None:
    listed = items(["2031-09"] * 3 + ["2031-05"] * 3 + ["2031-02"] * 2)
    months = [{day.month for _, day in part.items if day} for part in paging.by_year(listed, of, 5)]
    assert months == [{9}, {5, 2}]


def test_an_item_larger_than_a_page_has_one_of_its_own() -> None:
    listed = items(["2031-09", "2031-08", "2031-07"])
    parts = paging.by_year(listed, of, 4, size=lambda item: 9 if item[0] == 1 else 2)
    assert [[number for number, _ in part.items] for part in parts] == [[0], [1], [2]]


def test_a_year_keeps_its_address_and_its_content_when_later_years_are_added() -> None:
    old = items(["2030-03", "2030-02", "2029-08", "2029-03", "2028-05"])
    later = [(9, date(2031, 4, 1)), (8, date(2031, 3, 1)), *old]
    before = {part.key: part.items for part in paging.by_year(old, of, 2)[1:]}
    after = {part.key: part.items for part in paging.by_year(later, of, 2)}
    assert before.items() <= after.items() and set(before) == {"2029", "2028"}


def test_a_calendar_opens_where_its_reader_is() -> None:
    listed = items(["2029-03", "2030-02", "2030-08", "2031-03", "2031-05", "2032-01", None, None])
    parts = paging.by_year(listed, of, 3, opens_with=lambda item: item[1] is None or item[1].year > 2030)
    assert [[part.key, part.label, [number for number, _ in part.items]] for part in parts] == [
        ["2029", "2029", [0]],
        ["2030", "2030", [1, 2]],
        ["", "2031–2032", [3, 4, 5]],
        ["undated", "Undated", [6, 7]],
    ]


def test_a_list_of_hundreds_has_a_link_for_each_year() -> None:
    listed = items([f"{year}-{month:02}" for year in (2031, 2030, 2029) for month in range(12, 0, -1)])
    parts = paging.by_year(listed, of, 5)
    for part in parts:
        found = paging.together(parts, part)
        assert [(year.label, year.first.key) for year in found.years] == [
            ("2031", ""),
            ("2030", "2030"),
            ("2029", "2029"),
        ]
        assert part in found.pages and [year.label for year in found.years if year.current] == [found.label]
        assert [one.label[:4] for one in found.pages] == [found.label] * 3


def test_a_year_of_one_page_is_the_page_in_view() -> None:
    parts = paging.by_year(items(["2031-03", "2030-11", "2030-02"]), of, 2)
    assert [year.current for year in paging.together(parts, parts[1]).years] == ["", "page"]
