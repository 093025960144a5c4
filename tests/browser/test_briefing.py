"""A briefing's page in headless Chromium: its links to items, citations, the strip, dates, and paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

ADDRESS = "harbour-bridge/"


@pytest.fixture
def clipboard(page: Any, site: str) -> Iterator[Any]:
    """A function that reads the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield lambda: page.evaluate("navigator.clipboard.readText()")


def share(page: Any, item: str, label: str) -> Any:
    """A button beside an item's permanent link."""
    return page.locator(f".br-permalink[href='#{item}'] + .br-share button", has_text=label)


def items(page: Any, kind: str) -> list[str]:
    """The ids of a page's items of one kind: p, q, e or actor."""
    links = page.locator(f".br-permalink[href^='#{kind}-']")
    return [str(link)[1:] for link in links.evaluate_all("all => all.map(a => a.getAttribute('href'))")]


@pytest.mark.parametrize("kind", ["actor", "p", "q", "e"])
def test_a_copied_link_leads_back_to_its_item(page: Any, site: str, clipboard: Any, kind: str) -> None:
    page.goto(site + ADDRESS)
    last = items(page, kind)[-1]
    page.goto(f"{site}{ADDRESS}#{last}")
    share(page, last, "Copy link").focus()
    page.keyboard.press("Enter")
    page.locator("[role=status]", has_text="Link copied").wait_for(state="attached")
    assert clipboard() == f"{site}{ADDRESS}#{last}"
    page.goto("about:blank")
    page.goto(f"{site}{ADDRESS}#{last}")
    item = page.locator("li").filter(has=page.locator(f".br-permalink[href='#{last}']")).last
    item.wait_for(state="visible")
    assert item.evaluate("item => getComputedStyle(item).backgroundColor") != "rgba(0, 0, 0, 0)"
    top = item.evaluate("item => item.getBoundingClientRect().top")
    assert 0 <= top < 900, "the item is in view"


def test_who_arrives_at_a_holders_later_position_sees_who_says_it(page: Any, site: str) -> None:
    """The name stands above the first; at the others it is shown to who arrives there."""
    page.goto(site + ADDRESS)
    holders = page.locator(".br-holder").filter(has=page.locator(".br-items > li:nth-child(2)"))
    name = holders.first.locator("h3 a").inner_text()
    items = holders.first.locator(".br-items > li")
    ids = [items.nth(number).get_attribute("id") for number in (0, 1)]
    for ident, shown in zip(ids, ("none", f'"{name}"'), strict=True):
        page.goto("about:blank")
        page.goto(f"{site}{ADDRESS}#{ident}")
        target = page.locator("li:target")
        assert target.evaluate("item => getComputedStyle(item, '::before').content") == shown


def test_a_citation_names_who_said_it_and_where(page: Any, site: str, clipboard: Any) -> None:
    page.goto(site + ADDRESS)
    quoted = page.locator(".br-item--direct").first
    ident = str(quoted.get_attribute("id"))
    holder = quoted.locator("xpath=ancestor::section").locator("h3 a").inner_text()
    share(page, ident, "Cite").evaluate("button => button.click()")
    page.locator("[role=status]", has_text="Citation copied").wait_for(state="attached")
    said, source, link = clipboard().split("\n")
    assert said.startswith(quoted.locator("blockquote").inner_text().strip()) and holder in said
    assert "“Council weighs harbour bridge" in source and "2031" in source
    assert link == f"Briefing: {site}{ADDRESS}#{ident}"
    told = str(page.locator(".br-item--indirect[id]").first.get_attribute("id"))
    share(page, told, "Cite").evaluate("button => button.click()")
    page.wait_for_function("id => navigator.clipboard.readText().then(text => text.endsWith(id))", arg=told)
    assert "(paraphrase): " in clipboard() and "“" not in clipboard().split("\n")[0]


def test_without_leave_for_the_clipboard_the_text_is_offered(page: Any, site: str) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false;"
    )
    page.goto(site + ADDRESS)
    first = items(page, "p")[0]
    button = share(page, first, "Copy link")
    button.focus()
    page.keyboard.press("Enter")
    field = page.locator(".br-share__text")
    field.wait_for()
    assert field.input_value() == f"{site}{ADDRESS}#{first}"
    assert page.evaluate("getSelection().toString()") == field.input_value(), "it is selected"
    page.keyboard.press("Escape")
    field.wait_for(state="detached")
    assert button.evaluate("button => button === document.activeElement")


def test_the_strip_names_what_comes_next_on_the_readers_day(page: Any, site: str) -> None:
    following = page.locator(".br-glance__next li:visible")
    seen = []
    for day in ("2031-03-05", "2031-03-08"):
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.goto(site + ADDRESS)
        assert following.count() == 1 and str(following.get_attribute("data-end")) >= day
        seen.append(following.inner_text())
    assert seen[0] != seen[1]
    page.clock.set_fixed_time("2060-01-01T12:00:00")
    page.goto(site + ADDRESS)
    assert not following.count() and page.locator(".br-glance [data-upcoming-none]").is_visible()


@pytest.mark.parametrize(
    ("locale", "shown"), [("en-US", "March 4, 2031"), ("en-GB", "4 March 2031"), ("sv-SE", "2031-03-04")]
)
def test_dates_stand_in_the_readers_order(browser: Any, site: str, locale: str, shown: str) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(site + ADDRESS)
    assert page.locator(".br-byline--page time").inner_text() == shown
    assert page.locator(".br-byline--page time").get_attribute("datetime") == "2031-03-04"
    context.close()


def test_a_briefing_prints_on_two_pages_with_its_links(page: Any, site: str) -> None:
    page.goto(site + ADDRESS)
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "".join("".join(one.extract_text().split()) for one in paper.pages)
    assert len(paper.pages) <= 2
    source = page.locator(".br-byline--page a[rel~=external]").get_attribute("href")
    assert f"({source})" in text, "the address of the source is printed"
    positions = items(page, "p")
    assert positions and all(f"#{ident}" in text for ident in positions), "folded ones too"
    assert "Copylink" not in text
