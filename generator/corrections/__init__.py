"""What an editor corrects in one article's briefing: ``<article>.corrections.yml`` beside the article.

Corrections are applied to items that have their lasting ids, after extraction and before anything is
rendered. The file is only ever read here: an entry whose item is no longer there is reported with the
nearest ones that are, and kept.
"""

from __future__ import annotations

from generator.corrections.apply import Corrected, apply
from generator.corrections.reading import SUFFIX, parse, path_of, read, without_article
from generator.corrections.records import (
    KINDS,
    SECTIONS,
    Corrections,
    Entry,
    Section,
    items_of,
    section_of,
    text_of,
)

__all__ = [
    "KINDS",
    "SECTIONS",
    "SUFFIX",
    "Corrected",
    "Corrections",
    "Entry",
    "Section",
    "apply",
    "items_of",
    "parse",
    "path_of",
    "read",
    "section_of",
    "text_of",
    "without_article",
]
