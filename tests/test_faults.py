"""What befalls a run: killed or stopped, the disk full, the folder taken. Nothing is torn or lost."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import blank
import labour
import pytest
from spacy.language import Language

from generator import atomic, cli, lock, plain, reading, store, workers
from generator.errors import GeneratorError
from generator.fingerprint import of_bytes
from generator.intake import discovery
from generator.model import Briefing

ROOT = Path(__file__).parents[1]
KILLED = 200
SEED = 20310304
OLD = {
    "harbour.md": "Mayor Ada Brook said on Tuesday that the bridge is safe. The Dockers Union opposes it.",
    "docks/strike.txt": "The Dockers Union said it will strike next week. It is not clear whether it will.",
    "ferry.md": "Northern Ferries said it will close its winter route by the end of the year.",
    "deep/er/gone.md": "The council will vote on the plan on Friday. Ada Brook called on the union to wait.",
}
NEW = {
    "harbour.md": OLD["harbour.md"] + " The council will decide on Monday.",
    "docks/strike.txt": OLD["docks/strike.txt"].replace("next week", "next month"),
    "ferry.md": OLD["ferry.md"],
    "islands/renamed.md": OLD["deep/er/gone.md"],
    "islands/prices.md": "Islanders fear that prices will rise. The Dockers Union warned of a long winter.",
}


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(blank.article(f"Talks about {Path(name).stem}", text), encoding="utf-8")
    return folder


def generate(folder: Path, *more: str) -> int:
    paths = {"--content": "content", "--output": "briefings"}
    named = [part for flag, name in paths.items() for part in (flag, str(folder / name))]
    return cli.main(["generate", *named, "--config", str(ROOT / "mkdocs.yml"), "--workers", "1", *more])


def test_killed_at_random_moments_and_run_again(
    tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_nlp", nlp)
    monkeypatch.setattr(reading, "_largest", 100_000)
    readings = {}
    for state, articles in (("old", OLD), ("new", NEW)):
        put(tmp_path / state, articles)
        for name in articles:
            data = (tmp_path / state / name).read_bytes()
            found = reading.read(reading.Source(name, data, None))
            assert isinstance(found, Briefing) and found.positions + found.events + found.open_questions
            readings[of_bytes(data)] = plain.packed(found)
    (tmp_path / "readings.json").write_text(json.dumps(readings), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "killing.py"), str(tmp_path), str(KILLED), str(SEED)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )
    *wrong, last = done.stdout.splitlines() or [""]
    assert done.returncode == 0, done.stderr
    assert not wrong, "\n".join(wrong)
    assert json.loads(last)["killed"] > KILLED * 0.9, "most runs were done before their moment came"


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def standing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages of the old articles, one edited by hand; the new articles are there and not yet read."""
    blank.analyse_nothing(monkeypatch)
    put(tmp_path / "content", OLD)
    assert generate(tmp_path) == 0
    (tmp_path / "briefings" / "harbour.md").write_text("edited by hand\n", encoding="utf-8")
    shutil.rmtree(tmp_path / "content")
    put(tmp_path / "content", NEW)
    return tmp_path


def undisturbed(folder: Path) -> dict[str, bytes]:
    """What a run without faults makes of the same state."""
    twin = folder.with_name(folder.name + "-undisturbed")
    shutil.copytree(folder, twin)
    assert generate(twin) == 1, "a page was edited by hand, which is told"
    return contents(twin / "briefings")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let the system refuse to make files longer, as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refused_later(folder: Path, before: dict[str, bytes], said: str) -> None:
    """Nothing is torn, the message says what is wrong, and the next run mends all."""
    wanted = undisturbed(folder)
    for path, content in contents(folder / "briefings").items():
        if path != store.JOURNAL:
            assert content in (before.get(path), wanted.get(path)), f"{path} is torn"
    assert "cannot be" in said and str(folder / "briefings") in said
    assert generate(folder) == 1
    assert contents(folder / "briefings") == wanted


