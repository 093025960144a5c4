"""What a run takes, as ratios of measurements in one run: ``make bench``.

Run from the root of the repository: ``python tests/benchmarks/incremental.py [--articles 1000] [--workers 2]
[--few 100] [--many 10000] [--site 5000] [--only NAME ...]``. Articles are made from the examples by
recombination, see ``corpus``. Each process is measured from its start to its end; of several rounds the
quickest counts. Exit status 1 where a ratio of the project is missed.

What is measured, by name:
  unchanged  a run that finds nothing changed, to ``python -c "import spacy"``
  changed    a run with one article changed, to loading the pipeline and running it on that article
  full       a run that reads every article, to the bare trained components over the same texts
  workers    one worker, to two, over ``--few`` articles. How much the trained components alone gain from the
             second, which cannot be passed, is said in a line of its own
  memory     the largest process of a run with workers over ``--many`` articles, to one over a tenth: one that
             reads articles, of which it holds one at a time, or the one that makes the pages. What the latter
             takes by itself, with nothing analysed, is said in a line of its own
  site       MkDocs' build of ``--site`` briefings, to ten builds of a tenth
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import corpus
import recombination

from generator import reading, run, settings
from generator.commands.terminal import summary

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PYTHON = [sys.executable]


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: what was measured, what it is compared with, and the ratio that is allowed.

    ``least`` turns it round: the ratio is to be at least ``limit``.
    """

    name: str
    value: float
    base: float
    limit: float
    unit: str = "s"
    least: bool = False

    @property
    def ratio(self) -> float:
        return self.value / self.base

    @property
    def held(self) -> bool:
        return self.ratio >= self.limit if self.least else self.ratio <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.least else "≤"
        verdict = "held" if self.held else "missed"
        return (
            f"{self.name:<10} {self.value:>9.2f} {self.unit:<3} {self.base:>9.2f} {self.unit:<3} "
            f"{self.ratio:>7.2f}  {sign} {self.limit:<5} {verdict}"
        )


def seconds(command: list[str], folder: Path) -> float:
    """How long a process takes; it has to end well."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def generating(*more: str) -> list[str]:
    return [*PYTHON, "-m", "generator", "generate", *more]


def site(folder: Path, size: int) -> Path:
    """A folder with settings and so many articles."""
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    corpus.write(folder / "content", size, corpus.parts())
    return folder


def unchanged(folder: Path, rounds: int) -> Measured:
    spacy = [*PYTHON, "-c", "import spacy"]
    pairs = [(seconds(generating(), folder), seconds(spacy, folder)) for _ in range(rounds)]
    return Measured("unchanged", min(one for one, _ in pairs), min(base for _, base in pairs), 1.0)


def changed(folder: Path, rounds: int) -> Measured:
    path = sorted((folder / "content").rglob("*.md"))[7]
    alone = [*PYTHON, str(HERE / "alone.py"), "article", str(path)]
    ours, bare = [], []
    for number in range(rounds):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            f"{text}\nThe council of Dale said it will meet {number + 2} times.\n", encoding="utf-8"
        )
        bare.append(seconds(alone, folder))
        ours.append(seconds(generating(), folder))
    return Measured("changed", min(ours), min(bare), 1.3)


def components(folder: Path, workers: int) -> float:
    """How long the trained components take alone."""
    return seconds([*PYTHON, str(HERE / "alone.py"), "texts", "content", str(workers)], folder)


def full(folder: Path, workers: int) -> Measured:
    bare = components(folder, workers)
    ours = seconds(generating("--recompute", "--workers", str(workers)), folder)
    return Measured("full", ours, bare, 1.25)


def two_workers(folder: Path) -> Measured:
    one, two = (seconds(generating("--recompute", "--workers", number), folder) for number in ("1", "2"))
    bare = components(folder, 1) / components(folder, 2)
    print(f"# two workers of the trained components alone: {bare:.2f} times one, what this machine gives")
    return Measured("workers", one, two, 1.7, least=True)


def memory(folder: Path, size: int) -> Measured:
    article = min((ROOT / "content").rglob("*.md"))
    reader = peak([*PYTHON, str(HERE / "alone.py"), "article", str(article)])
    few, many = (
        peak([*PYTHON, __file__, "--generate", str(number), str(folder / str(number))])
        for number in (size // 10, size)
    )
    print(f"# reading {reader:.0f} MB; pages of {size // 10} {few:.0f} MB, of {size} {many:.0f} MB")
    return Measured("memory", max(reader, many), max(reader, few), 1.3, unit="MB")


def peak(command: list[str]) -> float:
    """The most memory that a process, or one that it starts, takes at once, in MB."""
    child = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return used.ru_maxrss / 1024


def generate_without_analysis(size: int, folder: Path) -> None:
    """A run in which every article's reading is made from parts of the examples' briefings."""
    content = folder / "content"
    for number in range(size):
        path = content / f"{number % 100:02}" / f"{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{number}\n", encoding="utf-8")
    made = recombination.Maker()
    reading.start = lambda *given: None
    reading.read = lambda source: made.briefing(int(source.data), source.path.removesuffix(".md"))
    job = run.Job(content, folder / "briefings", settings.read(ROOT / "mkdocs.yml"))
    run.generate(job, progress=lambda done, total: None, waiting=lambda: None, tell=summary)


def built(folder: Path, size: int) -> Measured:
    times = []
    for number in (size // 10, size):
        place = folder / f"site-{number}"
        generate_without_analysis(number, place)
        (place / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
        (place / "generator").mkdir()
        (place / "generator" / "theme").symlink_to(ROOT / "generator" / "theme")
        times.append(seconds([*PYTHON, "-m", "mkdocs", "build", "--quiet"], place))
    return Measured("site", times[1], 10 * times[0], 1.3)


def measurements(options: argparse.Namespace, folder: Path) -> Iterator[Measured]:
    def wanted(name: str) -> bool:
        return not options.only or name in options.only

    if any(map(wanted, ("unchanged", "changed", "full"))):
        large = site(folder / "articles", options.articles)
        if wanted("full"):
            yield full(large, options.workers)
        seconds(generating(), large)
        if wanted("unchanged"):
            yield unchanged(large, options.rounds)
        if wanted("changed"):
            yield changed(large, options.rounds)
    if wanted("workers"):
        yield two_workers(site(folder / "few", options.few))
    if wanted("memory"):
        yield memory(folder / "memory", options.many)
    if wanted("site"):
        yield built(folder, options.site)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, size in (("articles", 1000), ("few", 100), ("many", 10_000), ("site", 5000), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=size)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--generate", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.generate:
        generate_without_analysis(int(options.generate[0]), Path(options.generate[1]))
        return 0
    held = True
    print(f"{'':<10} {'measured':>13} {'compared to':>13} {'ratio':>7}  wanted")
    with tempfile.TemporaryDirectory() as name:
        for measured in measurements(options, Path(name)):
            print(measured, flush=True)
            held = held and measured.held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
