"""On which day a file was first committed: what bounds a day that an article prints without its year."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path


class FirstSeen:
    """The day of the first commit that holds a file; None where there is no such commit, or no git."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._days: dict[str, date] | None = None

    def __call__(self, path: Path) -> date | None:
        """That day for a file below the folder."""
        if self._days is None:
            self._days = self._ask_git()
        return self._days.get(path.relative_to(self._content).as_posix())

    def _ask_git(self) -> dict[str, date]:
        command = ["git", "-C", str(self._content), "log", "--format=%x00%cs", "--name-only", "--relative"]
        command += ["-z", "--diff-filter=A", "--reverse", "--", "."]
        try:
            answer = subprocess.run(
                command, capture_output=True, text=True, check=True, errors="replace"
            ).stdout
        except (OSError, subprocess.CalledProcessError):
            return {}
        days: dict[str, date] = {}
        day: date | None = None
        for item in answer.replace("\n", "\0").split("\0"):
            try:
                day = date.fromisoformat(item)
            except ValueError:
                if item and day:
                    days.setdefault(item, day)
        return days
