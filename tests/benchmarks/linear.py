"""Whether a character costs the same in a long article as in a short one, in every stage, on hostile text.

Run from the root of the repository: ``python tests/benchmarks/linear.py [--largest 500000] [STAGE ...]``, the
stages being clean, patterns, rules and pipeline. Each is timed on articles of 5 KB and of the largest size,
in one run, in processor time; the ratio of the two times per character is printed where it is above 1.5. Exit
status 1 where one is above 2, also when it is measured again.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import mutations  # noqa: E402

import generator  # noqa: E402
from generator import article, crossindex, gate, language, render  # noqa: E402
from generator.condense import condense  # noqa: E402
from generator.errors import ArticleError  # noqa: E402
from generator.model import Article  # noqa: E402
from generator.settings import Settings  # noqa: E402

SMALL = 5_000
MOST = 2.0  # times the cost of a character in a small article
SHOWN = 1.5
FAST = 30e-9  # seconds a character; what takes the square is a thousand times slower at the largest size
SHORTEST = 0.02  # seconds that the small article is measured for
SHAPES = yaml.safe_load((ROOT / "tests" / "cases" / "linear" / "shapes.yml").read_text(encoding="utf-8"))

Work = Callable[[Any], object]


def filled(size: int, unit: str, head: str = "", tail: str = "") -> str:
    """A text of about so many characters."""
    return head + unit * max(1, (size - len(head) - len(tail)) // len(unit)) + tail


def shapes() -> Iterator[tuple[str, dict[str, str]]]:
    """Every shape of text, by name."""
    for name, unit in SHAPES["units"].items():
        yield str(name), {"unit": unit}
    yield from SHAPES["framed"].items()


def seconds(work: Work, given: Any, least: float = 0.0) -> float:
    """Processor time of one call, the best of as many as ``least`` seconds take."""
    best, total = float("inf"), 0.0
    while total <= least:
        started = time.process_time()
        work(given)
        spent = max(1e-9, time.process_time() - started)
        best, total = min(best, spent), total + spent
    return best


class Report:
    """Counts what was measured, and says what was above the limits."""

    def __init__(self) -> None:
        self.measured, self.missed, self.worst = 0, 0, 0.0

    def compare(self, name: str, work: Work, small: tuple[int, Any], large: tuple[int, Any]) -> None:
        """Measure one work on two inputs, each with its size in characters."""
        ratio = self._ratio(work, small, large)
        if ratio > MOST:
            ratio = min(ratio, self._ratio(work, small, large))
        self.measured += 1
        self.missed += ratio > MOST
        self.worst = max(self.worst, ratio)
        if ratio > SHOWN:
            print(f"  {name}: {ratio:.1f}{' MISSED' if ratio > MOST else ''}", flush=True)

    @staticmethod
    def _ratio(work: Work, small: tuple[int, Any], large: tuple[int, Any]) -> float:
        spent = seconds(work, large[1])
        if spent < FAST * large[0]:
            return 1.0
        return spent / large[0] / (seconds(work, small[1], SHORTEST) / small[0])


def cleaning(report: Report, largest: int) -> None:
    """Reading and cleaning in each form."""

    def reader(suffix: str) -> Work:
        def read(text: str) -> None:
            try:
                article.read_text(text, f"a{suffix}", first_seen=None)
            except ArticleError:
                return

        return read

    for suffix in mutations.SUFFIXES:
        for name, shape in shapes():
            small, large = filled(SMALL, **shape), filled(largest, **shape)
            report.compare(f"{suffix} {name}", reader(suffix), (len(small), small), (len(large), large))


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every regular expression that a module of the generator keeps."""
    seen: set[str] = set()
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if module.name.endswith("__main__"):
            continue
        for key, value in vars(importlib.import_module(module.name)).items():
            for pattern in _patterns_in(value):
                if isinstance(pattern.pattern, str) and pattern.pattern not in seen:
                    seen.add(pattern.pattern)
                    yield f"{module.name}.{key}", pattern


