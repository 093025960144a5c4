"""Calendar, board of questions and the tables across articles, as a reader's browser shows them."""

from __future__ import annotations

from typing import Any

import pytest

ROWS = ".br-question:visible"


def test_questions_are_filtered_and_the_address_carries_the_choice(page: Any, site: str) -> None:
    page.goto(site + "questions/")
    everything = page.locator(ROWS).count()
    page.get_by_label("Kind").select_option("undecided")
    kinds = page.locator(ROWS).evaluate_all("rows => rows.map(row => row.dataset.kind)")
    assert kinds and set(kinds) == {"undecided"} and len(kinds) < everything
    assert page.url.endswith("?kind=undecided")
    assert f"{len(kinds)} of {everything} questions" in page.get_by_role("status").all_inner_texts()
    page.reload()
    assert page.locator(ROWS).count() == len(kinds), "the address alone gives the same choice"
    page.get_by_label("Topic").select_option("labour-disputes")
    assert "kind=undecided&topic=labour-disputes" in page.url
    page.get_by_role("button", name="Show all").click()
    assert page.locator(ROWS).count() == everything and "?" not in page.url


def test_filters_work_with_the_keyboard_alone_and_know_the_actors(page: Any, site: str) -> None:
    page.goto(site + "questions/")
    page.get_by_label("Actor").focus()
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_label("Actor").input_value()
    assert chosen and f"actor={chosen}" in page.url
    assert page.locator(ROWS).count() == page.locator(f"{ROWS}:has([data-actor='{chosen}'])").count() > 0
    page.goto(site + "questions/?actor=nobody-at-all")
    assert page.locator(ROWS).count() == 0 and page.locator("[data-board-none]").is_visible()


def test_the_board_says_how_long_a_question_has_been_open(page: Any, site: str) -> None:
    since = page.locator("[data-since='2031-03-04']").first
    for today, age in [("2031-03-14", "10 days"), ("2031-05-01", "8 weeks"), ("2034-01-01", "2 years")]:
        page.clock.set_fixed_time(f"{today}T12:00:00")
        page.goto(site + "questions/")
        assert f"4 March 2031 ({age})" in since.inner_text()


def test_the_month_is_a_grid_whose_days_lead_to_their_events(page: Any, site: str) -> None:
    page.clock.set_fixed_time("2031-03-05T12:00:00")
    page.goto(site + "calendar/")
    agenda = page.locator("article > ol.br-events").first
    assert agenda.is_visible() and not page.locator(".br-month").is_visible()
    page.get_by_role("button", name="Month", exact=True).click()
    assert not agenda.is_visible() and "view=month&month=2031-03" in page.url
    grid = page.get_by_role("table", name="Events in March 2031")
    assert grid.locator("td[aria-current=date]").inner_text().strip() == "5"
    days = grid.locator("td:not(.br-grid__other)")
    assert days.count() == 31
    assert grid.locator("tbody tr").first.locator("td").nth(5).inner_text().strip() == "1", "a Saturday"
    assert "vote on the plan" in days.nth(6).inner_text().lower()
    day = grid.get_by_role("button", name="7 March 2031")
    day.focus()
    page.keyboard.press("Enter")
    assert "Friday 7 March 2031" in page.locator(".br-month li:focus").inner_text()
    page.reload()
    assert grid.is_visible(), "the address alone gives the same month"
    page.get_by_role("button", name="Agenda").click()
    assert agenda.is_visible() and "?" not in page.url


def test_months_follow_each_other_between_the_first_and_the_last(page: Any, site: str) -> None:
    page.goto(site + "calendar/?view=month&month=1999-01")
    name = page.locator(".br-month__name")
    first = name.inner_text()
    assert page.get_by_role("button", name="Month before").is_disabled()
    page.get_by_role("button", name="Month after").click()
    assert name.inner_text() != first
    page.get_by_role("button", name="Month before").click()
    assert name.inner_text() == first
    page.goto(site + "calendar/?view=month&month=9999-12")
    assert page.get_by_role("button", name="Month after").is_disabled()


def test_the_agenda_needs_no_script(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "calendar/")
    assert page.locator("ol.br-events li").first.is_visible()
    assert page.get_by_role("link", name="Add to calendar").first.get_attribute("href").endswith(".ics")
    page.goto(site + "questions/")
    assert page.locator(".br-question").first.is_visible()
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "calendar/?view=month&month=2031-03",
        "questions/?kind=undecided",
        "topics/",
        "topics/harbour/",
        "topics/labour-disputes/",
        "actors/dockers-union/",
        "actors/norland/",
    ],
)
def test_a_phone_scrolls_one_way_only(page: Any, site: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + address)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_who_holds_what_is_a_table_on_a_phone_too(page: Any, site: str) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(site + "topics/harbour/")
        region = page.get_by_role("region", name="Who holds what")
        assert region.get_attribute("tabindex") == "0", "it scrolls with the keyboard"
        assert region.get_by_role("columnheader", name="Holder").count() == 1
        row = region.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Ada Brook"))
        assert row.get_by_role("link").nth(1).get_attribute("href").startswith("../../harbour-bridge/#")
