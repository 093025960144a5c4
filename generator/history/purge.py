"""A takedown: what the history says of a briefing goes for good, but for the addresses that it had.

``.history/purged.txt`` holds those, one on each line: a note without names stands there from then on.
"""

from __future__ import annotations

from pathlib import Path

from generator import store
from generator.errors import GeneratorError
from generator.history import pages
from generator.history.folder import FOLDER, PAGES, PURGED, SUFFIX, History
from generator.history.lines import Fault


def purge(output: Path, history: History, ident: str) -> None:
    """Take a briefing out of the history.

    Args:
        output: the folder of the pages.
        history: as it stands on disk.
        ident: the briefing's id, or a former one.

    Raises:
        GeneratorError: where a file cannot be read or written; it can be done again then.
    """
    had = {ident, *history.past(ident).addresses}
    listed = [*history.purged, *sorted(had - set(history.purged))]
    store.write_whole(output, f"{FOLDER}/{PURGED}", "".join(f"{address}\n" for address in listed))
    for path, text in _logs(history).items():
        store.write_whole(output, f"{FOLDER}/{path}", _without(text, had, output / FOLDER / path))
    for address in sorted(had):
        if f"{address}{SUFFIX}" in history.on_disk and address not in PAGES:
            store.remove(output, f"{FOLDER}/{address}{SUFFIX}")


def _logs(history: History) -> dict[str, str]:
    return {path: history.on_disk[path] for kind in PAGES if (path := kind + SUFFIX) in history.on_disk}


def _without(text: str, had: set[str], path: Path) -> str:
    try:
        return pages.without(text, had)
    except Fault as fault:
        raise GeneratorError(f"{path}:{fault.line}: {fault.why}; mend the line first") from fault
