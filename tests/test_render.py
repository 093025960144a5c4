"""Briefings → pages and JSON: the form, what is shown, where links lead."""

from __future__ import annotations

import html
import json
import posixpath
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import across
import jsonschema
import pytest
import yaml
from growth import steps
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from generator import crossindex, render, store
from generator.editorial import ActorEntry, Editorial, Selector
from generator.history import History
from generator.model import Briefing, Evidence, ScheduledEvent
from generator.publish import disk, feeds, ics, twins
from generator.publish.site import Site
from generator.render import paths, twin, wording
from generator.settings import Settings

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "render"
SCHEMA = json.loads(twin.SCHEMA.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def briefings() -> list[Briefing]:
    files = sorted((CASES / "briefings").glob("*.json"))
    return [render.from_json(json.loads(path.read_text(encoding="utf-8"))) for path in files]


def pages(briefings: list[Briefing], settings: Settings = Settings(), **more: object) -> dict[str, str]:  # noqa: B008
    return render.pages(crossindex.build(briefings), briefings, settings, **more)  # type: ignore[arg-type]


class Links(HTMLParser):
    """Where a page leads, and the places on it that others may lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links, self.ids = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):  # type: ignore[no-untyped-def]
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if given.get(name)]


def test_json_is_the_published_form_and_reads_back(briefings: list[Briefing]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for briefing in briefings:
        value = render.to_json(briefing)
        jsonschema.validate(value, SCHEMA, format_checker=jsonschema.FormatChecker())
        assert render.from_json(json.loads(twin.dumps(value))) == briefing
    first = render.to_json(briefings[1])
    assert list(first)[:8] == [
        "schema_version",
        "id",
        "title",
        "published",
        "inferred",
        "source",
        "url",
        "licence",
    ]
    assert first["schema_version"] == 1 and first["actors"][0]["evidence"][0] == {"from": 0, "to": 1}
    broken = {**first, "events": [{**first["events"][0], "start": "soon"}]} if first["events"] else {}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("change", [{"schema_version": 2}, {"published": "2031-02-30"}, {"actors": [{}]}])
def test_what_is_no_briefing_is_refused(briefings: list[Briefing], change: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        render.from_json({**render.to_json(briefings[0]), **change})


def test_offsets_reach_the_data(briefings: list[Briefing]) -> None:
    actor = replace(briefings[0].actors[0], mentions=("X",), evidence=(Evidence(812, 817),))
    value = render.to_json(replace(briefings[0], actors=(actor,), positions=(), events=()))
    assert value["actors"][0]["evidence"] == [{"from": 812, "to": 817}]


def test_every_page_there_is(briefings: list[Briefing]) -> None:
    files = pages(briefings)
    assert {path for path in files if "/" not in path} == {
        "index.md", "calendar.md", "questions.md", "search.md", "about.md", "briefing.schema.json",
        "harbour-bridge.md", "harbour-bridge.json", "ferry.md", "ferry.json",
    }  # fmt: skip
    assert {path for path in files if path.startswith("actors/")} >= {
        "actors/index.md", "actors/ada-brook.md", "actors/dockers-union.md", "actors/norland.md",
    }  # fmt: skip
    assert "actors/northern-ferries.md" not in files and not any("one-docker" in path for path in files)
    assert {"topics/index.md", "topics/harbour.md", "topics/labour-disputes.md"} <= set(files)
    assert {"archive/index.md", "archive/2031-03.md", "archive/undated.md"} <= set(files)
    assert files == pages(list(reversed(briefings))), "the order of articles shows"
    for path in files:
        first = path.split("/")[0].split(".")[0]
        is_overview = first not in ("harbour-bridge", "ferry", "docks")
        assert is_overview == (first in paths.RESERVED or path == "briefing.schema.json"), path


def test_a_briefing_alone_is_the_same_page(briefings: list[Briefing]) -> None:
    index, files = crossindex.build(briefings), pages(briefings)
    for briefing in briefings:
        alone = {file.path: file.text() for file in render.briefing_files(briefing, index, Settings())}
        assert alone == {path: files[path] for path in (f"{briefing.id}.md", f"{briefing.id}.json")}


def test_a_briefing_page(briefings: list[Briefing]) -> None:
    files = pages(briefings)
    page = files["harbour-bridge.md"]
    order = ["# Council weighs", "## In brief", "## Actors", "## Positions", "## Open questions", "## Events"]
    assert [page.index(heading) for heading in order] == sorted(page.index(heading) for heading in order)
    assert "<q" not in page and "“We will open it to lorries”" in page, "a quotation has quotation marks"
    assert "“the old harbour bridge is safe”" not in page, "a paraphrase has none"
    for words in (
        "quotation",
        "paraphrase",
        "partly quoted",
        "via <a",
        "Dockers Union",
        "Friday 7 March 2031",
        "2032",
    ):
        assert words in page, words
    assert '<time datetime="2031-03-04">4 March 2031</time>' in page
    assert page.count('id="positions-ada-brook"') == 1 and "Show 2 more" in page, "a long list is folded"
    assert "<mark>the toll</mark>" not in page and "<mark>must fall</mark>" in page
    events = [
        page.index(f">{what}</h3>")
        for what in ("vote on the plan", "opening to lorries", "report on the pillars")
    ]
    assert events == sorted(events), "events stand in date order"
    assert "date and source inferred" in files["docks/2031/strike.md"] and "inferred" not in page
    for items in ("positions", "open_questions", "events"):
        for item in json.loads(files["harbour-bridge.json"])[items]:
            assert f'id="{item["id"]}"' in page and f'href="#{item["id"]}"' in page


def test_the_calendar_folds_what_was_over_before_the_newest_article(briefings: list[Briefing]) -> None:
    only = next(b for b in briefings if b.id == "harbour-bridge")
    since = only.article.published
    assert since and any(event.end and event.end >= since for event in only.events)
    past = replace(
        only.events[0], id="e-past", what="the old vote", start=date(2031, 1, 8), end=date(2031, 1, 8)
    )
    calendar = pages([replace(only, events=(*only.events, past))])["calendar.md"]
    folded, current = calendar.split("</details>")
    assert "Earlier: 1 event<" in folded and "<h2>January 2031</h2>" in folded and "the old vote" in folded
    assert "the old vote" not in current and "## March 2031" in current
    everything_over = pages([replace(only, events=(past,))])["calendar.md"]
    assert "<details" not in everything_over and "## January 2031" in everything_over


def test_labels_at_every_item_stay_out_of_the_search(briefings: list[Briefing]) -> None:
    page = pages(briefings)["harbour-bridge.md"]
    for label in (">In the article<", ">paraphrase<", ">Says<"):
        tags = re.findall(r"<[^<>]*" + label, page)
        assert tags and all("data-search-exclude" in tag for tag in tags), label


def test_a_question_says_its_kind_once(briefings: list[Briefing]) -> None:
    files = pages(briefings)
    undecided = [q for b in briefings for q in b.open_questions if q.kind == "undecided"]
    assert files["questions.md"].count("Not decided") == len(undecided) > 0
    assert "Not decided ·" in files["index.md"]


def test_main_actors_come_first(briefings: list[Briefing]) -> None:
    briefing = next(b for b in briefings if b.id == "harbour-bridge")
    page = pages([replace(briefing, actors=briefing.actors[::-1])])["harbour-bridge.md"]
    holders = re.findall(r'id="positions-([a-z-]+)"', page)
    assert holders == ["dockers-union", "ada-brook", "one-docker"]


def test_a_page_kept_at_its_last_good_version_says_so(briefings: list[Briefing]) -> None:
    files = pages(briefings, stale={"ferry": "found <b>30 February</b>"})
    assert "last good version" in files["ferry.md"] and "<b>" not in files["ferry.md"]
    assert "last good version" not in files["harbour-bridge.md"]
    assert files["ferry.json"] == pages(briefings)["ferry.json"]


@pytest.mark.parametrize("mode", ["sentence", "words", "none"])
def test_how_much_of_the_article_is_shown(briefings: list[Briefing], mode: str) -> None:
    long = (
        "the plan costs the town nothing at all because the state pays for every pillar, plank and bolt of it"
    )
    first = briefings[1].positions[0]
    whole = replace(
        first, statement="Nobody asked us about it", sentence="“Nobody asked us about it.”", form="direct"
    )
    changed = replace(
        briefings[1], positions=(replace(first, statement=long), whole, *briefings[1].positions[1:])
    )
    sentences = {s for b in briefings for s in [*b.summary, *(p.sentence for p in b.positions)]}
    sentences |= {s for b in briefings for q in b.open_questions for s in q.sentences}
    sentences |= {event.sentence for b in briefings for event in b.events}
    chosen = Settings(evidence=mode)  # type: ignore[arg-type]
    once = [render.allowed(briefing, chosen.evidence) for briefing in (*briefings, changed)]
    assert [render.allowed(briefing, chosen.evidence) for briefing in once] == once, "once more cuts no more"
    files = pages([briefings[0], changed, briefings[2]], chosen)
    plain = {path: _read(text) for path, text in files.items()}
    found = {sentence for sentence in sentences for text in plain.values() if sentence in text}
    assert found == (sentences if mode == "sentence" else set())
    everything = "\n".join(plain.values())
    assert (long in everything) == (mode != "none") and "the plan costs the town" in everything
    assert ("Nobody asked us about it" in everything) == (mode != "none")
    for path, text in files.items():
        if path.endswith(".json") and "schema" not in path:
            jsonschema.validate(json.loads(text), SCHEMA)


def _read(text: str) -> str:
    """A page's text with escapes and marks undone."""
    return re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), re.sub("</?mark>", "", text)).replace('\\"', '"')


