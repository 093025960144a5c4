"""What is redone: only what changed; and no cache, lost or damaged, ever shows in the pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import blank
import pytest
from spacy.language import Language

from generator import cli, fingerprint, plain, reading, run, sealed, workers
from generator.model import Briefing

ROOT = Path(__file__).parents[1]
ARTICLES = {
    "harbour.md": "Mayor Ada Brook said on Tuesday that the bridge is safe. The Dockers Union opposes it.",
    "docks/strike.txt": "The Dockers Union said it will strike next week. It is not clear whether it will.",
    "ferry.md": "Northern Ferries said it will close its winter route by the end of the year.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of three articles, with settings of its own."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name, text in ARTICLES.items():
        put(tmp_path, name, text)
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(blank.article(f"Talks about {path.stem}", text), encoding="utf-8")


def generate(folder: Path, *more: str) -> int:
    return cli.main(arguments(folder, *more))


def arguments(folder: Path, *more: str) -> list[str]:
    named = ["--content", str(folder / "content"), "--output", str(folder / "briefings")]
    return ["generate", *named, "--config", str(folder / "mkdocs.yml"), "--workers", "1", *more]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are read, as they are; nothing is found in them."""
    blank.analyse_nothing(monkeypatch)
    found: list[str] = []
    works = reading.read

    def noted(source: reading.Source) -> reading.Outcome:
        found.append(source.path)
        return works(source)

    monkeypatch.setattr(reading, "read", noted)
    return found


def pages(folder: Path) -> dict[str, bytes | str]:
    return blank.everything(folder / "briefings")


def test_only_what_changed_is_read_again(folder: Path, read: list[str]) -> None:
    assert generate(folder) == 0 and sorted(read) == sorted(ARTICLES)
    read.clear()
    assert generate(folder) == 0 and not read
    put(folder, "ferry.md", "Northern Ferries said it will keep its winter route.")
    put(folder, "new.md", "Islanders fear that prices will rise.")
    assert generate(folder) == 0 and read == ["ferry.md", "new.md"]
    read.clear()
    (folder / "content" / "actors.yml").write_text(
        "actors:\n  - name: Northern Ferries\n    aliases: [NFL]\n"
    )
    (folder / "content" / "harbour.md").unlink()
    assert generate(folder) == 0 and not read, (
        "neither an editor's file nor a deleted article needs a reading"
    )
    assert generate(folder, "--recompute") == 0 and len(read) == 3


def test_a_process_reads_beside_the_one_that_sees_to_what_is_kept(
    folder: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a kept reading that turns out damaged, when the others are taken up, is read after all."""
    monkeypatch.setattr(reading, "KEPT_WORTH_A_PROCESS", 1)
    assert generate(folder) == 0
    put(folder, "ferry.md", "Northern Ferries said it will keep its winter route.")
    kept = own_cache / run.READINGS
    for damaged in kept.iterdir():
        damaged.write_bytes(damaged.read_bytes()[:-1])
    others: list[int] = []
    each = workers.each

    def noted(*given: Any, **named: Any) -> Iterator[reading.Outcome]:
        others.append(given[2])
        return each(*given, **named)

    monkeypatch.setattr(workers, "each", noted)
    assert generate(folder, "--workers", "2") == 0 and others == [1, 0]
    incremental = pages(folder)
    whole = [path for path in kept.iterdir() if sealed.read(path) is not None]
    assert len(whole) == len(ARTICLES), "of the four, only that of the article as it was is damaged"
    shutil.rmtree(own_cache)
    assert generate(folder, "--recompute") == 0 and pages(folder) == incremental


def test_a_process_that_keeps_the_pipeline_reads_by_itself(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``briefings serve`` reads again and again: another process would load the pipeline each time."""
    monkeypatch.setattr(reading, "KEPT_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(reading, "_loaded", None)
    assert generate(folder) == 0
    reading.keep_loaded()
    read.clear()
    put(folder, "ferry.md", "Northern Ferries said it will keep its winter route.")
    assert generate(folder, "--workers", "2") == 0 and read == ["ferry.md"]


def test_a_setting_counts_where_it_matters(folder: Path, read: list[str]) -> None:
    assert generate(folder) == 0
    before = pages(folder)
    read.clear()
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("evidence: sentence", "evidence: none"))
    assert generate(folder) == 0 and not read and pages(folder) != before


def test_a_setting_that_articles_are_read_by(folder: Path, read: list[str]) -> None:
    assert generate(folder) == 0
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("evidence: sentence", "evidence: sentence\n    largest_article: 1234"))
    read.clear()
    assert generate(folder) == 0 and len(read) == len(ARTICLES)


