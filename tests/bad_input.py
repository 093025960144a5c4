"""The kinds of bad input, as files and as a table in SECURITY.md; ``python tests/bad_input.py`` writes it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "bad_input" / "table.yml").read_text(encoding="utf-8")
)
FETCHING: list[dict[str, str]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "bad_input" / "fetching.yml").read_text(encoding="utf-8")
)
BEGIN, END = "<!-- made by tests/bad_input.py -->\n", "<!-- end -->\n"


def make(path: Path, how: dict[str, Any]) -> None:
    """Put one bad input where an article would stand."""
    for key, maker in _INSTEAD.items():
        if key in how:
            maker(path, how[key])
            return
    path.write_bytes(_bytes(how))


def _bytes(how: dict[str, Any]) -> bytes:
    if "hex" in how:
        return bytes.fromhex(how["hex"])
    if "utf-16" in how:
        return str(how["utf-16"]).encode("utf-16")
    if "utf-16-le" in how:
        return str(how["utf-16-le"]).encode("utf-16-le")
    if "repeat" in how:
        unit, number = how["repeat"]
        return f"{how.get('head', '')}{unit * number}{how.get('tail', '')}".encode()
    return str(how["text"]).encode()


def _unreadable(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0)


_INSTEAD: dict[str, Callable[[Path, Any], None]] = {
    "pipe": lambda path, _: os.mkfifo(path),
    "link": lambda path, target: path.symlink_to(target),
    "folder": lambda path, _: path.mkdir(),
    "unreadable": _unreadable,
}


def message(case: dict[str, Any]) -> str:
    """What the user reads about an input that has no page."""
    line = f":{case['line']}" if "line" in case else ""
    return f"{case['file']}{line}: {case['says']}"


def table() -> str:
    """The table as Markdown."""
    rows = ["| what comes in | what you see |", "|---|---|"]
    for case in CASES:
        sees = f"`skipped: {message(case)}`" if "says" in case else case["kept"]
        rows.append(f"| {case['what']} | {sees} |")
    rows += [f"| `briefings add`: {case['what']} | `{case['says']}` |" for case in FETCHING]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Write the table into SECURITY.md."""
    path = ROOT / "SECURITY.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}{table()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
