"""What was generated where a file was edited by hand since."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import replace
from pathlib import Path

from generator import crossindex, editorial, history, render, store
from generator.corrections.desk import OneItem
from generator.corrections.records import items_of
from generator.errors import GeneratorError
from generator.model import Briefing
from generator.publish.build import read_twins
from generator.render import paths
from generator.settings import Settings


def is_generated(output: Path, path: str) -> bool:
    """Whether a file is as a run of the generator left it.

    Args:
        output: the folder of the pages.
        path: below it.

    Raises:
        GeneratorError: where the folder has no list of what was generated.
    """
    return hashlib.sha256((output / path).read_bytes()).hexdigest() in _digests(output, path)


def _digests(output: Path, path: str) -> list[str]:
    try:
        known = json.loads((output / store.MANIFEST).read_text(encoding="utf-8"))
        return str(known.get(path, "")).split()
    except (OSError, ValueError, AttributeError) as error:
        raise GeneratorError(
            f"{output}: nothing was generated here; run 'briefings generate' first"
        ) from error


def committed(output: Path, path: str) -> str | None:
    """The text that was generated for a file, where the last commit holds it; else None."""
    command = ["git", "-C", str(output), "show", f"HEAD:./{path}"]
    try:
        text = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return text.decode("utf-8") if hashlib.sha256(text).hexdigest() in _digests(output, path) else None


class Pages:
    """Renders the page of one briefing, as it stands among the others."""

    def __init__(self, output: Path, content: Path, settings: Settings) -> None:
        self._twins = read_twins(output)
        self._said = editorial.read(content)
        self._past = history.read(output)
        self._settings = settings

    def page(self, briefing: Briefing) -> str:
        """The page of a briefing."""
        others = [twin for twin in self._twins if twin.id != briefing.id]
        index = crossindex.build([*others, briefing], self._said)
        made = render.briefing_files(briefing, index, self._settings, past=self._past)
        files = {file.path: file.text() for file in made}
        return files[paths.briefing(briefing.id)]


def marked_as(briefing: Briefing, generated: Briefing) -> Briefing:
    """A briefing that tells of its corrections no more than another does."""
    known = {item.id: item for item in items_of(generated)}

    def bare(item: OneItem) -> OneItem:
        was = known.get(item.id)
        correction, confidence = (was.correction, was.confidence) if was else (None, item.confidence)
        return replace(item, correction=correction, confidence=confidence)

    return replace(
        briefing,
        actors=tuple(map(bare, briefing.actors)),
        positions=tuple(map(bare, briefing.positions)),
        open_questions=tuple(map(bare, briefing.open_questions)),
        events=tuple(map(bare, briefing.events)),
        has_corrections=generated.has_corrections,
    )
