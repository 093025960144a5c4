"""{path: text} → disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import atomic, store
from generator.errors import GeneratorError
from generator.fingerprint import of_bytes


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != store.MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_writes_then_leaves_alone_then_removes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = store.write(out, {"a.md": "A\n", "deep/er/b.md": "Bé\n"})
    assert report.written == ("a.md", "deep/er/b.md") and not report.unchanged
    before = (out / "a.md").stat().st_mtime_ns, (out / store.MANIFEST).stat().st_mtime_ns
    assert store.write(out, {"deep/er/b.md": "Bé\n", "a.md": "A\n"}).unchanged == ("a.md", "deep/er/b.md")
    assert before == ((out / "a.md").stat().st_mtime_ns, (out / store.MANIFEST).stat().st_mtime_ns)
    report = store.write(out, {"a.md": "new\n"})
    assert (report.written, report.removed) == (("a.md",), ("deep/er/b.md",))
    assert contents(out) == {"a.md": "new\n"} and not (out / "deep").exists(), "an empty folder was left"


def test_what_somebody_edited_is_never_overwritten_or_removed(tmp_path: Path) -> None:
    store.write(tmp_path, {"a.md": "A\n", "b.md": "B\n"})
    (tmp_path / "a.md").write_text("mine\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("mine too\n", encoding="utf-8")
    (tmp_path / "c.md").write_text("never generated\n", encoding="utf-8")
    for _ in range(2):
        report = store.write(tmp_path, {"a.md": "A2\n", "c.md": "C\n"})
        assert report.kept == ("a.md", "b.md", "c.md") and not report.written and not report.removed
    assert contents(tmp_path) == {"a.md": "mine\n", "b.md": "mine too\n", "c.md": "never generated\n"}
    (tmp_path / "a.md").unlink()
    assert store.write(tmp_path, {"a.md": "A2\n"}).written == ("a.md",)


def test_what_nobody_generated_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("an editor's own page\n", encoding="utf-8")
    store.write(tmp_path, {"a.md": "A\n"})
    assert store.write(tmp_path, {}).removed == ("a.md",)
    assert contents(tmp_path) == {"notes.md": "an editor's own page\n"}


def test_a_run_that_is_broken_off_can_be_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(tmp_path, {"a.md": "A\n", "b.md": "B\n"})
    replace, done = atomic.replace, []

    def dies(path: Path, content: bytes) -> None:
        if path.name == "b.md":
            raise KeyboardInterrupt
        done.append(path.name)
        replace(path, content)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(atomic, "replace", dies)
        store.write(tmp_path, {"a.md": "A2\n", "b.md": "B2\n"})
    assert done == ["a.md"] and (tmp_path / store.JOURNAL).exists()
    report = store.write(tmp_path, {"a.md": "A3\n", "b.md": "B3\n"})
    assert report.written == ("a.md", "b.md") and not report.kept
    assert contents(tmp_path) == {"a.md": "A3\n", "b.md": "B3\n"}
    assert not (tmp_path / store.JOURNAL).exists()


def test_a_failing_write_leaves_the_old_text_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(tmp_path, {"a.md": "A\n"})
    (tmp_path / "b.md").mkdir()
    with pytest.raises(GeneratorError, match=r"b\.md"):
        store.write(tmp_path, {"a.md": "A2\n", "b.md": "B\n"})
    monkeypatch.setattr(atomic.os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "disk full")))
    with pytest.raises(GeneratorError, match="disk full"):
        store.write(tmp_path, {"a.md": "A3\n"})
    assert (tmp_path / "a.md").read_text() == "A2\n"
    assert not list(tmp_path.rglob("*.part")), "a temporary file was left"


@pytest.mark.parametrize(
    "path",
    ["../x.md", "/x.md", "a/../../x.md", "", "a//b.md", "./a.md", "a\\..\\b.md", "a\0.md", ".manifest.json"],
)
def test_never_outside_the_folder(tmp_path: Path, path: str) -> None:
    out = tmp_path / "out"
    with pytest.raises(GeneratorError, match="no path below"):
        store.write(out, {"good.md": "text\n", path: "text\n"})
    assert not list(tmp_path.rglob("*.md")), "something was written all the same"


def test_links_are_not_followed_out(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    out.mkdir()
    outside.mkdir()
    (outside / "x.md").write_text("theirs\n", encoding="utf-8")
    (out / "link").symlink_to(outside)
    (out / "y.md").symlink_to(outside / "x.md")
    for path in ("link/x.md", "y.md"):
        with pytest.raises(GeneratorError, match="leads out"):
            store.write(out, {path: "ours\n"})
    manifest = {"../outside/x.md": of_bytes(b"theirs\n"), "link/x.md": of_bytes(b"theirs\n")}
    (out / store.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    store.write(out, {})
    assert (outside / "x.md").read_text() == "theirs\n", "a forged manifest removed a file outside"