def test_a_run_with_nothing_to_do_tells_what_the_last_one_told(
    folder: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "content" / "empty.md").touch()
    assert generate(folder) == 1
    first = capsys.readouterr()
    assert generate(folder) == 1
    again = capsys.readouterr()
    assert again.err == first.err and "empty.md: the file is empty" in again.err
    assert "0 unchanged" in first.out and "pages: 0 written" in again.out


@pytest.mark.parametrize(
    "change", ["page", "twin", "history", "manifest", "inputs", "new page", "deleted page"]
)
def test_whatever_is_changed_among_the_pages_is_noticed(folder: Path, read: list[str], change: str) -> None:
    assert generate(folder) == 0
    before, out = pages(folder), folder / "briefings"
    if change == "deleted page":
        (out / "ferry.md").unlink()
    elif change == "new page":
        (out / "mine.md").write_text("mine\n")
    elif change in ("page", "twin"):
        (out / f"ferry.{'md' if change == 'page' else 'json'}").write_text("mine\n")
    else:
        names = {"history": ".history/ferry.jsonl", "manifest": ".manifest.json", "inputs": ".inputs.json"}
        (out / names[change]).write_text("")
    status = generate(folder)
    if change in ("page", "twin"):
        assert status == 1 and (out / "ferry.md").exists(), "an edited page is kept, and told"
    else:
        (out / "mine.md").unlink(missing_ok=True)
        assert status == 0 and generate(folder) == 0 and pages(folder) == before


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "one bit": damaged,
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-5]),
    "another's": lambda path: path.write_bytes(b'["x", {"status": 0}]'),
    "no file": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_shows_nowhere(folder: Path, read: list[str], own_cache: Path, damage: str) -> None:
    assert generate(folder) == 0
    before = pages(folder)
    found = [path for path in own_cache.rglob("*") if path.is_file()]
    assert len(found) == len(ARTICLES) + 3, "one for each article, of the last run, its pages, its settling"
    for path in found:
        DAMAGE[damage](path)
    read.clear()
    put(folder, "new.md", "Islanders fear that prices will rise.")
    assert generate(folder) == 0
    assert len(read) == len(ARTICLES) + 1, "a damaged reading was used"
    (folder / "content" / "new.md").unlink()
    assert generate(folder) == 0
    left = {
        path: text for path, text in pages(folder).items() if not path.startswith((".history", ".inputs"))
    }
    assert left == {
        path: text for path, text in before.items() if not path.startswith((".history", ".inputs"))
    }


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path, read: list[str], own_cache: Path) -> None:
    own_cache.rmdir()
    own_cache.write_text("a file where the folder should be")
    assert generate(folder) == 0 and generate(folder) == 0 and len(read) == 2 * len(ARTICLES)


