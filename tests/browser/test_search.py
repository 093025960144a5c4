"""The search in headless Chromium: keyboard, filters, landing on an item, hostile words, address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from generator.model import Briefing

HIT = ".br-hit__link"


def look_for(page: Any, words: str) -> Any:
    """Type into the box in the header; returns the options found."""
    page.keyboard.press("/")
    page.keyboard.type(words, delay=10)
    found = page.locator(".br-search [role=option]")
    found.filter(has_text=f"All results for “{words}”").wait_for()  # not those for half of the words
    return found


def settled(page: Any) -> list[str]:
    """The hits, once they have stopped changing: typing and filters search anew."""
    page.locator(HIT).first.wait_for()
    before: list[str] | None = None
    while (found := page.locator(".br-hit").all_inner_texts()) != before:
        before = found
        page.wait_for_timeout(400)
    return found


def arrived_at(page: Any) -> Any:
    """The item that a link led to, as the reader sees it."""
    return page.evaluate("""() => {
        const at = document.querySelector(":target");
        const item = at?.closest("li") ?? at;
        const box = item?.getBoundingClientRect();
        return item && {id: at.id, text: item.innerText, ground: getComputedStyle(item).backgroundColor,
                        seen: box.top >= 0 && box.bottom <= innerHeight};
    }""")


def test_an_actor_is_found_with_the_keyboard_alone(page: Any, site: str) -> None:
    page.goto(site)
    options = look_for(page, "Ada Brook")
    box = page.locator(".br-search input")
    assert box.get_attribute("role") == "combobox" and box.get_attribute("aria-expanded") == "true"
    kinds = options.locator(".br-search__kind").all_inner_texts()
    assert kinds[0] == "Actor"
    page.keyboard.press("ArrowUp")
    assert page.locator("[aria-selected=true]").inner_text() == "All results for “Ada Brook”"
    page.keyboard.press("ArrowDown")
    assert not page.locator(".br-search [aria-selected=true]").count(), "past the end lies the box"
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".br-search [aria-selected=true]")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/ada-brook/")


def test_escape_closes_and_enter_opens_the_search_page(page: Any, site: str) -> None:
    page.goto(site + "harbour-bridge/")
    look_for(page, "bridge")
    page.keyboard.press("Escape")
    assert not page.locator(".br-search__panel").is_visible()
    assert page.locator(".br-search input").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=bridge")
    page.locator(HIT).first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"document.activeElement.matches('{HIT}')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_filtered_hit_lands_on_its_item(page: Any, site: str) -> None:
    page.goto(site + "search/?q=bridge")
    page.locator(HIT).first.wait_for()
    kinds = set(page.locator(".br-hit__kind").all_inner_texts())
    assert {"Briefing", "Position"} <= kinds
    page.get_by_label("Positions", exact=True).check()
    page.wait_for_url("**&kind=position")
    # Not by a script of the test's: the page's policy lets no text be run as one.
    page.locator(".br-hit__kind").filter(has_not_text="Position").first.wait_for(state="detached")
    assert set(page.locator(".br-hit__kind").all_inner_texts()) == {"Position"}
    first = page.locator(HIT).first
    assert first.locator("mark").first.inner_text().lower().startswith("bridge")
    words = first.locator(".br-hit__text").inner_text().strip("… ")
    first.click()
    page.wait_for_url("**/#p-*")
    landed = arrived_at(page)
    assert landed["seen"] and landed["ground"] != "rgba(0, 0, 0, 0)", "the item is in view and marked"
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert words.split(".")[0] in arrived_at(page)["text"].replace("\n", " ")


def test_filters_narrow_to_actor_topic_and_days(page: Any, site: str) -> None:
    def titles(query: str) -> set[str]:
        page.goto(f"{site}search/?{query}")
        page.locator(".br-find__status:not(:empty)").wait_for()
        return set(page.locator(".br-hit").all_inner_texts())

    everything = titles("q=harbour")
    held = titles("kind=position&actor=Ada+Brook")
    assert held and all("Ada Brook" in hit for hit in held)
    assert titles("kind=position&actor=Nobody+Atall") == set()
    page.goto(site + "search/?q=harbour")
    page.locator(HIT).first.wait_for()
    days = sorted(page.locator(".br-hit time").evaluate_all("all => all.map(one => one.dateTime)"))
    assert titles(f"q=harbour&to={days[0]}") <= everything
    assert titles("q=harbour&to=1999-12-31") == set() == titles("q=harbour&from=2099-01-01")
    topic = page.evaluate("[...document.querySelector('#find-topic').options].map(one => one.value)[1]")
    assert titles(f"topic={topic}") and titles(f"topic={topic}") != everything
    assert titles("topic=no-such-topic") == set()


def test_a_search_can_be_shared_and_actors_are_suggested(page: Any, site: str) -> None:
    page.goto(site + "search/")
    page.locator("#find-q:focus").wait_for()
    page.keyboard.type("harbour")
    page.get_by_label("Actor", exact=True).type("ada")
    page.locator("#find-actors option[value='Ada Brook']").wait_for(state="attached")
    page.get_by_label("Actor", exact=True).fill("Ada Brook")
    page.locator("#find-from").fill("2031-01-01")
    page.wait_for_url("**from=*")
    assert parse_qs(urlsplit(page.url).query) == {
        "q": ["harbour"],
        "actor": ["Ada Brook"],
        "from": ["2031-01-01"],
    }
    hits = settled(page)
    page.goto(page.url)
    assert settled(page) == hits
    assert page.locator("#find-q").input_value() == "harbour"
    page.get_by_role("button", name="Clear").click()
    page.wait_for_url("**/search/")
    assert not page.locator(HIT).count()


def test_a_name_comes_first_and_common_words_do_not_hide_anything(page: Any, site: str) -> None:
    page.goto(site + "search/?q=the+ada+brook")
    page.locator(HIT).first.wait_for()
    first = page.locator(".br-hit").first
    assert first.locator(".br-hit__kind").inner_text() == "Actor"
    assert first.locator(HIT).first.get_attribute("href").endswith("/actors/ada-brook/")
    page.goto(site + "search/?q=the")
    page.locator(HIT).first.wait_for()


def test_nothing_is_fetched_before_the_box_is_used(page: Any, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/pagefind/" in url or "/search-" in url]
    look_for(page, "bridge")
    assert [url for url in asked if url.startswith(f"{site}pagefind/")], "the index stands below the sub-path"


def test_hostile_words_are_found_as_text(page: Any, site: str, hostile: list[Briefing]) -> None:
    page.goto(site)
    options = look_for(page, "script")
    assert any("<script" in text for text in options.all_inner_texts())
    page.goto(site + "search/?q=onerror")
    page.locator(HIT).first.wait_for()
    for where in (".br-hits", ".br-search"):
        assert not page.locator(f"{where} :is(img, script, iframe, style, object, base)").count()
        assert not page.locator(f"{where} [onerror], {where} [onload]").count()
    assert any("<img" in text for text in page.locator(".br-hit").all_inner_texts())
    assert page.evaluate(f"[...document.querySelectorAll('{HIT}')].every(a => a.href.startsWith('{site}'))")
    page.goto(site + "search/?" + "q=%3Cimg+src%3Dx+onerror%3Dwindow.hacked%3D1%3E&actor=%22%3E%3Cscript%3E")
    page.locator(".br-find__status:not(:empty)").wait_for()
    assert page.evaluate("window.hacked") is None


def test_without_scripts_the_box_leads_to_other_ways(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator(".br-search input").fill("bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=bridge")
    page.locator("noscript").get_by_role("link", name="archive").click()
    assert page.locator("h1").inner_text().startswith("Archive")
    context.close()