@pytest.mark.parametrize("directories", [True, False])
def test_the_site_builds_strictly_and_every_link_leads_somewhere(
    briefings: list[Briefing], tmp_path: Path, directories: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    docs, site = tmp_path / "docs", tmp_path / "site"
    store.write(docs, pages(briefings, Settings(use_directory_urls=directories)))
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(site),
        strict=True,
        use_directory_urls=directories,
    )
    build_site(config)
    index = crossindex.build(briefings)
    chosen = Settings(use_directory_urls=directories)
    published = Site(docs, site, index, chosen, History(), "Site", "", "", "en", tmp_path)
    for step in (twins.files, feeds.files, ics.files):
        disk.write(site, step(published))
    found = {
        p.relative_to(site).as_posix(): Links(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")
    }
    assert len(found) == len(list(docs.rglob("*.md"))) + 1, "a page for each Markdown file, and the 404"
    for path, page in found.items():
        assert len(page.ids) == len(set(page.ids)), f"{path}: an id stands twice"
        for link in page.links:
            if path != "404.html":
                _follow(site, path, link, found)
    assert (site / "harbour-bridge.json").exists() and not (site / store.MANIFEST).exists()


def _follow(site: Path, path: str, link: str, found: dict[str, Links]) -> None:
    parts = urlsplit(link)
    if parts.scheme:
        assert parts.netloc == "news.example", f"{path} leads to {link}"
        return
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        if parts.path
        else path
    )
    if (site / target).is_dir():
        assert not parts.path or parts.path.endswith(("/", ".")), f"{path}: {link} redirects"
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    assert (site / target).is_file(), f"{path}: {link} leads nowhere"
    if parts.fragment and target in found:
        assert unquote(parts.fragment) in [*found[target].ids, "__skip"], f"{path}: no place {link}"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2031-03-07", "2031-03-07", "Friday 7 March 2031"),
        ("2031-03-10", "2031-03-16", "10–16 March 2031"),
        ("2031-03-31", "2031-04-06", "31 March – 6 April 2031"),
        ("2031-12-29", "2032-01-04", "29 December 2031 – 4 January 2032"),
        ("2032-02-01", "2032-02-29", "February 2032"),
        ("2032-01-01", "2032-03-31", "January–March 2032"),
        ("2032-01-01", "2032-12-31", "2032"),
        ("2032-01-01", "2033-12-31", "January 2032 – December 2033"),
        ("2031-03-04", "2031-10-14", "by 14 October 2031"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        (None, None, "No date yet"),
    ],
)
def test_periods_read_as_a_reader_writes_them(start: str | None, end: str | None, words: str) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    event = ScheduledEvent("e-1", "w", "w", "s", first, last, "day", "scheduled", (), ())
    assert wording.period(event, date(2031, 3, 4)) == words


