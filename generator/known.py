"""What a run has at hand beside its content folder and its pages: what earlier runs left, and processes."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.kept import Readings
from generator.reading import Outcome, Source
from generator.rendered import Rendered
from generator.settled import Settled
from generator.workers import Started


@dataclass(frozen=True, slots=True)
class Known:
    """By default nothing. What comes out does not depend on it.

    Attributes:
        readings: what was read in articles.
        settled: which briefings come out as they were read.
        rendered: which pages stand as they were rendered.
        readers: processes that are getting ready to read.
    """

    readings: Readings = field(default_factory=lambda: Readings(None))
    settled: Settled = field(default_factory=lambda: Settled(None))
    rendered: Rendered = field(default_factory=lambda: Rendered(None))
    readers: Started[Source, Outcome] | None = None