def test_a_file_that_may_not_grow(standing: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = contents(standing / "briefings")
    with largest_file(700):
        status = generate(standing)
    assert status == 2
    refused_later(standing, before, capfd.readouterr().err)


@pytest.mark.parametrize("after", [0, 1, 5, 12])
def test_a_full_disk(
    standing: Path, after: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, written = contents(standing / "briefings"), [0]
    replace = os.replace

    def full(source: str, target: Path) -> None:
        if "briefings" in Path(target).parts:
            written[0] += 1
            if written[0] > after:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "replace", full)
        assert generate(standing) == 2
    said = capsys.readouterr().err
    assert "No space left" in said and "Traceback" not in said
    refused_later(standing, before, said)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere; be somebody who may not."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    blank.analyse_nothing(monkeypatch)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / "content", OLD)
        assert generate(folder) == 0
        before = contents(folder / "briefings")
        put(folder / "content", NEW)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        capsys.readouterr()
        with as_nobody():
            status = generate(folder)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert status == 2
        assert "Permission denied" in capsys.readouterr().err
        assert contents(folder / "briefings") == before


def test_a_file_that_vanishes_between_listing_and_reading(
    standing: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    discover = discovery.discover

    def then_gone(content: Path) -> list[Path]:
        found = discover(content)
        (content / "ferry.md").unlink(missing_ok=True)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(discovery, "discover", then_gone)
        assert generate(standing) == 1
    assert "ferry.md: no such file" in capsys.readouterr().err
    assert (standing / "briefings" / "ferry.md").exists(), "whether it comes back is not known yet"
    assert generate(standing) == 1
    assert not (standing / "briefings" / "ferry.md").exists(), "now it is known to be deleted"
    assert (standing / "briefings" / "harbour.md").read_text() == "edited by hand\n"


HOLD = """
import sys
from pathlib import Path
from generator import lock
with lock.held(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_runs_at_once(standing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = undisturbed(standing)
    command = [sys.executable, "-c", HOLD, str(standing / "briefings")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin and other.stdout and other.stdout.readline() == b"held\n"

        def told(message: str) -> None:
            assert contents(standing / "briefings") != wanted, "it did not wait"
            other.stdin.close()

        with lock_waits(told):
            assert generate(standing) == 1
    assert "another run is writing" in capsys.readouterr().err
    assert contents(standing / "briefings") == wanted


@contextmanager
def lock_waits(told: object) -> Iterator[None]:
    from generator.commands import generate as command

    say = command.say

    def and_say(message: str) -> None:
        say(message)
        if "another run" in message:
            told(message)  # type: ignore[operator]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "say", and_say)
        yield


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        other.kill()
    with lock.held(tmp_path, lambda: pytest.fail("nobody holds it")):
        pass


@pytest.mark.parametrize("at", ["reading", "writing"])
def test_stopped_by_hand(
    standing: Path, at: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, wanted = contents(standing / "briefings"), undisturbed(standing)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*((reading, "read", stopped) if at == "reading" else (atomic.os, "fdopen", stopped)))
        assert generate(standing, "--recompute") == 130
    assert "run again to finish" in capsys.readouterr().err
    for path, content in contents(standing / "briefings").items():
        assert path == store.JOURNAL or content in (before.get(path), wanted.get(path)), f"{path} is torn"
    assert generate(standing) == 1 and contents(standing / "briefings") == wanted


@pytest.mark.parametrize("dies_at", [[], [0], [3, 17]])
def test_a_worker_that_dies_takes_nobody_else_with_it(dies_at: list[int]) -> None:
    tasks = [-1 if number in dies_at else number for number in range(20)]
    outcomes = list(workers.each(workers.Work(labour.nothing, (), labour.double, labour.lost), tasks, 2))
    assert outcomes == [0 if number in dies_at else 2 * number for number in range(20)]


@pytest.mark.parametrize("started", [0, 1, 2])
@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("tasks", [[], [3], [-1, 3, 4]])
def test_what_is_done_meanwhile_is_done_once(number: int, started: int, tasks: list[int]) -> None:
    """Whatever processes are getting ready: it may be others than are wanted in the end."""
    if -1 in tasks and not number:
        tasks = [3, 4]  # it would be this very process that dies
    done: list[str] = []
    work = workers.Work(labour.nothing, (), labour.double, labour.lost)
    with workers.Started(work, started) as ready:
        each = workers.each(work, tasks, number, started=ready, meanwhile=lambda: done.append("done"))
        outcomes = list(each)
    assert outcomes == [max(0, 2 * task) for task in tasks] and done == ["done"]


def test_workers_that_cannot_begin() -> None:
    with pytest.raises(GeneratorError, match="no such pipeline"):
        list(workers.each(workers.Work(labour.refuses, (), labour.double, labour.lost), list(range(20)), 2))
    with pytest.raises(GeneratorError, match="try again with --workers 1"):
        list(workers.each(workers.Work(labour.kills, (), labour.double, labour.lost), list(range(20)), 2))


ORPHANS = """
import os, time
from generator import workers
def start(): print(os.getpid(), flush=True)
def do(number): time.sleep(600)
if __name__ == "__main__":
    list(workers.each(workers.Work(start, (), do, do), [1, 2], 2))
"""


def test_a_killed_run_leaves_no_worker(tmp_path: Path) -> None:
    (tmp_path / "orphans.py").write_text(ORPHANS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(tmp_path / "orphans.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout
        children = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
    for child in children:
        while _runs(child):  # the test's own time limit ends this, should it never end
            time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
