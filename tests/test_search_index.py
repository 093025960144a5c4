"""Built pages → what can be found → Pagefind's index, the same every time."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import cbor2
import publishing
import pytest
from lxml import html
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from generator import preview, search
from generator.errors import GeneratorError
from generator.search import engine, entries, records

PAGE = """<!doctype html><html><body><article>
<h1 id="t">Council weighs &lt;b&gt; bridge<a class="headerlink" href="#t">#</a></h1>
<div data-search="briefing"><time datetime="2031-03-04">4 March</time></div>
<p><a class="br-topic" href="../../topics/public-works/">Public works</a></p>
<h2 id="in-brief">In brief</h2><ul><li>The first line.</li><li>The second.</li></ul>
<ul><li id="actor-a" data-search="actor" data-search-actors="Ada Brook"><span class="br-actor__name"><a
 href="../actors/ada-brook/">Brook</a></span></li>
<li id="actor-b" data-search="actor" data-search-actors="Residents">
<span class="br-actor__name">residents</span>
<span>neighbours</span><span data-search-exclude>2 mentions</span></li></ul>
<ul><li id="p-1" data-search="position" data-search-actors="Ada Brook|Gazette">
<p data-search-exclude>Says</p><blockquote><p>“no toll”</p></blockquote>
<details><summary data-search-exclude>In the article</summary>
<p>There is <mark>no toll</mark>, she said.</p></details>
</li><li id="p-2" data-search="position" data-search-actors="Residents">
<p>a noisy … road</p><p>They fear noise.</p></li></ul>
<ul><li data-search="question"><h3 id="q-1">Who pays?</h3><p>It is open who pays.</p></li></ul>
<p>Not said to be found.</p></article></body></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small published site."""
    folder = tmp_path_factory.mktemp("searched")
    docs = publishing.generate(folder / "docs", publishing.load_briefings())
    return publishing.build(docs, folder / "site").folder


def found() -> entries.FoundPage:
    page = entries.of_page(PAGE.encode(), "2031/bridge/")
    assert page
    return page


def test_a_page_says_what_can_be_found_on_it() -> None:
    page = found()
    assert (page.title, page.day, page.topics) == (
        "Council weighs <b> bridge",
        "2031-03-04",
        ("public-works",),
    )
    assert page.actors == ("Ada Brook",), "those with a page of their own"
    own, residents, claim, noise, question = page.entries
    assert (own.kind, own.address, own.text) == ("briefing", "2031/bridge/", "The first line. The second.")
    assert (residents.kind, residents.label, residents.text) == ("actor", "Residents", "residents neighbours")
    assert (claim.address, claim.actors) == ("2031/bridge/#p-1", ("Ada Brook", "Gazette"))
    assert claim.label == "Ada Brook" and claim.text == "There is no toll, she said.", "said once"
    assert noise.text == "a noisy … road They fear noise."
    assert (question.kind, question.address) == ("question", "2031/bridge/#q-1")
    assert (question.label, question.text) == ("Who pays?", "It is open who pays.")


def test_pages_that_only_repeat_are_passed_over() -> None:
    assert entries.of_page(PAGE.replace(' data-search="briefing"', "").encode(), "x/") is None


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="write one of briefing, actor"):
        entries.of_page(PAGE.replace('"question"', '"riddle"').encode(), "x/")


def test_a_record_holds_one_kind_of_one_briefing() -> None:
    made = dict(records.of_pages([found()]))
    assert sorted(made) == [
        "actor/0.html",
        "briefing/2031/bridge/index.html",
        "position/2031/bridge/index.html",
        "question/2031/bridge/index.html",
    ]
    record = html.document_fromstring(made["position/2031/bridge/index.html"])
    assert record.xpath("//b/@id") == ["2031/bridge/#p-1", "2031/bridge/#p-2"]
    filters = {
        (key.removesuffix("[data-v]"), value)
        for key, value in zip(
            record.xpath("//@data-pagefind-filter"),
            record.xpath("//*[@data-pagefind-filter]/@data-v"),
            strict=True,
        )
    }
    assert filters == {
        ("kind-position", "yes"),
        ("topic-public-works", "yes"),
        ("year-2031", "2031-03"),
        ("day", "2031-03-04"),
        ("actor-a", "Ada Brook"),
        ("actor-g", "Gazette"),
        ("actor-r", "Residents"),
    }
    assert "Council weighs &lt;b&gt; bridge" in made["briefing/2031/bridge/index.html"], "escaped"


def test_an_actor_without_a_page_is_found_once_and_homonyms_with_pages_twice() -> None:
    def actor(address: str) -> entries.FoundPage:
        entry = entries.Entry("actor", address, "Ada Brook", "")
        return entries.FoundPage("Ada Brook", None, (), (), (entry,))

    pages = [found(), found(), actor("actors/ada-brook/"), actor("actors/ada-brook-2/")]
    record = html.document_fromstring(dict(records.of_pages(pages))["actor/0.html"])
    assert record.xpath("//b/@id") == ["actors/ada-brook-2/", "actors/ada-brook/", "2031/bridge/#actor-b"]


@pytest.mark.parametrize(
    ("name", "letter"), [("Élise", "other"), ("ada", "a"), ("Zoe", "z"), ("3M", "other")]
)
def test_actors_are_filed_by_their_first_letter(name: str, letter: str) -> None:
    assert records.initial(name) == letter


def test_the_same_pages_give_the_same_index(site: Path) -> None:
    again = dict(search.files(site))
    assert again == {path: data for path, data in publishing.contents(site).items() if path in again}
    assert {path.split("/")[1] for path in again} >= {"fragment", "index", "filter", "pagefind.js"}
    assert not [path for path in again if re.search(r"-ui\.|highlight|worker", path)], "nothing unused"


def test_filters_are_in_order_and_named_by_what_they_hold(site: Path) -> None:
    folder = site / search.FOLDER
    about = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"]["en"]

    def read(path: Path) -> list[object]:
        return list(cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")))

    listed = read(folder / f"pagefind.{about['hash']}.pf_meta")[3]
    assert isinstance(listed, list) and listed == sorted(listed)
    held = {name: read(folder / "filter" / f"{digest}.pf_filter") for name, digest in listed}
    assert len(held) == len(list((folder / "filter").iterdir())) and "kind-position" in held
    for name, (own, values) in held.items():  # type: ignore[misc]
        assert own == name and values == sorted(values)  # type: ignore[type-var]


def test_what_every_briefing_holds_is_indexed(site: Path) -> None:
    there = {entry.address for page in entries.of_site(site) for entry in page.entries}
    for briefing in publishing.load_briefings():
        items = [*briefing.positions, *briefing.open_questions, *briefing.events]
        assert {f"{briefing.id}/#{item.id}" for item in items} <= there
        assert f"{briefing.id}/" in there
    assert "actors/ada-brook/" in there


def test_an_index_that_is_of_no_use_any_more_is_taken_away(site: Path, tmp_path: Path) -> None:
    assert list(search.files(tmp_path)) == []
    old = tmp_path / search.FOLDER / "fragment" / "en_old.pf_fragment"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    assert list(search.files(tmp_path)) == [("pagefind/fragment/en_old.pf_fragment", None)]


def test_a_failing_engine_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.sys, "executable", "false")
    with pytest.raises(GeneratorError, match=r"search index cannot be made.*pip install"):
        engine.run(tmp_path, tmp_path / "out")


def test_the_preview_publishes_after_each_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    docs = publishing.generate(tmp_path / "docs", publishing.load_briefings())
    own = tmp_path / "own.py"
    own.write_text("", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        f"site_name: x\ntheme: material\nplugins: []\ndocs_dir: {docs}\nhooks: [own.py]\n", encoding="utf-8"
    )
    served: list[Path] = []

    def serve(config_file: str, dev_addr: str, **more: Any) -> None:
        assert dev_addr == "127.0.0.1:8001" and more["hooks"][0] == "own.py"
        loaded = load_config(config_file, site_dir=str(tmp_path / "site"), **more)
        build_site(loaded)
        served.append(Path(loaded.site_dir))

    monkeypatch.setattr(preview.serve, "serve", serve)
    content = tmp_path / "content"
    content.mkdir()
    wrong = tmp_path / "wrong.json"
    wrong.write_text('["skipped: <b>bad.md</b>: is empty"]', encoding="utf-8")
    preview.main(str(config), str(content), "127.0.0.1:8001", str(wrong))
    made = (
        "pagefind/pagefind.js",
        "harbour-bridge.md",
        "feed.xml",
        "calendar.ics",
        "actors/ada-brook/feed.xml",
    )
    for file in made:
        assert (served[0] / file).is_file(), file
    page = (served[0] / "harbour-bridge" / "index.html").read_text(encoding="utf-8")
    assert "skipped: &lt;b&gt;bad.md&lt;/b&gt;: is empty" in page, (
        "what is wrong stands above every page, as text"
    )
    assert 'type="text/markdown"' in page and "Content-Security-Policy" not in page
    (content / "actors.yml").write_text("actors:\n- nme: Ada Brook\n", encoding="utf-8")
    preview.main(str(config), str(content), "127.0.0.1:8001", str(wrong))
    assert "no such field: 'nme'" in caplog.text, "the server goes on, and says what is wrong"
