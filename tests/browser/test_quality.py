"""What every type of page must hold: nothing that axe-core finds, one way to scroll, keys for everything."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["", "harbour-bridge/", "actors/", "actors/ada-brook/", "actors/a-z/a/", "calendar/", "questions/"]
PAGES += ["calendar/?view=month&month=2031-03", "topics/", "topics/harbour/", "archive/", "archive/2031-03/"]
PAGES += ["search/", "search/?q=bridge", "about/", "404.html"]
PHONE, DESK = 360, 1280
MOST = 60 * 1024  # bytes of HTML
OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true })"

# Everything that Tab must stop at, each marked with its number; of a group of radio buttons it stops at one.
STOPS = """() => {
    const kinds = "a[href], button:not([hidden]), input, select, textarea, summary, [tabindex='0']";
    const all = document.querySelectorAll(kinds);
    const folded = "details:not([open]) > :not(summary)";
    const seen = [...all].filter(one => !one.disabled && one.tabIndex >= 0 && !one.closest(folded)
        && one.checkVisibility({visibilityProperty: true}));
    const groups = new Set();
    const stops = seen.filter(one => one.type !== "radio" || !groups.has(one.name) && groups.add(one.name));
    stops.forEach((one, number) => { one.dataset.stop = number });
    seen.filter(one => one.type === "radio").forEach(one => {
        one.dataset.stop = stops.find(stop => stop.name === one.name).dataset.stop;
    });
    return stops.length;
}"""
# What has the focus: its number, and whether it looks different; what is drawn by its label shows it there.
FOCUSED = """() => {
    const one = document.activeElement;
    const marks = part => ["outlineStyle", "boxShadow"].some(key => getComputedStyle(part)[key] !== "none");
    const label = one.matches(".md-option, .md-toggle, .br-find__kinds input");
    const shown = one === document.body || label || marks(one) || marks(one.parentElement);
    return [one.dataset?.stop ?? null, shown, one.outerHTML.slice(0, 120)];
}"""


def opened(page: Any, address: str) -> None:
    """Go to a page and wait until all that it shows is there."""
    page.goto(address)
    if "search/?q" in address:
        page.locator(".br-hit__link").first.wait_for()
    if "view=month" in address:
        page.locator(".br-grid").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing(browser: Any, site: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    found = []
    for address in PAGES:
        opened(page, site + address)
        page.evaluate(OPENED)
        found += violations(page, address or "home")
    page.goto(site)
    if width == PHONE:
        page.get_by_role("button", name="Menu").press("Enter")
        page.locator(".md-sidebar--primary a").first.wait_for()
        found += violations(page, "open menu")
    else:
        page.keyboard.press("/")
        page.keyboard.type("bridge")
        page.locator(".br-search [role=option]").first.wait_for()
        found += violations(page, "open search")
    context.close()
    assert not found, "\n".join(found)


def violations(page: Any, name: str) -> list[str]:
    """What axe-core finds on a page as it stands."""
    found = Axe().run(page).response["violations"]
    return [f"{name}: {one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light(page: Any, site: str, address: str) -> None:
    answer = page.request.get(site + address)
    assert 0 < len(answer.body()) < MOST


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_scrolls_no_page_sideways(page: Any, site: str, address: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 740})
    opened(page, site + address)
    page.evaluate(OPENED)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


@pytest.mark.parametrize(
    ("address", "width"), [*((address, PHONE) for address in PAGES), ("harbour-bridge/", DESK)]
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Any, site: str, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, site + address)
    wanted, reached = page.evaluate(STOPS), set()
    for _ in range(2 * wanted + 20):  # a date has several stops; past the end lies the beginning
        page.keyboard.press("Tab")
        number, shown, element = page.evaluate(FOCUSED)
        assert shown, f"nobody sees that this has the focus: {element}"
        reached |= {number} - {None}
        if len(reached) == wanted:
            break
    missed = [
        page.locator(f"[data-stop='{number}']").first.evaluate("one => one.outerHTML.slice(0, 120)")
        for number in range(wanted)
        if str(number) not in reached
    ]
    assert wanted and not missed


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_menu_opens_and_closes_by_keyboard(page: Any, site: str, key: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.goto(site + "harbour-bridge/")
    menu, button = page.locator(".md-sidebar--primary"), page.get_by_role("button", name="Menu")
    button.wait_for()
    calendar = menu.get_by_role("link", name="Calendar")
    assert not calendar.is_visible(), "what is out of view is out of reach"
    button.press(key)
    calendar.wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    calendar.wait_for(state="hidden")
    assert button.evaluate("button => button === document.activeElement")
    assert button.get_attribute("aria-expanded") == "false"
    button.press(key)
    calendar.wait_for()
    calendar.press("Enter")
    page.wait_for_url("**/calendar/")
    page.set_viewport_size({"width": DESK, "height": 740})
    assert not page.get_by_role("button", name="Menu").is_visible(), "the tabs are there"


def test_the_menu_and_the_dark_colours_need_no_script(browser: Any, site: str) -> None:
    size = {"width": PHONE, "height": 740}
    context = browser.new_context(java_script_enabled=False, color_scheme="dark", viewport=size)
    page = context.new_page()
    page.goto(site)
    assert (
        page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(21, 24, 27)"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator(".md-sidebar--primary").get_by_role("link", name="Calendar").click()
    page.wait_for_url("**/calendar/")
    context.close()
