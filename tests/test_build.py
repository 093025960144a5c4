"""The whole build in a temporary folder: pages, exit statuses, faults, the same bytes every time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import condense, reading
from generator.cli import main

ROOT = Path(__file__).parents[1]

ARTICLES = {
    "harbour.md": (
        "---\ntitle: Council weighs harbour bridge\npublished: 2031-03-04\n---\n"
        "Mayor Ada Brook said on Tuesday that the old harbour bridge is safe. "
        '"We will open it to lorries," Brook said.\n\n'
        "The Dockers Union opposes the plan. It is not clear whether the council will approve it. "
        "The council will vote on the plan on Friday.\n"
    ),
    "docks/strike.txt": (
        "Dockers plan strike\n\nWednesday, 5 March 2031\n\n"
        "The Dockers Union said it will strike next week. "
        "Mayor Ada Brook called on the union to return to talks.\n"
    ),
    "page.html": (
        "<html lang='en'><head><title>Ferry company drops route</title>"
        "<meta property='article:published_time' content='2031-03-06'></head><body><article>"
        "<h1>Ferry company drops route</h1>"
        "<p>Northern Ferries said on Thursday that it will close its winter route to the islands "
        "by the end of the year. "
        "The company said the route had lost money for a decade, and that the ships would be sold.</p>"
        "<p>Islanders fear that prices will rise. Mayor Ada Brook urged the company to wait until the "
        "council has met, "
        "and said that the islands cannot live without it.</p></article></body></html>"
    ),
}
BROKEN = {
    "empty.md": "",
    "date.md": "---\ntitle: A\npublished: 2031-02-30\n---\nThe council met on Monday and agreed on a plan.\n",
    "german.txt": "Der Rat tagt\n\n"
    "Der Rat der Stadt hat am Montag beschlossen, dass die Brücke gesperrt wird. "
    "Die Bürgermeisterin sagte, sie hoffe auf eine schnelle Reparatur der alten Brücke am Hafen.\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def generate(content: Path, output: Path, *more: str) -> int:
    return main(
        [
            "generate",
            "--content",
            str(content),
            "--output",
            str(output),
            "--config",
            str(ROOT / "mkdocs.yml"),
            *more,
        ]
    )


def test_whole_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "content", ARTICLES)
    monkeypatch.setattr(reading, "ARTICLES_WORTH_A_PROCESS", 1)
    assert generate(content, tmp_path / "one", "--workers", "1") == 0
    assert "3 briefings" in capsys.readouterr().out
    assert generate(content, tmp_path / "two", "--workers", "2", "--recompute") == 0
    assert everything(tmp_path / "one") == everything(tmp_path / "two"), "the number of workers shows"
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "one").rglob("*.md")}
    assert generate(content, tmp_path / "one", "--workers", "1") == 0
    assert before == {p: p.stat().st_mtime_ns for p in before}, "an unchanged page was written again"

    briefing = json.loads((tmp_path / "one" / "harbour.json").read_text(encoding="utf-8"))
    assert briefing["published"] == "2031-03-04" and not briefing["inferred"]
    assert "Ada Brook" in [actor["name"] for actor in briefing["actors"]]
    assert any(position["holder"] == "ada-brook" for position in briefing["positions"])
    assert [event["start"] for event in briefing["events"]] == ["2031-03-07"]
    strike = json.loads((tmp_path / "one" / "docks" / "strike.json").read_text(encoding="utf-8"))
    assert strike["published"] == "2031-03-05" and "published" in strike["inferred"]


def test_bad_articles_are_named_and_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "content", {**ARTICLES, **BROKEN})
    (content / "binary.txt").write_bytes(b"\x00\x01\xff" * 50)
    assert generate(content, tmp_path / "out") == 1
    messages = capsys.readouterr().err
    for name in [*BROKEN, "binary.txt"]:
        assert sum(name in line for line in messages.splitlines()) == 1, f"one line about {name}: {messages}"
    assert "date.md:3:" in messages
    assert (tmp_path / "out" / "harbour.md").exists() and not (tmp_path / "out" / "date.md").exists()


def test_a_broken_article_keeps_its_last_good_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, out = write(tmp_path / "content", ARTICLES), tmp_path / "out"
    assert generate(content, out) == 0
    good = (out / "harbour.json").read_bytes()
    (content / "harbour.md").write_text("---\ntitle: [\n---\nBroken.\n", encoding="utf-8")
    assert generate(content, out) == 1
    assert (out / "harbour.json").read_bytes() == good
    assert "last good" in (out / "harbour.md").read_text(encoding="utf-8")
    said = capsys.readouterr()
    assert said.err.count("harbour.md") == 1 and "kept at its last good page: harbour.md:" in said.err
    assert "1 kept at their last good page; 0 skipped" in said.out
    (content / "harbour.md").unlink()
    assert generate(content, out) == 0
    assert not (out / "harbour.md").exists(), "a deleted article leaves no page"


def test_the_last_good_page_is_found_by_the_id_of_broken_front_matter(tmp_path: Path) -> None:
    content, out = write(tmp_path / "content", ARTICLES), tmp_path / "out"
    path = content / "harbour.md"
    path.write_text(ARTICLES["harbour.md"].replace("---\n", "---\nid: bridge\n", 1), encoding="utf-8")
    assert generate(content, out) == 0
    path.write_text("---\nid: bridge\ntitle: [\n---\nBroken.\n", encoding="utf-8")
    assert generate(content, out) == 1
    assert "last good" in (out / "bridge.md").read_text(encoding="utf-8")


def test_front_matter_that_is_not_used_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ARTICLES["harbour.md"].replace("---\n", "---\nsorce: Harbour Herald\n", 1)
    content = write(tmp_path / "content", {"harbour.md": text})
    assert generate(content, tmp_path / "out") == 0
    said = capsys.readouterr()
    assert "harbour.md: line 2: unknown key: sorce" in said.err and "1 warning;" in said.out


def test_two_files_with_one_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "content", {**ARTICLES, "harbour.txt": ARTICLES["docks/strike.txt"]})
    assert generate(content, tmp_path / "out") == 1
    messages = capsys.readouterr().err
    assert "harbour.md" in messages and "harbour.txt" in messages
    assert (tmp_path / "out" / "docks" / "strike.md").exists()


def test_a_failure_of_ours_stops_one_article_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write(tmp_path / "content", ARTICLES)
    works = condense.condense

    def fails_once(article, doc):  # type: ignore[no-untyped-def]
        if article.id == "harbour":
            raise ZeroDivisionError("made by this test")
        return works(article, doc)

    monkeypatch.setattr(condense, "condense", fails_once)
    assert generate(content, tmp_path / "out", "--workers", "1") == 1
    assert not (tmp_path / "out" / "harbour.md").exists() and (tmp_path / "out" / "page.md").exists()


def test_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "content", {**ARTICLES, "empty.md": ""})
    before = everything(tmp_path)
    assert main(["check", "--content", str(content), "--config", str(ROOT / "mkdocs.yml")]) == 1
    assert everything(tmp_path) == before
    assert "empty.md" in capsys.readouterr().err


def test_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate(tmp_path / "nowhere", tmp_path / "out") == 2
    assert "no such folder" in capsys.readouterr().err
    (tmp_path / "content").mkdir()
    assert generate(tmp_path / "content", tmp_path / "out") == 2
    write(tmp_path / "content", {"empty.md": ""})
    assert generate(tmp_path / "content", tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


def test_clean_prints_the_text_and_what_was_dropped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scraped.txt"
    path.write_text(
        "4 711 visitors online\n\nHarbour bridge closed\n\nMonday, 3 March 2031\n\n"
        "The council closed the harbour bridge on Monday after cracks were found in two of its pillars.\n",
        encoding="utf-8",
    )
    assert main(["clean", str(path)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Harbour bridge closed\n\nThe council closed")
    assert "4 711 visitors online" in printed.split("The council closed")[1]
    assert main(["clean", str(tmp_path / "missing.txt")]) == 2


def test_strict_site(tmp_path: Path) -> None:
    content = write(tmp_path / "content", ARTICLES)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    (tmp_path / "generator").mkdir()
    shutil.copytree(ROOT / "generator" / "theme", tmp_path / "generator" / "theme")
    assert generate(content, tmp_path / "briefings") == 0
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "harbour" / "index.html").exists()
    assert (tmp_path / "site" / "harbour.json").exists(), "the JSON twin is one click away"


def test_serve_generates_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved article is generated again while the server runs, and a failing run does not end it."""
    import threading

    from generator import serve, standing

    content = write(tmp_path / "content", ARTICLES)
    runs: list[int] = []
    again = threading.Event()

    def regenerate() -> standing.Told:
        runs.append(1)
        if len(runs) == 2:
            again.set()
            raise RuntimeError("made by this test")
        return standing.Told(0)

    def server(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        assert command[1:3] == ["-m", "generator.preview"] and "127.0.0.1:8001" in command
        (content / "harbour.md").write_text("changed", encoding="utf-8")
        assert again.wait(20), "a saved article was not noticed"
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(serve.subprocess, "run", server)
    assert serve.serve(tmp_path / "mkdocs.yml", content, "127.0.0.1:8001", regenerate=regenerate) == 0
    assert len(runs) >= 2


def test_an_edited_article_keeps_the_ids_of_what_it_still_says(tmp_path: Path) -> None:
    content, out = write(tmp_path / "content", ARTICLES), tmp_path / "out"
    assert generate(content, out) == 0
    before = json.loads((out / "harbour.json").read_text(encoding="utf-8"))
    assert not (out / "harbour.md").read_text(encoding="utf-8").count("What changed")
    text = ARTICLES["harbour.md"].replace("published:", "modified: 2031-03-06\npublished:")
    text = text.replace(
        "Mayor Ada Brook said", "It rained for a week before the talks.\n\nMayor Ada Brook said"
    )
    (content / "harbour.md").write_text(text.replace("on Friday", "on Monday"), encoding="utf-8")
    assert generate(content, out) == 0
    after = json.loads((out / "harbour.json").read_text(encoding="utf-8"))
    assert after["modified"] == "2031-03-06"
    for items in ("positions", "open_questions", "events"):
        assert before[items] and [i["id"] for i in after[items]] == [i["id"] for i in before[items]]
    page = (out / "harbour.md").read_text(encoding="utf-8")
    assert "What changed on" in page and "Moved" in page
    state = everything(tmp_path)
    assert generate(content, out) == 0 and everything(tmp_path) == state, "running twice changes nothing"


def test_a_broken_history_is_reported_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, out = write(tmp_path / "content", ARTICLES), tmp_path / "out"
    assert generate(content, out) == 0
    path = out / ".history" / "harbour.jsonl"
    path.write_text("mine\n", encoding="utf-8")
    assert generate(content, out) == 1
    assert path.read_text(encoding="utf-8") == "mine\n" and (out / "harbour.md").exists()
    assert f"{path}:1: found 'mine'" in capsys.readouterr().err
