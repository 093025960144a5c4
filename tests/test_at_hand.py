"""What helps at the terminal: doctor, completion, answers as JSON."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import tomllib
from pathlib import Path

import pytest

from generator import diagnosis, language
from generator.cli import main, parser
from generator.commands import COMMANDS
from generator.commands.completion import SHELLS

ROOT = Path(__file__).parents[1]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    return tmp_path


def test_a_sound_installation(folder: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "FAULT" not in out
    for words in (
        "weights: en_",
        "read a sentence",
        "SourceSansPro-Regular",
        "pagefind",
        "spacy: ",
        "1 in content",
    ):
        assert words in out


def test_json(folder: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["doctor", "--json"]) == 0
    told = {finding["what"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert told["weights"]["state"] == "fine" and told["settings"]["found"].startswith("mkdocs.yml")


def test_missing_weights_are_named_with_what_helps(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(language, "TRAINED", folder / "nowhere")
    capsys.readouterr()
    assert main(["doctor"]) == 2
    out = capsys.readouterr().out
    assert "FAULT  weights: FileNotFoundError" in out and "install the package again" in out


def test_a_missing_library_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(diagnosis, "LIBRARIES", ("no-such-library",))
    assert main(["doctor"]) == 2
    assert "FAULT  no-such-library: not installed" in capsys.readouterr().out


def test_wrong_settings_are_a_fault_and_no_site_a_note(folder: Path, capsys: Capture) -> None:
    (folder / "mkdocs.yml").write_text("extra: {briefings: {newest: 0}}\n", encoding="utf-8")
    assert main(["doctor"]) == 1
    assert "FAULT  settings: mkdocs.yml: extra: briefings: newest: found 0" in capsys.readouterr().out
    assert main(["doctor", "--config", "other.yml", "--content", "none"]) == 0
    out = capsys.readouterr().out
    assert "note   settings: no other.yml here" in out and "briefings init mysite" in out


def test_every_library_that_is_looked_for_is_one_that_is_asked_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^\w-]", entry)[0].lower() for entry in asked}
    assert {name.lower() for name in diagnosis.LIBRARIES} <= names


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_every_command(shell: str, capsys: Capture) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert [command.NAME for command in COMMANDS if command.NAME not in script] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["sit"], "error: no command 'sit'; did you mean site?"),
        (["generat", "--check"], "error: no command 'generat'; did you mean generate?"),
        (["zzz"], "error: no command 'zzz'; 'briefings --help' lists them"),
    ],
)
def test_a_mistyped_command_is_told_the_nearest(words: list[str], says: str, capsys: Capture) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.strip() == says


def test_no_command_shows_the_help(capsys: Capture) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert [command.NAME for command in COMMANDS if command.NAME not in shown] == []


def test_who_stops_reading_is_no_fault(folder: Path) -> None:
    """``briefings … | head`` ends quietly."""
    command = (
        f"PYTHONPATH={ROOT} {sys.executable} -m generator explain 2026-11-16-ferry-stays --all | head -n 1"
    )
    told = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert told.returncode == 0 and not told.stderr


def test_a_terminal_shows_how_far_each_stage_is(folder: Path) -> None:
    """What takes long says how much is done and how fast."""
    shown = in_terminal([sys.executable, "-m", "generator", "site", "--workers", "1"])
    for label in ("pictures", "page heads", "search index", "security policy"):
        assert re.search(rf"{label}: .*files/s", shown), label


def in_terminal(command: list[str]) -> str:
    """What a command shows on a terminal."""
    environment = os.environ | {"COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    shown, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    with subprocess.Popen(command, stdout=there, stderr=there, stdin=there, env=environment) as running:
        os.close(there)
        said = b""
        with contextlib.suppress(OSError):  # the other end is closed
            while piece := os.read(shown, 65536):
                said += piece
        assert running.wait() == 0, said
    os.close(shown)
    return said.decode(errors="replace")


def test_elsewhere_a_run_is_quiet(folder: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["site", "--workers", "1"]) == 0
    assert "files/s" not in capsys.readouterr().err


def test_bash_completes(tmp_path: Path, capsys: Capture) -> None:
    assert main(["completion", "bash"]) == 0
    (tmp_path / "script").write_text(capsys.readouterr().out, encoding="utf-8")
    asked = (
        f"source {tmp_path}/script; COMP_WORDS=(briefings gen); COMP_CWORD=1; COMP_LINE='briefings gen';"
        "f=$(complete -p briefings | sed 's/.*-F \\([^ ]*\\).*/\\1/');"
        "$f briefings gen briefings; echo ${COMPREPLY[@]}"
    )
    told = subprocess.run(["bash", "-c", asked], capture_output=True, text=True)
    assert told.stdout.split() == ["generate"], told.stderr


def test_check_answers_as_json(folder: Path, capsys: Capture) -> None:
    (folder / "content" / "bad.md").write_text("---\npublished: never\n---\nx\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--workers", "1", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["file"], one["line"]) for one in told["skipped"]] == [("bad.md", 2)]
    assert told["briefings"][0]["id"] == "2026-11-16-ferry-stays" and told["briefings"][0]["positions"] > 5


def test_help_says_what_each_argument_is(capsys: Capture) -> None:
    """A newcomer works from ``--help``: each command and option has words, and no bare name."""
    for command in COMMANDS:
        with pytest.raises(SystemExit) as stopped:
            main([command.NAME, "--help"])
        assert stopped.value.code == 0
        assert "exit status:" in capsys.readouterr().out
        assert command.SUMMARY.endswith(".")
    assert parser().prog == "briefings"


def test_generate_answers_as_json(folder: Path, capsys: Capture) -> None:
    (folder / "content" / "bad.md").write_text("---\npublished: never\n---\nx\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["generate", "--workers", "1", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == 1
    assert told["total"].startswith("1 briefing (")
    assert any(message.startswith("skipped: bad.md") for message in told["messages"])
