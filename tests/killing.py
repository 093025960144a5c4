"""Runs that are killed: a process without threads that forks one after the other.

``python tests/killing.py FOLDER NUMBER SEED``: FOLDER holds ``old/`` and ``new/``, two states of a content
folder, and ``readings.json``, what is read in each of their articles. The pages of the old state are
generated, two of them changed by hand; then the content is the new state, a run is killed at a random moment,
and another run follows. Prints a line for each thing that is not as an undisturbed run leaves it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator import fingerprint, plain, reading, run
from generator.commands.terminal import summary
from generator.model import Briefing
from generator.settings import Settings

HAND_WRITTEN = "harbour.md"  # a generated page that somebody edited
OWN = "notes.md"  # a page that nobody generated
Hook = Callable[[Callable[[], None]], None]  # is given what to call at each step


def audited(step: Callable[[], None]) -> None:
    """Steps are what Python reports of the file system and of other processes."""
    kinds = ("open", "os.", "shutil.", "tempfile.", "subprocess.")

    def hook(event: str, arguments: object) -> None:
        if event.startswith(kinds):
            step()

    sys.addaudithook(hook)


def called(step: Callable[[], None]) -> None:
    """Steps are calls, of Python's and of C's functions alike: between them a text may be half written."""

    def hook(frame: object, event: str, argument: object) -> None:
        if event in ("call", "c_call"):
            step()

    sys.setprofile(hook)


def generate(folder: Path) -> int:
    """One run in this process; returns its exit status."""
    job = run.Job(folder / "content", folder / "briefings", Settings(), folder / ".cache")
    told = run.generate(job, progress=lambda done, total: None, waiting=lambda: None, tell=summary)
    return told.status


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own; returns what ``os.waitpid`` tells of its end."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException as error:
            print(f"the run failed: {error!r}", flush=True)
            os._exit(3)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def steps(folder: Path, hook: Hook, aside: Path) -> int:
    """How many steps an undisturbed run takes."""

    def work() -> None:
        count: Counter[str] = Counter()
        hook(lambda: count.update(["steps"]))
        generate(folder)
        sys.setprofile(None)
        aside.write_text(str(count["steps"]))

    assert forked(work) == 0
    return int(aside.read_text())


def killed(folder: Path, hook: Hook, moment: int) -> bool:
    """A run that is killed at its step of that number; False where it was done before."""

    def work() -> None:
        left = [moment]

        def step() -> None:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        hook(step)
        generate(folder)

    return os.WTERMSIG(forked(work)) == signal.SIGKILL


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, folders by a slash at their ends."""
    return {
        path.relative_to(folder).as_posix() + "/" * path.is_dir(): b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def started(work: Path) -> Path:
    """The state from which each run starts: pages of the old articles, the new articles beside them."""
    base = work / "base"
    shutil.copytree(work / "old", base / "content")
    assert generate(base) == 0  # in this process, which then has word lists and templates for all others
    shutil.rmtree(base / "content")
    shutil.copytree(work / "new", base / "content")
    (base / "briefings" / HAND_WRITTEN).write_text("edited by hand\n", encoding="utf-8")
    (base / "briefings" / OWN).write_text("written by hand\n", encoding="utf-8")
    return base


def faults(trial: Path, old: dict[str, bytes], new: dict[str, bytes]) -> Iterator[str]:
    """What is torn, or was written over, after a run that was killed."""
    for path, content in files(trial).items():
        bookkeeping = path == ".journal" or path.rpartition("/")[2].endswith(".part")
        if not bookkeeping and content not in (old.get(path), new.get(path)):
            yield f"{path} is torn"
    for path in (HAND_WRITTEN, OWN):
        if (trial / path).read_bytes() != old[path]:
            yield f"{path} was somebody's, and is another now"


def main(work: Path, number: int, seed: int) -> None:
    """Kill and compare."""
    base, trial = started(work), work / "trial"
    shutil.copytree(base, work / "undisturbed")
    assert forked(lambda: generate(work / "undisturbed")) == 0
    old, new = files(base / "briefings"), files(work / "undisturbed" / "briefings")
    chance = random.Random(seed)
    total = {}
    for hook in (audited, called):
        shutil.copytree(base, trial)
        total[hook] = steps(trial, hook, work / "steps")
        shutil.rmtree(trial)
    killed_runs = 0
    for one in range(number):
        hook = (audited, called)[one % 2]
        moment = chance.randint(1, total[hook])
        shutil.copytree(base, trial)
        killed_runs += killed(trial, hook, moment)
        where = f"killed at step {moment} of {total[hook]} ({hook.__name__})"
        for fault in faults(trial / "briefings", old, new):
            print(f"{where}: {fault}")
        forked(lambda: generate(trial))
        there = files(trial / "briefings")
        for path in sorted({*there, *new}):
            if there.get(path) != new.get(path):
                print(f"{where}, then run again: {path} differs")
        shutil.rmtree(trial)
    print(json.dumps({"killed": killed_runs, "steps": {hook.__name__: n for hook, n in total.items()}}))


def known(path: Path) -> dict[str, Any]:
    """What is read in each article, by the digest of its bytes."""
    readings = json.loads(path.read_text(encoding="utf-8"))
    return {digest: plain.unpacked(Briefing, value) for digest, value in readings.items()}


if __name__ == "__main__":
    readings = known(Path(sys.argv[1]) / "readings.json")
    reading.start = lambda *given: None
    reading.read = lambda source: readings[fingerprint.of_bytes(source.data)]
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
