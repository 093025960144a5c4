"""What every type of page must hold: no violation that axe-core finds, and under 60 KB of HTML."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["", "harbour-bridge/", "actors/", "actors/ada-brook/", "calendar/", "questions/", "topics/"]
PAGES += ["topics/harbour/", "archive/", "archive/2031-03/", "search/", "about/"]
MOST = 60 * 1024  # bytes of HTML


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Any, site: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    found = []
    for address in PAGES:
        page.goto(site + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for violation in Axe().run(page).response["violations"]:
            places = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append(f"{address or 'home'}: {violation['id']}: {places}")
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light(page: Any, site: str, address: str) -> None:
    answer = page.request.get(site + address)
    assert 0 < len(answer.body()) < MOST


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_scrolls_no_page_sideways(page: Any, site: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
