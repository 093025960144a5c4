"""Names → addresses and places in a list; both depend on the name alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from generator.intake.ids import DEVICES, FOLDER_PAGES


def slug(text: str) -> str:
    """An address for a name: ASCII letters and digits where it has any, else a digest of it.

    A name that a file system or MkDocs keeps for itself (``con``, ``readme``) gets the digest behind it.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return plain if plain and plain not in FOLDER_PAGES | DEVICES else f"{plain or 'name'}-{digest(text)}"


def digest(text: str) -> str:
    """Six characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]


def sort_name(name: str) -> str:
    """A name as lists order it: without regard to case and accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name