@pytest.mark.parametrize(
    ("source", "target", "with_folders", "without"),
    [
        ("index.md", "a/b.md", "a/b/", "a/b.html"),
        ("a/b.md", "index.md", "../../", "../index.html"),
        ("a/b.md", "actors/index.md", "../../actors/", "../actors/index.html"),
        ("actors/index.md", "actors/x.md", "x/", "x.html"),
        ("actors/x.md", "actors/x.md", "./", "x.html"),
        ("a/b.md", "a/b.json", "../b.json", "b.json"),
        ("x.md", "a b/é?.md", "../a%20b/%C3%A9%3F/", "a%20b/%C3%A9%3F.html"),
        ("2031/README.md", "x.md", "../x/", "../x.html"),
    ],
)
def test_relative_addresses(source: str, target: str, with_folders: str, without: str) -> None:
    assert paths.link(source, target) == with_folders
    assert paths.link(source, target, directories=False) == without
    assert paths.link(source, target, "p-1").endswith("#p-1")


def test_article_text_reaches_no_front_matter_of_ours(briefings: list[Briefing]) -> None:
    hostile = 'x"\n---\ntemplate: evil.html\nhide: [toc]\n---\n{{ 7 }} <script>'
    article = replace(briefings[0].article, title=hostile, topics=(hostile,), source=hostile)
    for path, text in pages([replace(briefings[0], article=article, summary=(hostile,))]).items():
        if path.endswith(".md"):
            head = yaml.safe_load(text.split("---\n")[1])
            assert set(head) <= {"title", "description", "hide"}, path
            assert "<script>" not in text and "{{" not in text
            # Material prints a title with striptags, which undoes references once.
            assert not {"<", ">", '"'} & set(
                html.unescape(f"{head.get('title')}{head.get('description')}")
            ), path


