"""Condenses news articles into structured briefings and writes them as a static site.

As a library: ``from generator import brief; brief(text, published="2026-03-02")``; see ``generator.library``.
The parts of the pipeline work in any spaCy pipeline, as in ``nlp.add_pipe("briefing_positions")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.library import brief

__version__ = "0.1.0"
__all__ = ["__version__", "brief"]


def __getattr__(name: str) -> Any:
    """Load the library when it is first asked for: the command line must answer at once."""
    if name != "brief":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from generator.library import brief

    return brief
