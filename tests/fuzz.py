"""Spoil many articles and read them all: ``python tests/fuzz.py --number 100000 [--seed 1]``.

Exit status 1 where one made the generator fail; its bytes are written beside, under the name that is printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

import mutations

SLOW = 5.0  # seconds of processor time for some 1,000 characters: a hang


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("fuzz-failures"))
    arguments = parser.parse_args()
    nlp, texts, counts = mutations.rules(), mutations.corpus(), Counter[str]()
    for number in range(arguments.number):
        seed = arguments.seed * 10_000_000 + number
        data, suffix = mutations.spoilt(random.Random(seed), texts)
        started = time.process_time()
        try:
            counts["refused" if mutations.read(nlp, data, suffix, seed) is None else "read"] += 1
        except Exception:
            counts["failed"] += 1
            arguments.folder.mkdir(exist_ok=True)
            (arguments.folder / f"{seed}{suffix}").write_bytes(data)
            print(f"{seed}{suffix}: {traceback.format_exc()}", flush=True)
        if time.process_time() - started > SLOW:
            counts["slow"] += 1
            print(f"{seed}{suffix}: slow", flush=True)
        if number % 1000 == 999:
            print(f"{number + 1}: {dict(counts)}", flush=True)
    print(dict(counts))
    return 1 if counts["failed"] or counts["slow"] else 0


if __name__ == "__main__":
    sys.exit(main())