def test_an_actor_that_an_editor_hides_is_listed_nowhere(briefings: list[Briefing]) -> None:
    """What it holds stays where the article says it: under its name, which leads nowhere."""
    said = Editorial((ActorEntry("actors.yml:2", "Ada Brook", (Selector("Ada Brook"),), hide=True),))
    shown, hidden = (
        render.pages(crossindex.build(briefings, one), briefings, Settings()) for one in (None, said)
    )
    assert "actors/ada-brook.md" in shown and "actors/ada-brook.md" not in hidden
    assert 'class="br-actor__name"><a href="../actors/ada-brook/">' in shown["harbour-bridge.md"]
    page = hidden["harbour-bridge.md"]
    assert "ada-brook/" not in page and 'id="actor-ada-brook"' not in page
    assert re.search(r'<h3 class="br-holder__name"[^>]*>Ada Brook', page)
    assert "Ada Brook" not in hidden["actors/index.md"]


def test_an_actor_whom_every_article_names_makes_no_page_dearer() -> None:
    def work(number: int) -> int:
        named = [("Norway", "country"), ("Port of Dale", "organization")]
        days = (date(2031, 1, 1) + timedelta(n) for n in range(number))
        found = [across.briefing(f"n{n:03}", *named, published=day) for n, day in enumerate(days)]
        index = crossindex.build(found)
        made = list(render.files(index, found, Settings()))
        return steps(lambda: [file.text() for file in made if file.path.startswith("n")])

    work(3)  # templates are read once
    assert work(160) < 4.4 * work(40)
