"""How the time for a site grows with its briefings, and what of it is ours beside MkDocs'.

Run from the root of the repository: ``python tests/benchmarks/site_growth.py [--sizes 500 1000 2000]``.
Briefings are made up, see ``recombination``, so that nothing is extracted. Times are processor time of this
process, and only their ratios are judged, so that it hardly matters what else the machine does. Exit status 1
where a limit of the project is missed: time for each briefing grows by no more than GROWTH from the smallest
site to the largest, rendering and cross-article work take under a third of MkDocs' own time, and no page has
60 KB of HTML or more.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import recombination
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

from generator import crossindex, publish, render, settings, store
from generator.publish.build import built

ROOT = Path(__file__).parents[2]
GROWTH, SHARE, MOST = 1.25, 1 / 3, 60 * 1024
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of processor time for a site of so many briefings."""

    briefings: int
    pages: int
    across: float  # cross-article work
    rendering: float  # of the generated pages, and writing them
    mkdocs: float
    publishing: float  # feeds, cards, heads, search and the like

    @property
    def share(self) -> float:
        """Our part beside MkDocs' own."""
        return (self.across + self.rendering) / self.mkdocs

    @property
    def each(self) -> float:
        """Milliseconds for each briefing, all in all."""
        return 1000 * (self.across + self.rendering + self.mkdocs + self.publishing) / self.briefings


def timed(does: Callable[[], Made]) -> tuple[Made, float]:
    """What a call returns, and its seconds of processor time, those of processes that it ran included."""
    gc.collect()
    before = os.times()
    made = does()
    after = os.times()
    return made, sum(after[:4]) - sum(before[:4])


def measure(number: int, folder: Path) -> tuple[Times, list[tuple[int, str]]]:
    """Build a site of so many briefings; returns the times, and the pages that are too long."""
    briefings, chosen = recombination.briefings(number), settings.read(ROOT / "mkdocs.yml")
    docs = folder / "docs"
    index, across = timed(lambda: crossindex.build(briefings))
    _, rendering = timed(lambda: store.write(docs, render.pages(index, briefings, chosen)))
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(folder / "site"), strict=True
    )
    _, mkdocs = timed(lambda: mkdocs_build.build(config))
    site = built(config)
    _, publishing = timed(lambda: publish.publish(site))
    sizes = [(path.stat().st_size, path) for path in site.folder.rglob("*.html")]
    long = sorted((size, path.relative_to(site.folder).as_posix()) for size, path in sizes if size >= MOST)
    return Times(number, len(sizes), across, rendering, mkdocs, publishing), long[::-1]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000])
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    found, kept = [], True
    for number in parser.parse_args().sizes:
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            times, long = measure(number, Path(folder))
        found.append(times)
        kept &= times.share < SHARE and not long
        print(
            f"{number} briefings, {times.pages} pages: cross-article {times.across:.1f} s, "
            f"rendering {times.rendering:.1f} s, MkDocs {times.mkdocs:.1f} s, "
            f"publishing {times.publishing:.1f} s; {times.each:.0f} ms each; "
            f"ours is {times.share:.2f} of MkDocs'; {len(long)} pages too long "
            f"({time.perf_counter() - started:.0f} s on the clock)",
            flush=True,
        )
        for size, path in long[:5]:
            print(f"  {size / 1024:.0f} KB: {path}")
    growth = found[-1].each / found[0].each
    kept &= growth <= GROWTH
    print(f"time for each briefing, largest to smallest site: {growth:.2f}")
    limits = f"growth {GROWTH}, share {SHARE:.2f}, {MOST // 1024} KB a page"
    print(f"limits: {limits}: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