def test_readings_that_nothing_needs_go_at_last(
    folder: Path, read: list[str], own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.kept.SPARE", 1)
    for number in range(6):
        put(folder, "ferry.md", f"Northern Ferries has {number} ships.")
        assert generate(folder) == 0
    assert len(list((own_cache / "readings").iterdir())) == 2 * len(ARTICLES)


def test_what_is_read_comes_back_from_the_cache_as_it_was(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_nlp", nlp)
    monkeypatch.setattr(reading, "_largest", 100_000)
    for name, text in ARTICLES.items():
        found = reading.read(reading.Source(name, blank.article("Talks", text).encode(), None))
        assert isinstance(found, Briefing)
        again = plain.unpacked(Briefing, json.loads(json.dumps(plain.packed(found))))
        assert again == found and again.warnings == found.warnings


LOADED = """
import json, sys
from pathlib import Path
from generator import cli, fingerprint
status = cli.main(json.loads(sys.argv[1]))
names = [name for name in sys.modules if name.split(".")[0] in sys.argv[2].split()]
print(json.dumps([status, sorted(names)]))
"""


def loaded(folder: Path, packages: str, *more: str) -> tuple[int, list[str]]:
    """What a run in a process of its own has loaded at its end."""
    command = [sys.executable, "-c", LOADED, json.dumps(arguments(folder, *more)), packages]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    status, names = json.loads(done.stdout.splitlines()[-1])
    return status, names


def test_nothing_heavy_is_loaded_where_there_is_nothing_to_do(folder: Path) -> None:
    heavy = "spacy numpy onnxruntime jinja2 mkdocs lxml trafilatura"
    status, names = loaded(folder, heavy)
    assert status == 0 and "spacy" in names and "jinja2" in names
    assert loaded(folder, heavy) == (0, [])
    (folder / "content" / "ferry.md").unlink()
    status, names = loaded(folder, heavy)
    assert status == 0 and "jinja2" in names and "spacy" not in names, "all that is left was read before"


def test_fingerprints_leave_out_only_what_no_run_loads(folder: Path) -> None:
    """A part of the package that a run loads is a part of what its pages depend on."""
    parts = {name.split(".")[1] for name in loaded(folder, "generator")[1] if name.count(".")}
    assert "render" in parts and not parts & (fingerprint.NOT_PAGES - {"commands"})
    code = """
import sys
from generator import reading
reading.start(None, 1_000_000)
reading.read(reading.Source("a.md", b"A title\\n\\nThe council met on Monday.\\n", None))
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    parts = {name.split(".")[1] for name in done.stdout.split() if name.startswith("generator.")}
    assert "language" in parts and not parts & fingerprint.NOT_READING


def test_the_weights_and_the_generator_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = fingerprint.of_reading(None, 1)
    assert before == fingerprint.of_reading(None, 1) != fingerprint.of_reading("another_model", 1)
    package = tmp_path / "generator"
    shutil.copytree(
        ROOT / "generator", package, ignore=shutil.ignore_patterns("__pycache__", "theme", "fonts")
    )
    monkeypatch.setattr(fingerprint, "PACKAGE", package)
    assert fingerprint.of_reading(None, 1) == before
    pages = fingerprint.of_pages("settings", None)
    with (package / "render" / "templates" / "home.md.j2").open("a") as file:
        file.write(" ")
    assert fingerprint.of_reading(None, 1) == before and fingerprint.of_pages("settings", None) != pages
    with (package / "language" / "pipeline" / "meta.json").open("a") as file:
        file.write(" ")
    assert fingerprint.of_reading(None, 1) != before


def test_check_tells_what_differs(folder: Path, read: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "briefings"
    assert generate(folder, "--check") == 1 and not out.exists()
    assert "missing: ferry.md" in capsys.readouterr().out
    assert generate(folder) == 0
    before = pages(folder)
    assert generate(folder, "--check") == 0 and generate(folder, "--check", "--recompute") == 0
    capsys.readouterr()
    article = folder / "content" / "ferry.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace("Talks about", "News of"), encoding="utf-8"
    )
    put(folder, "new.md", "Islanders fear that prices will rise.")
    (folder / "content" / "docks" / "strike.txt").unlink()
    (out / "harbour.md").write_text("edited by hand\n", encoding="utf-8")
    (out / "mine.md").write_text("nobody generated this\n", encoding="utf-8")
    changed = pages(folder)
    assert generate(folder, "--check") == 1
    said = capsys.readouterr()
    kinds = (
        "missing: new.md",
        "out of date: ferry.md",
        "left over: docks/strike.md",
        "not generated: mine.md",
    )
    assert {*kinds, "edited by hand: harbour.md"} <= set(said.out.splitlines())
    assert "  -edited by hand" in said.out and "is not what" in said.err
    assert pages(folder) == changed != before, "a check wrote something"


def test_check_accepts_what_is_committed_without_reading(
    folder: Path, read: list[str], own_cache: Path
) -> None:
    assert generate(folder) == 0
    shutil.rmtree(own_cache)
    clone = folder / "clone"
    for name in ("content", "briefings"):
        shutil.copytree(folder / name, clone / name)
    shutil.copy(folder / "mkdocs.yml", clone)
    read.clear()
    assert generate(clone, "--check") == 0 and not read
    assert generate(clone, "--check", "--recompute") == 0 and len(read) == len(ARTICLES)


def git(folder: Path, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    named = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", *command]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**clean, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["git", *named], cwd=folder, capture_output=True, text=True, check=check, env=environment
    )


def test_the_hook_refuses_a_commit_with_other_pages(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert cli.main(["hook", "install"]) == 2
    assert "git init" in capsys.readouterr().err
    git(folder, "init", "--quiet")
    assert cli.main(["hook", "install"]) == 0 and cli.main(["hook", "install"]) == 0
    assert cli.main(["generate", "--workers", "1"]) == 0
    git(folder, "add", "content", "mkdocs.yml", "briefings/ferry.md")
    refused = git(folder, "commit", "-m", "Talks", check=False)
    assert refused.returncode and "not in the commit: briefings/harbour.md" in refused.stdout + refused.stderr
    git(folder, "add", "briefings")
    assert git(folder, "commit", "-m", "Talks").returncode == 0
    (folder / "briefings" / "ferry.md").write_text("edited by hand\n")
    refused = git(folder, "commit", "-a", "-m", "An edit", check=False)
    assert refused.returncode and "edited by hand: ferry.md" in refused.stdout + refused.stderr


def test_somebody_elses_hook_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    git(folder, "init", "--quiet")
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n")
    assert cli.main(["hook", "install"]) == 1
    assert hook.read_text() == "#!/bin/sh\nexit 0\n" and "Add this line" in capsys.readouterr().err
