"""What is settled again: only what was read otherwise, is corrected, or has another history than before."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import blank
import pytest

from generator import cli
from generator.history import lines, pasts

ROOT = Path(__file__).parents[1]
ARTICLES = {
    "harbour": "Mayor Ada Brook said on Tuesday that the bridge is safe. The Dockers Union opposes it.",
    "strike": "The Dockers Union said it will strike next week. It is not clear whether it will.",
    "ferry": "Northern Ferries said it will close its winter route by the end of the year.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of three articles."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name, text in ARTICLES.items():
        put(tmp_path, name, text)
    return tmp_path


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The briefings that are settled."""
    found: list[str] = []
    advance = importlib.import_module("generator.history.advance")  # its name is also that of a function
    works = advance.settle

    def noted(briefing: Any, past: Any) -> Any:
        found.append(briefing.id)
        return works(briefing, past)

    monkeypatch.setattr(advance, "settle", noted)
    return found


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The histories that are read."""
    found: list[str] = []
    works = lines.read

    def noted(text: str, path: str) -> Any:
        found.append(Path(path).stem)
        return works(text, path)

    monkeypatch.setattr(lines, "read", noted)
    return found


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "content" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(blank.article(f"Talks about {name}", text), encoding="utf-8")


def generate(folder: Path, *more: str) -> int:
    named = ["--content", str(folder / "content"), "--output", str(folder / "briefings")]
    return cli.main(["generate", *named, "--config", str(folder / "mkdocs.yml"), "--workers", "1", *more])


def as_from_nothing(folder: Path, cache: Path) -> bool:
    """Whether the pages are those of a run that knows nothing."""
    before = blank.everything(folder / "briefings")
    shutil.move(cache, aside := cache.with_name("aside"))
    try:
        return generate(folder, "--recompute") == 0 and blank.everything(folder / "briefings") == before
    finally:
        shutil.rmtree(cache)
        shutil.move(aside, cache)


def test_what_changed_is_settled_and_nothing_else(
    folder: Path, own_cache: Path, settled: list[str], parsed: list[str]
) -> None:
    assert generate(folder) == 0 and sorted(settled) == sorted(ARTICLES)
    settled.clear()
    parsed.clear()
    put(folder, "ice", "The island council said it will rent an icebreaker in 2033.")
    assert generate(folder) == 0 and settled == ["ice"]
    assert "ferry" not in parsed, "nobody asks for the history of a page that stands"
    assert as_from_nothing(folder, own_cache)
    settled.clear()
    (folder / "content" / "actors.yml").write_text("actors:\n  - name: Northern Ferries\n    aliases: [NF]\n")
    assert generate(folder) == 0 and not settled and as_from_nothing(folder, own_cache)


def test_what_is_corrected_is_settled(folder: Path, own_cache: Path, settled: list[str]) -> None:
    assert generate(folder) == 0
    settled.clear()
    corrections = folder / "content" / "harbour.corrections.yml"
    corrections.write_text("actors:\n- {item: Ada Brook, name: Ada Brooke}\n")
    assert generate(folder) == 0 and settled == ["harbour"]
    assert "Ada Brooke" in (folder / "briefings" / "harbour.md").read_text(encoding="utf-8")
    assert as_from_nothing(folder, own_cache)
    settled.clear()
    put(folder, "ice", "The island council said it will rent an icebreaker in 2033.")
    assert generate(folder) == 0 and settled == ["harbour", "ice"]
    corrections.unlink()
    settled.clear()
    assert generate(folder) == 0 and settled == ["harbour"], "what an editor made of it is not kept"
    assert "Brooke" not in (folder / "briefings" / "harbour.json").read_text(encoding="utf-8")


def test_what_has_another_history_is_settled(folder: Path, own_cache: Path, settled: list[str]) -> None:
    def git(*command: str) -> None:
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *named, "-C", str(folder), *command], check=True, capture_output=True)

    git("init", "-q")
    (folder / ".gitignore").write_text(".cache\n")
    assert generate(folder) == 0
    git("add", "-A")
    git("commit", "-qm", "Three articles")
    settled.clear()
    put(folder, "ice", "The island council said it will rent an icebreaker in 2033.")
    assert generate(folder) == 0 and settled == ["ice"] and as_from_nothing(folder, own_cache)
    git("add", "-A")
    git("commit", "-qm", "The islanders' plan")
    settled.clear()
    history = folder / "briefings" / ".history" / f"strike{pasts.SUFFIX}"
    history.write_text(history.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert generate(folder) == 0
    assert settled == ["strike"], "somebody wrote into it"


def test_two_files_of_one_address_are_not_mistaken(folder: Path, own_cache: Path, settled: list[str]) -> None:
    assert generate(folder) == 0
    other = folder / "content" / "other.md"
    text = blank.article("Talks", "The union said it will not strike.").replace(
        "---\n", "---\nid: strike\n", 1
    )
    other.write_text(text, encoding="utf-8")
    assert generate(folder) == 1
    other.unlink()
    assert generate(folder) == 0 and as_from_nothing(folder, own_cache)


def test_a_copy_that_takes_over_a_history_is_settled_by_it(
    folder: Path, own_cache: Path, settled: list[str]
) -> None:
    assert generate(folder) == 0
    (folder / "content" / "copy.md").write_bytes((folder / "content" / "strike.md").read_bytes())
    assert generate(folder) == 0
    (folder / "content" / "strike.md").unlink()
    assert generate(folder) == 0 and as_from_nothing(folder, own_cache)
