"""Every page of the example site is light: under 60 KB of HTML as it is published."""

from __future__ import annotations

from pathlib import Path

import publishing
import pytest

from generator import crossindex, editorial, history, publish, render, settings, store
from generator.publish import heads, policy
from generator.publish.build import read_twins

MOST = 60 * 1024  # bytes


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """The bytes of each HTML file of the example site, made anew from its twins."""
    folder, committed = tmp_path_factory.mktemp("sizes"), publishing.ROOT / "briefings"
    found, said = read_twins(committed), editorial.read(publishing.ROOT / "content")
    past = history.read(committed)
    chosen = settings.read(publishing.ROOT / "mkdocs.yml")
    store.write(folder / "docs", render.pages(crossindex.build(found, said), found, chosen, past=past))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("SITE_URL", publishing.ADDRESS)
        site = publish.build(publishing.ROOT / "mkdocs.yml", folder / "docs", folder / "site", said)
    publish.publish(site, [step for step in publish.STEPS if step in _IN_THE_PAGE])
    return {path: (site.folder / path).stat().st_size for path in site.pages()}


_IN_THE_PAGE = (heads.files, policy.files)  # the steps that make pages longer


@pytest.mark.parametrize(
    "kind",
    [
        "index.html", "ai-act/*/index.html", "actors/index.html", "actors/*/index.html",
        "topics/*/index.html", "calendar/index.html",
        "calendar/*/index.html", "questions/index.html", "archive/*/index.html",
        "search/index.html", "about/index.html", "404.html",
    ],
)  # fmt: skip
def test_pages_of_each_kind_are_light(pages: dict[str, int], kind: str) -> None:
    sizes = {path: size for path, size in pages.items() if Path(path).match(kind)}
    assert sizes and {path: size for path, size in sizes.items() if size >= MOST} == {}


def test_no_page_is_heavy(pages: dict[str, int]) -> None:
    assert {path: size for path, size in pages.items() if size >= MOST} == {}
