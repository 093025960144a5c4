"""Which briefings stand as their articles were read, kept between runs: they need not be settled again.

Settling gives the items of a reading their lasting ids and adds a version to the history. Where neither the
reading nor the history is another than in the last run, both come out as they did. A cache, nothing more:
what is not known here is settled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from generator import sealed


@dataclass(frozen=True, slots=True)
class Settling:
    """How a briefing came out whose items kept the ids of the reading, and that no editor corrects.

    Attributes:
        reading: digest of what was read in the article.
        before: digest of the history that it was settled by.
        after: digest of the same with the briefing's version, by which it comes out as it did: a second
            time changes nothing.
        addresses: every address that the briefing had, oldest first.
        twin: the key of its JSON twin, see ``render.Keys``.
    """

    reading: str
    before: str
    after: str
    addresses: tuple[str, ...]
    twin: str = ""


class Settled:
    """How briefings came out in the last run.

    Args:
        file: where it is kept; None keeps nothing.
        depends: digest of all else that it depends on: the generator and the settings.
        use: False knows nothing, and keeps what comes out from now on.
    """

    def __init__(self, file: Path | None, depends: str = "", *, use: bool = True) -> None:
        self._file, self._depends = file, depends
        self._known: dict[str, str] = self._read() if use else {}

    def get(self, ident: str) -> Settling | None:
        """How a briefing came out; None where that is not known."""
        # One text for each: its values would take three times the memory, for each article of a site
        known = self._known.get(ident)
        if known is None:
            return None
        reading, before, after, addresses, twin = json.loads(known)
        return Settling(reading, before, after, tuple(addresses), twin)

    def keep(self, settlings: Mapping[str, Settling]) -> None:
        """Keep how briefings came out, for the next run."""
        if self._file is None:
            return
        known = {ident: json.dumps(astuple(settlings[ident])) for ident in sorted(settlings)}
        if known != self._known:
            sealed.write(self._file, json.dumps([self._depends, known]).encode())

    def _read(self) -> dict[str, str]:
        body = sealed.read(self._file) if self._file else None
        if body is None:
            return {}
        depends, known = json.loads(body)
        return known if depends == self._depends else {}
