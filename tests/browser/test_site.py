"""The built site in headless Chromium: links, arrival, phone width, and a hostile article."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import Briefing


def test_a_link_leads_from_an_actor_to_a_briefing(page: Any, site: str) -> None:
    page.goto(site + "actors/ada-brook/")
    assert page.locator("h1").inner_text().startswith("Ada Brook")
    page.get_by_role("link", name="Council weighs harbour bridge").first.click()
    page.wait_for_url("**/harbour-bridge/**")
    assert page.locator("h1").inner_text().startswith("Council weighs harbour bridge")


def test_the_sentence_is_one_click_away_and_a_link_unfolds_its_item(page: Any, site: str) -> None:
    page.goto(site + "harbour-bridge/")
    evidence = page.locator("details.br-evidence").first
    assert not evidence.locator("p").is_visible()
    evidence.locator("summary").click()
    assert "Mayor Ada Brook said on Tuesday" in evidence.locator("p").inner_text()
    folded = page.locator("details.br-more li.br-item").first
    assert not folded.is_visible()
    page.goto(f"{site}harbour-bridge/#{folded.get_attribute('id')}")
    page.locator("details.br-more li.br-item").first.wait_for(state="visible")


def test_what_is_coming_up_follows_the_readers_day(page: Any, site: str) -> None:
    coming = page.locator("[data-upcoming] li:visible .br-event__title")
    page.clock.set_fixed_time("2031-03-08T12:00:00")
    page.goto(site)
    titles = " ".join(coming.all_inner_texts())
    assert "strike" in titles.lower() and "vote on the plan" not in titles.lower()
    assert not page.locator("[data-upcoming-none]").is_visible()
    page.clock.set_fixed_time("2040-01-01T12:00:00")
    page.goto(site)
    assert coming.count() == 0 and page.locator("[data-upcoming-none]").is_visible()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "harbour-bridge/",
        "actors/ada-brook/",
        "actors/",
        "calendar/",
        "questions/",
        "search/",
        "bad-0/",
        "bad-3/",
    ],
)
def test_a_phone_scrolls_one_way_only(page: Any, site: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_runs_from_a_hostile_article(page: Any, site: str, hostile: list[Briefing]) -> None:
    shown = [f"{article.id}/" for article in hostile]
    page.goto(site + "actors/")
    actors = page.locator("a[href]").evaluate_all("links => links.map(a => a.href)")
    shown += [
        url.removeprefix(site)
        for url in actors
        if "/actors/" in url and "#" not in url and url != site + "actors/"
    ]
    for address in [
        "",
        "actors/",
        "calendar/",
        "questions/",
        "topics/",
        "archive/2031-03/",
        *dict.fromkeys(shown),
    ]:
        page.goto(site + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.mouse.move(300, 300)
        assert page.evaluate("window.hacked") is None, address
        assert (
            page.locator("article :is(script, img, iframe, style, base, object, embed, form)").count() == 0
        ), address
        assert (
            page.locator("article [onerror], article [onload], article [onclick], article [ontoggle]").count()
            == 0
        )
        assert page.evaluate(
            "[...document.querySelectorAll('article a')].every(a => /^https?:$/.test(a.protocol))"
        )
        assert not page.locator("article a[href*='evil.example']").count(), address
    page.goto(site + "bad-0/")
    assert hostile[0].article.title in page.locator("h1").inner_text(), "the text is shown as text"
