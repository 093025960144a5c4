"""What somebody has of an article (a page, a file, a mail, a feed) → a file for the content folder.

The order of work: ``raw`` says what the bytes are, ``web`` and ``mail`` find what stands around the text,
``prepare`` cleans and writes it down, ``folder`` puts it beside the others and overwrites nothing.
"""

from __future__ import annotations

from generator.adding.prepare import Addition, prepare
from generator.adding.raw import Raw, from_bytes

__all__ = ["Addition", "Raw", "from_bytes", "prepare"]
