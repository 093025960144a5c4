"""How much memory one article takes: ``python tests/benchmarks/memory.py [--sizes 5000 250000 1000000]``.

Run from the root of the repository. An article of each size, recombined from the example articles, is read,
analysed and rendered by a process of its own; its peak is printed, and what each further character costs.
Exit status 1 where a character costs more than twice as much between the two largest as between the others.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 2.0


def peak(size: int) -> int:
    """Kilobytes that a process holds at most that makes the page of an article of so many characters."""
    command = [sys.executable, str(Path(__file__)), "--one", str(size)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def one(size: int) -> None:
    """Make the page of one article; prints the peak."""
    from generator import article, crossindex, gate, language, render
    from generator.condense import condense
    from generator.model import Article
    from generator.settings import Settings

    read = [
        article.read(path, ROOT / "content", first_seen=None) for path in article.discover(ROOT / "content")
    ]
    prose = "\n\n".join(text.text.partition("\n\n")[2] for text in read) + "\n\n"
    title = "Talks of the towns"
    text = f"{title}\n\n{(prose * (size // len(prose) + 1))[:size].strip()}"
    given = Article("a", "a.md", title, text, date(2026, 3, 4))
    briefing = condense(given, language.analyse(language.load(), given))
    gate.check(briefing)
    assert render.pages(crossindex.build([briefing]), [briefing], Settings())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 250_000, 1_000_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one(arguments.one)
        return 0
    sizes, peaks, costs = sorted(arguments.sizes), [], []
    for size in sizes:
        peaks.append(peak(size))
        print(f"{size:>9,} characters: {peaks[-1] / 1024:,.0f} MB", flush=True)
        if len(peaks) > 1:
            costs.append(1024 * (peaks[-1] - peaks[-2]) / (size - sizes[len(peaks) - 2]))
            print(f"           {costs[-1] / 1024:.1f} KB for each further character", flush=True)
    return 1 if len(costs) > 1 and costs[-1] > MOST * max(costs[:-1]) else 0


if __name__ == "__main__":
    sys.exit(main())
