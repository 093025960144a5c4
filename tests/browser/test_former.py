"""Former addresses and items that are gone, as a reader's browser meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import publishing
import pytest
import serving


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site below a sub-path: a briefing lost a question, then moved; another was deleted."""
    folder = tmp_path_factory.mktemp("former")
    first = publishing.load_briefings()
    bridge = next(b for b in first if b.id == "harbour-bridge")
    edited = replace(bridge, open_questions=(), article=replace(bridge.article, id="2031/bridge"))
    publishing.generate(folder / "docs", first)
    docs = publishing.generate(folder / "docs", [edited])
    publishing.build(docs, folder / "www" / "some" / "repo", url="")
    with serving.answering(serving.files(folder / "www")) as address:
        yield f"{address}/some/repo/"


@pytest.fixture
def bridge() -> Any:
    return next(b for b in publishing.load_briefings() if b.id == "harbour-bridge")


def test_a_link_to_an_item_is_followed_to_the_new_address(page: Any, site: str, bridge: Any) -> None:
    event = bridge.events[0]
    page.goto(f"{site}harbour-bridge/#{event.id}")
    page.wait_for_url(f"{site}2031/bridge/#{event.id}")
    assert page.locator(f"#{event.id}").is_visible()


def test_a_former_address_needs_no_script(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}harbour-bridge/")
    page.wait_for_url(f"{site}2031/bridge/")
    context.close()


def test_the_place_of_an_item_that_is_gone_opens(page: Any, site: str, bridge: Any) -> None:
    question = bridge.open_questions[0]
    page.goto(f"{site}2031/bridge/#{question.id}")
    note = page.locator(f"#{question.id}")
    note.wait_for(state="visible")
    assert "Open question" in note.inner_text() and question.question not in page.content()


def test_a_deleted_briefing_says_so(page: Any, site: str) -> None:
    page.goto(f"{site}ferry/")
    assert page.locator("h1").inner_text() == "No longer here"
    page.get_by_role("link", name="To the newest briefings").click()
    assert page.url == site


def test_the_page_that_says_there_is_none_finds_its_site(browser: Any, site: str) -> None:
    """Where no address is set, nobody knows the sub-path when the page is made: it looks for it."""
    with urlopen(f"{site}404.html") as answer:
        content = answer.read().decode()
    assert 'href="/calendar/"' in content, "as it is written, its links would leave the sub-path"
    context = browser.new_context()
    page = context.new_page()
    page.route("**/deep/down/nowhere/", lambda route: route.fulfill(body=content, content_type="text/html"))
    page.goto(f"{site}deep/down/nowhere/")
    link = page.locator("article").get_by_role("link", name="Calendar")
    link.and_(page.locator(f"[href='{urlsplit(site).path}calendar/']")).wait_for()
    link.click()
    page.wait_for_url(f"{site}calendar/")
    assert page.locator("h1").inner_text().startswith("Calendar")
    context.close()
