"""Corrected items as a reader's browser shows them, and the way to the file that corrects one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import corrected
import publishing
import pytest
import serving

from generator import crossindex, render, store
from generator.settings import Settings

FORGE = Settings(
    edit_url="https://forge.example/news/edit/main/content/{path}",
    new_url="https://forge.example/news/new/main?filename=content/{path}&value={entry}",
)
SAID = """
actors:
  - {item: Brook, name: "Ada <b>Brook</b>", role: mayor of Dale}
  - {item: council, merge: [Hale]}
positions:
  - {item: p-3c, holder: Brook, type: concern}
  - {item: p-2b, hide: true}
  - add: it must be closed at once
    holder: Brook
    type: demand
    evidence: Hale said that it must be closed at once.
questions:
  - {item: q-4d, question: "Who will pay for the repair of the bridge?"}
events:
  - {item: e-5e, date: 2031-03-10, status: postponed}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with one corrected briefing, and others without corrections."""
    folder = tmp_path_factory.mktemp("corrected")
    briefings = [corrected.corrected(folder, SAID).briefing, *publishing.load_briefings()]
    store.write(folder / "docs", render.pages(crossindex.build(briefings), briefings, FORGE))
    publishing.build(folder / "docs", folder / "www" / "some" / "repo", url="")
    with serving.answering(serving.files(folder / "www")) as address:
        yield f"{address}/some/repo/"


def item(page: Any, ident: str) -> Any:
    return page.locator("li").filter(has=page.locator(f".br-permalink[href='#{ident}']")).last


def test_a_corrected_item_says_what_it_was(page: Any, site: str) -> None:
    page.goto(f"{site}dale/bridge/")
    wanted = {
        "actor-brook": "Corrected by an editor. Before: name “Brook”, role “mayor”.",
        "actor-council": "Corrected by an editor. Joined with “Hale”.",
        "p-3c": "Corrected by an editor. Before: holder “the mayor”, type “Says”.",
        "q-4d": "Corrected by an editor. Before: wording “Who pays for the repair?”.",
        "e-5e": "Corrected by an editor. Before: status “Scheduled”, date 7 March 2031.",
    }
    for ident, note in wanted.items():
        shown = item(page, ident).locator(".br-corrected")
        assert shown.is_visible() and shown.inner_text() == note
    assert page.locator(".br-corrected", has_text="Added by an editor.").count() == 1
    assert page.locator(".br-corrected").count() == len(wanted) + 1, "nothing else says so"
    assert "Ada <b>Brook</b>" in item(page, "actor-brook").inner_text(), "an editor's text is text"
    assert page.locator("#p-2b").count() == 0
    assert "named above, corrected by an editor;" in page.locator(".br-foot").inner_text()


def test_the_way_to_the_file_is_asked_of_nobody_before_it_is_gone(page: Any, site: str) -> None:
    page.goto(f"{site}dale/bridge/")
    link = item(page, "p-3c").get_by_role("link", name="Correct this position")
    assert (
        link.get_attribute("href")
        == "https://forge.example/news/edit/main/content/dale/bridge.corrections.yml"
    )
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).opacity") == "1", "it shows for the keyboard"


def test_a_site_without_a_forge_has_no_such_links(page: Any, site: str) -> None:
    page.goto(f"{site}harbour-bridge/")
    assert "named above;" in page.locator(".br-foot").inner_text()
    assert page.locator(".br-permalink").count() > 0 and page.locator(".br-correct").count() == 0, (
        "no file known"
    )


def test_a_first_correction_begins_with_the_item() -> None:
    read = corrected.briefing()
    page = render.pages(crossindex.build([read]), [read], FORGE)["dale/bridge.md"]
    [line] = [line for line in page.split("\n") if "#p-1a" in line]
    address = line.split('href="')[-1].partition('"')[0]
    asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert asked["filename"] == ["content/dale/bridge.corrections.yml"]
    assert asked["value"] == ["positions:\n  - item: p-1a  # the old bridge is safe\n    "]
    bare = render.pages(crossindex.build([read]), [read], Settings())["dale/bridge.md"]
    assert "br-correct" not in bare and "corrections.yml" not in bare
