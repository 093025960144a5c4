"""The published site: its files, the same bytes every time, and what stops it."""

from __future__ import annotations

import gzip
import os
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from pathlib import Path

import publishing
import pytest

from generator import publish
from generator.errors import GeneratorError
from generator.publish import disk, sitemap
from generator.publish.build import read_twins


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> publish.Site:
    folder = tmp_path_factory.mktemp("publish")
    return publishing.build(
        publishing.generate(folder / "docs", publishing.load_briefings()), folder / "site"
    )


def test_the_records_are_read_back_from_the_twins(site: publish.Site) -> None:
    assert {b.id for b in read_twins(site.docs)} == {b.id for b in publishing.load_briefings()}
    assert site.index.briefings[0].id == "docks/2031/strike", "newest first"


def test_each_briefing_has_both_twins_beside_its_page(site: publish.Site) -> None:
    for briefing in site.index.briefings:
        assert (site.folder / briefing.id / "index.html").is_file()
        for suffix in ("md", "json"):
            twin = site.folder / f"{briefing.id}.{suffix}"
            assert twin.read_bytes() == (site.docs / f"{briefing.id}.{suffix}").read_bytes()


def test_the_sitemap_dates_pages_by_their_articles(site: publish.Site) -> None:
    content = (site.folder / "sitemap.xml").read_bytes()
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) == content
    names = {"s": sitemap.NAMESPACE}
    listed = {
        page.findtext("s:loc", namespaces=names): page.findtext("s:lastmod", namespaces=names)
        for page in ElementTree.fromstring(content).findall("s:url", names)
    }
    for briefing in site.index.briefings:
        published = briefing.article.published
        day = published.isoformat() if published else None
        assert listed[f"{publishing.ADDRESS}{briefing.id}/"] == day
    assert listed[publishing.ADDRESS] == sitemap.newest(site.index.briefings).isoformat()
    assert listed[f"{publishing.ADDRESS}about/"] is None, "it is about no article"
    pages = {site.address(path.relative_to(site.docs).as_posix()) for path in site.docs.rglob("*.md")}
    assert set(listed) == pages


def test_the_day_of_a_change_counts() -> None:
    first = publishing.load_briefings()[1]
    changed = replace(first, article=replace(first.article, modified=date(2031, 5, 1)))
    assert sitemap.newest([first, changed]) == date(2031, 5, 1)


def test_twice_gives_the_same_bytes_at_any_time(
    site: publish.Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")  # MkDocs' clock
    again = publishing.build(site.docs, tmp_path / "site")
    first, second = publishing.contents(site.folder), publishing.contents(again.folder)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_a_site_without_an_address_has_no_sitemap(site: publish.Site, tmp_path: Path) -> None:
    folder = publishing.build(site.docs, tmp_path / "site", url="").folder
    assert not list(folder.glob("sitemap*"))
    assert (folder / "index.html").is_file()


def test_an_address_gets_its_slash(site: publish.Site, tmp_path: Path) -> None:
    again = publishing.build(site.docs, tmp_path / "site", url="https://news.example/x")
    assert again.address("harbour-bridge.md", "p-1") == "https://news.example/x/harbour-bridge/#p-1"
    assert again.address("index.md") == "https://news.example/x/"
    assert again.address("feed.xml") == "https://news.example/x/feed.xml"


def test_a_broken_link_stops_it(site: publish.Site, tmp_path: Path) -> None:
    docs = publishing.generate(tmp_path / "docs", publishing.load_briefings())
    (docs / "about.md").write_text("[nowhere](missing.md)\n", encoding="utf-8")
    with pytest.raises(GeneratorError, match="not built: Aborted with 1 warning"):
        publishing.build(docs, tmp_path / "site")


@pytest.mark.parametrize("path", ["../out.txt", "a/../../out.txt", ".", "link/out.txt"])
def test_nothing_is_written_outside_the_site(tmp_path: Path, path: str) -> None:
    (tmp_path / "site").mkdir()
    os.symlink(tmp_path, tmp_path / "site" / "link")
    with pytest.raises(GeneratorError, match="leads out of"):
        disk.write(tmp_path / "site", [(path, b"x")])
    assert not (tmp_path / "out.txt").exists()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").mkdir()
    with pytest.raises(GeneratorError, match=r"feed\.xml: cannot be written"):
        disk.write(tmp_path, [("feed.xml", b"x")])
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"], "no half file is left"


def test_an_installed_package_brings_its_theme(site: publish.Site, tmp_path: Path) -> None:
    """Settings that stand anywhere need not know where the package is; their own files come first."""
    written = (publishing.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    own = tmp_path / "own" / "assets" / "briefings"
    own.mkdir(parents=True)
    (own / "tokens.css").write_text("/* ours */", encoding="utf-8")
    for name, line in (("without.yml", ""), ("with.yml", "custom_dir: own")):
        config = tmp_path / name
        config.write_text(written.replace("custom_dir: generator/theme", line), encoding="utf-8")
        folder = publishing.build(site.docs, tmp_path / f"site-{name}", config=config).folder
        assert (folder / "assets" / "briefings" / "briefings.js").is_file()
        styles = (folder / "assets" / "briefings" / "site.css").read_text(encoding="utf-8")
        assert ("/* ours */" in styles) == bool(line) and ".br-holder" in styles and "{%" not in styles
        assert "assets/briefings/site.css" in (folder / "index.html").read_text(encoding="utf-8")
