"""A takedown: the article, its corrections, its pages and what history says of it go; a note stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import publishing
import pytest

from generator import history
from generator.cli import main
from generator.history import pages

ROOT = Path(__file__).parents[1]
ARTICLES = {
    "dale/bridge": "---\ntitle: Council weighs harbour bridge\n"
    "published: 2031-03-04\ntopics: [harbour]\n---\n"
    "Mayor Ada Quillfeather said on Tuesday that the old harbour bridge is safe. "
    "The council of Dale will vote on the plan on Friday.\n",
    "ferry": "---\ntitle: Ferry company drops route\npublished: 2031-03-06\ntopics: [harbour]\n---\n"
    "Northern Ferries said on Thursday that it will close its winter route by the end of the year. "
    "Bill Hale, of the Dockers Union, said that the islands need the route.\n",
}
NAME = b"quillfeather"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles and their pages; the current one."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for ident, text in ARTICLES.items():
        path = tmp_path / "content" / f"{ident}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    corrections = tmp_path / "content" / "dale" / "bridge.corrections.yml"
    corrections.write_text("actors:\n  - item: Ada Quillfeather\n    role: mayor of Dale\n", encoding="utf-8")
    assert main(["generate", "--workers", "1"]) == 0
    return tmp_path


def holding(folder: Path) -> list[str]:
    """The files that hold or are named after what was taken down."""
    return [
        path for path, text in publishing.contents(folder).items() if NAME in (path.encode() + text).lower()
    ]


def test_without_yes_nothing_is_done(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = publishing.contents(place)
    assert main(["purge", "dale/bridge"]) == 0
    told = capsys.readouterr()
    assert "would go: content/dale/bridge.md" in told.out and "add --yes" in told.err
    assert publishing.contents(place) == before


def test_nothing_holds_it_any_more(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(holding(place)) > 5, "there is something to take away"
    (place / "briefings" / "dale" / "bridge.md").write_text("Quillfeather, by hand", encoding="utf-8")
    assert main(["purge", "dale/bridge", "--yes", "--workers", "1"]) == 0
    assert holding(place) == []
    told = capsys.readouterr().err
    assert "git filter-repo --force --invert-paths --path 'content/dale/bridge.md'" in told
    assert "content/dale/bridge.corrections.yml" in told and "--path 'briefings'" in told
    assert not (place / "content" / "dale" / "bridge.md").exists()
    assert history.read(place / "briefings").purged == ("dale/bridge",)
    assert (place / "briefings" / "ferry.md").exists()
    assert main(["generate", "--workers", "1", "--recompute"]) == 0
    assert holding(place) == [], "nor after another run"


def test_what_still_names_it_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    topics = 'topics:\n  - name: Harbour\n    articles: ["dale/bridge", ferry]\n'
    (place / "content" / "topics.yml").write_text(topics, encoding="utf-8")
    assert main(["purge", "dale/bridge", "--yes", "--workers", "1"]) == 0
    assert 'content/topics.yml:3: still names it: articles: ["dale/bridge", ferry]' in capsys.readouterr().err
    assert (place / "content" / "topics.yml").read_text(encoding="utf-8") == topics


def test_a_note_without_names_stands_at_its_address(place: Path) -> None:
    assert main(["purge", "dale/bridge", "--yes", "--workers", "1"]) == 0
    site = publishing.build(place / "briefings", place / "site")
    note = (place / "site" / "dale" / "bridge" / "index.html").read_text(encoding="utf-8")
    assert "No longer here" in note and "withdrawn" in note and "Council weighs" not in note
    assert holding(site.folder) == []
    assert not list((place / "site" / "actors").glob("*quill*")), "nor at the address of who was only in it"


def test_one_that_was_deleted_before_leaves_its_history_by_its_former_id(place: Path) -> None:
    article = place / "content" / "dale" / "bridge.md"
    article.rename(place / "content" / "harbour.md")
    (place / "content" / "dale" / "bridge.corrections.yml").unlink()
    assert main(["generate", "--workers", "1"]) == 0
    (place / "content" / "harbour.md").unlink()
    assert main(["generate", "--workers", "1"]) == 0
    assert (place / "briefings" / ".history" / "harbour.jsonl").exists()
    assert main(["purge", "dale/bridge", "--yes", "--workers", "1"]) == 0
    assert holding(place) == []
    assert history.read(place / "briefings").purged == ("dale/bridge", "harbour")


@pytest.mark.parametrize("ident", ["dale/brigde", "../mkdocs", "/etc/passwd", "", "actors"])
def test_what_is_no_briefing_is_not_touched(
    ident: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = publishing.contents(place)
    assert main(["purge", ident, "--yes"]) == 2
    assert publishing.contents(place) == before
    if ident == "dale/brigde":
        assert "the nearest: dale/bridge" in capsys.readouterr().err


def test_pages_that_only_it_was_about_are_forgotten_and_others_stay() -> None:
    log = "".join(
        json.dumps(line) + "\n"
        for line in (
            {"page": "brook", "of": ["dale/bridge#brook"]},
            {"page": "hale", "of": ["dale/bridge#hale", "ferry#hale"]},
            {"page": "old-brook", "of": ["dale/bridge#brook"]},
            {"moved": "old-brook", "to": "brook"},
            {"gone": "brook"},
            {"page": "union", "of": ["dale/bridgehead#union"]},
        )
    )
    left = pages.without(log, {"dale/bridge"})
    known = pages.read(left, "actors")
    assert known.there == {"hale": ("ferry#hale",), "union": ("dale/bridgehead#union",)}
    assert not known.moved and not known.gone and "brook" not in left
    assert pages.ours(left)