def _patterns_in(value: object) -> Iterable[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        return [one for item in value.values() for one in _patterns_in(item)]
    if isinstance(value, list | tuple):
        return [one for item in value for one in _patterns_in(item)]
    return []


def expressions(report: Report, largest: int) -> None:
    """Each regular expression, searched for and matched against every shape."""
    size = min(largest, 100_000)
    for name, pattern in patterns():

        def search(text: str, pattern: re.Pattern[str] = pattern) -> None:
            for _ in pattern.finditer(text):
                pass
            pattern.fullmatch(text)

        for shape, parts in shapes():
            small, large = filled(SMALL, **parts), filled(size, **parts)
            report.compare(f"{name} on {shape}", search, (len(small), small), (len(large), large))


def _article(text: str) -> Article:
    title = "Talks of the towns"
    return Article("a", "a.md", title, f"{title}\n\n{text}", date(2031, 3, 4))


def rules(report: Report, largest: int) -> None:
    """Each rule component, condensing, the gate and the page, on parses by chance."""
    nlp = mutations.rules()
    for name, unit in SHAPES["prose"].items():
        made = []
        for size in (SMALL, largest):
            given = _article(filled(size, unit))
            doc = mutations.guessed(nlp, given, random.Random(size))
            doc.spans["attribution"] = []
            made.append((given, doc))
        (short, small), (long, large) = made
        for pipe, component in nlp.pipeline:
            report.compare(f"{pipe} on {name}", component, (len(short.text), small), (len(long.text), large))
        _condensed(report, name, made)


def _condensed(report: Report, name: str, made: list[tuple[Article, Any]]) -> None:
    (short, _), (long, _) = made
    sizes = len(short.text), len(long.text)
    work: Work = lambda pair: condense(*pair)  # noqa: E731
    report.compare(f"condense on {name}", work, (sizes[0], made[0]), (sizes[1], made[1]))
    small, large = (condense(*pair) for pair in made)
    report.compare(f"gate on {name}", gate.check, (sizes[0], small), (sizes[1], large))
    page: Work = lambda one: render.pages(crossindex.build([one]), [one], Settings())  # noqa: E731
    report.compare(f"pages on {name}", page, (sizes[0], small), (sizes[1], large))


def pipeline(report: Report, largest: int) -> None:
    """The trained encoder and the rules on the prose of the example articles."""
    nlp = language.load()
    found = article.discover(ROOT / "content")
    read = [article.read(path, ROOT / "content", first_seen=None) for path in found]
    prose = "\n\n".join(paragraph for one in read for paragraph in one.text.split("\n\n")[1:])
    texts = [filled(size, prose + "\n\n") if size > len(prose) else prose[:size] for size in (SMALL, largest)]
    small, large = (replace(_article(text), published=read[0].published) for text in texts)
    docs = [nlp.make_doc(one.text) for one in (small, large)]
    for doc in docs:
        doc._.published, doc._.title_end = small.published, len(small.title)
    for name, component in nlp.pipeline:
        report.compare(name, component, (len(small.text), docs[0]), (len(large.text), docs[1]))
    _condensed(report, "example articles", [(small, docs[0]), (large, docs[1])])


STAGES = {"clean": cleaning, "patterns": expressions, "rules": rules, "pipeline": pipeline}


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="*", choices=[[], *STAGES], default=list(STAGES))
    parser.add_argument("--largest", type=int, default=500_000)
    arguments = parser.parse_args()
    missed = 0
    for stage in arguments.stages or STAGES:
        report = Report()
        print(stage, flush=True)
        STAGES[stage](report, arguments.largest)
        print(
            f"{stage}: {report.measured} ratios, the worst {report.worst:.1f}, {report.missed} above {MOST}"
        )
        missed += report.missed
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
