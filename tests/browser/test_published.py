"""The published site in a browser: what its policy allows and forbids, under a sub-path, everywhere."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.request import urlopen

import feedparser
import pytest
from PIL import Image

PAGES = ("", "harbour-bridge/", "ferry/", "bad-0/", "actors/", "actors/ada-brook/", "calendar/", "questions/")
OVERVIEWS = (
    "topics/",
    "archive/",
    "archive/2031-03/",
    "about/",
    "search/?q=bridge",
    "404.html",
    "no/such/page/",
)

APPEND, INSERT = "document.body.append", "document.body.insertAdjacentHTML('beforeend', "


@pytest.mark.parametrize("address", [*PAGES, *OVERVIEWS])
def test_no_page_asks_for_what_it_may_not(page: Any, site: str, address: str) -> None:
    """The fixture fails the test on a request that leaves the site, an error or a violation."""
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    policies = page.locator("meta[http-equiv='Content-Security-Policy']")
    if address == "no/such/page/":
        assert policies.count() == 0, "the server's own page"
        return
    assert policies.count() == 1
    policy = policies.get_attribute("content")
    assert "'unsafe-inline'" not in policy and "'unsafe-eval'" not in policy and "http" not in policy
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme='slate']").wait_for()  # the theme's own scripts run


@pytest.fixture
def violations(browser: Any, site: str) -> Any:
    """A page, and what its policy forbade."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(site + "harbour-bridge/")
    opened.evaluate("""() => {
        window.found = [];
        window.first = new Promise(done => addEventListener("securitypolicyviolation", event => {
            found.push(event.effectiveDirective);
            done();
        }));
    }""")
    yield opened
    context.close()


@pytest.mark.parametrize(
    ("does", "forbidden"),
    [
        (
            f"{APPEND}(Object.assign(document.createElement('script'), {{text: 'hacked = 1'}}))",
            "script-src-elem",
        ),
        (f"{INSERT}'<img src=x onerror=\"hacked = 1\">')", "script-src-attr"),
        (f"{INSERT}'<img src=https://evil.example/x.png>')", "img-src"),
        (f"{INSERT}'<iframe src=https://evil.example/></iframe>')", "frame-src"),
        (f"{INSERT}'<p style=\"color: red\">x</p>')", "style-src-attr"),
        ("fetch('https://evil.example/').catch(() => {})", "connect-src"),
        (f"{INSERT}'<base href=https://evil.example/>')", "base-uri"),
    ],
)
def test_what_an_article_might_try_is_stopped(violations: Any, does: str, forbidden: str) -> None:
    violations.evaluate(f"() => {{ {does} }}")
    # Playwright's own waiting polls with a script that the policy may forbid.
    violations.evaluate("Promise.race([first, new Promise(done => setTimeout(done, 5000))])")
    assert violations.evaluate("window.found") == [forbidden]
    assert violations.evaluate("window.hacked") is None


def test_links_of_every_page_stay_below_the_sub_path(page: Any, site: str) -> None:
    for address in (*PAGES, *OVERVIEWS[:-1]):
        page.goto(site + address)
        found = page.evaluate(
            "[...document.querySelectorAll('a[href], link[href], script[src], img[src]')]"
            ".map(e => e.href || e.src).filter(url => new URL(url).host === location.host)"
        )
        assert found and [url for url in found if not url.startswith(site)] == [], address


def test_the_page_that_says_there_is_none_leads_on_from_anywhere(page: Any, site: str) -> None:
    """A server shows it at any depth, so that its links must not depend on where it is shown."""
    with urlopen(site + "404.html") as answer:
        content = answer.read().decode()
    page.route("**/deep/down/nowhere/", lambda route: route.fulfill(body=content, content_type="text/html"))
    page.goto(site + "deep/down/nowhere/")
    page.locator("article").get_by_role("link", name="Calendar").click()
    page.wait_for_url(site + "calendar/")
    assert page.locator("h1").inner_text().startswith("Calendar")


def test_what_a_page_says_of_itself_is_there(page: Any, site: str) -> None:
    page.goto(site + "harbour-bridge/")
    card = page.locator("meta[property='og:image']").get_attribute("content")
    with urlopen(card) as answer, Image.open(io.BytesIO(answer.read())) as image:
        assert image.size == (1200, 630)
    data = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert data["@graph"][0]["@type"] == "NewsArticle"
    page.goto(site + "actors/ada-brook/")
    feed = page.locator("link[type='application/atom+xml']").evaluate("link => link.href")
    with urlopen(feed) as answer:
        found = feedparser.parse(answer.read())
    assert not found.bozo and found.entries
    page.goto(found.entries[0].link)
    assert found.entries[0].title in page.locator("h1").inner_text()


def test_the_data_is_one_click_away(page: Any, site: str) -> None:
    page.goto(site + "harbour-bridge/")
    page.get_by_role("link", name="JSON").click()
    page.wait_for_url(site + "harbour-bridge.json")
    page.goto(site + "harbour-bridge/")
    with urlopen(page.get_by_role("link", name="Markdown").evaluate("link => link.href")) as answer:
        assert answer.read().decode().startswith("---\ntitle:")
