"""On which day a file was first committed: what bounds a day that an article prints without its year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator import git


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
        command = (
            "log",
            "--format=%x00%cs",
            "--name-only",
            "--relative",
            "-z",
            "--diff-filter=A",
            "--reverse",
        )
        answer = (git.answer(self._content, *command, "--", ".") or b"").decode("utf-8", "replace")
        days: dict[str, date] = {}
        day: date | None = None
        for item in answer.replace("\n", "\0").split("\0"):
            try:
                day = date.fromisoformat(item)
            except ValueError:
                if item and day:
                    days.setdefault(item, day)
        return days
