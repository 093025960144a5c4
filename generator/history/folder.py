"""The history on disk: ``.history/<article's id>.jsonl`` beside the pages, committed with them.

It is read before the pages are made and never taken for a cache: what it says is shown. Files only
grow. One that cannot be read is reported, what stands above the fault is used, and it is not touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import fingerprint, store
from generator.errors import GeneratorError
from generator.history import lines, pages
from generator.history.committed import baseline
from generator.history.pasts import SUFFIX, Pasts
from generator.history.records import Past
from generator.settled import Settled, Settling
from generator.shelf import Shelved

FOLDER = ".history"  # MkDocs leaves out what begins with a dot
PAGES = ("actors", "topics")  # names that no article's id begins with: where pages of these kinds stand
PURGED = "purged.txt"  # no history of an article, which ends otherwise, can have this name
NOTHING = Past()


@dataclass(frozen=True)
class History:
    """What earlier versions said.

    Attributes:
        pasts: by the briefing's id; briefings that are no longer there included.
        faults: what is wrong with files that cannot be read, by the same ids.
        logs: of the pages of actors and of topics, as ``PAGES`` names them.
        texts: each file's text as far as it stands, by its path; what is written begins with it.
        on_disk: the files that there are.
        purged: addresses of briefings that were taken down.
        settled: how briefings came out of the last run whose history is the one that it left; after
            ``advance``, how they come out of this one.
    """

    pasts: Pasts = field(default_factory=Pasts)
    faults: dict[str, lines.HistoryError] = field(default_factory=dict)
    logs: dict[str, pages.Pages] = field(default_factory=dict)
    texts: Shelved[str] = field(default_factory=Shelved)
    on_disk: Shelved[str] = field(default_factory=Shelved)
    purged: tuple[str, ...] = ()
    settled: dict[str, Settling] = field(default_factory=dict)

    def past(self, ident: str) -> Past:
        """A briefing's history, empty where it has none."""
        return self.pasts.get(ident, NOTHING)

    def digest(self, ident: str) -> str:
        """The digest of a briefing's history."""
        return digest_of(self.texts.get(ident + SUFFIX))

    def addresses(self, ident: str) -> tuple[str, ...]:
        """Every address that a briefing had, oldest first."""
        known = self.settled.get(ident)
        return known.addresses if known else self.past(ident).addresses

    def pages_of(self, kind: str) -> pages.Pages:
        """What is known of the pages of one kind."""
        return self.logs.get(kind, pages.Pages())


def read(output: Path, *, uncommitted: bool = True, settled: Settled | None = None) -> History:
    """Read the history beside the pages.

    Args:
        output: the folder of the pages; it need not exist.
        uncommitted: False leaves out what runs added since the last commit: the next run takes its place.
        settled: how briefings came out of the last run.

    Raises:
        GeneratorError: where the folder or a file in it cannot be read at all.
    """
    folder = output / FOLDER
    on_disk = _texts(folder)
    texts = on_disk.copy() if uncommitted or not on_disk else baseline(folder, on_disk)
    history = History(on_disk=on_disk, texts=texts, purged=_purged(folder))
    settled = settled or Settled(None)
    for path, text in on_disk.items():
        ident = path.removesuffix(SUFFIX)
        try:
            if ident in PAGES:
                _read_pages(history, ident, text, str(folder / path))
            elif (known := settled.get(ident)) and _is_left(known, texts.get(path), text):
                history.settled[ident] = known  # and with it, that both can be read
                if texts.get(path):
                    history.pasts.put_unread(ident, texts)
            else:
                _read_past(history, ident, text, str(folder / path))
        except lines.HistoryError as fault:
            history.faults[ident], history.pasts[ident], texts[path] = fault, fault.readable, text
    for ident in _superseded(texts):
        history.pasts.pop(ident, None)
        history.settled.pop(ident, None)
        texts.pop(ident + SUFFIX)
    return history


def _is_left(known: Settling, before: str | None, text: str) -> bool:
    """Whether a file is as the last run left it, and what it is settled by as that knew it."""
    after = digest_of(text)
    return known.after == after and (before == text or digest_of(before) in (known.before, after))


def digest_of(text: str | None) -> str:
    """The digest of a history's text; none is as good as an empty one."""
    return fingerprint.of_bytes((text or "").encode("utf-8", "surrogateescape"))


def _read_past(history: History, ident: str, text: str, name: str) -> None:
    whole = lines.read(text, name)
    path = ident + SUFFIX
    committed = history.texts.get(path)
    if committed is None:
        return
    base = lines.read(committed, name) if committed != text and lines.whole(committed) else whole
    added = whole.versions[len(base.versions) :]
    if text == committed + "".join(map(lines.written, added)):
        history.pasts[ident] = base
    else:  # somebody wrote into it
        history.pasts[ident], history.texts[path] = whole, text


def _read_pages(history: History, kind: str, text: str, name: str) -> None:
    pages.read(text, name)
    path = kind + SUFFIX
    committed = history.texts.get(path, "")
    if not pages.ours(text[len(committed) :]):
        committed = text  # somebody wrote into it
    history.texts[path] = committed
    history.logs[kind] = pages.read(committed, name)


def _purged(folder: Path) -> tuple[str, ...]:
    path = folder / PURGED
    try:
        return tuple(line for line in path.read_text(encoding="utf-8").splitlines() if line)
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise GeneratorError(f"{path}: cannot be read: {error}; take it back from version control") from error


def _superseded(texts: Mapping[str, str]) -> list[str]:
    """Histories that go on under another address: left behind where a run was broken off."""
    alike: dict[str, list[str]] = defaultdict(list)
    for path, text in texts.items():
        alike[fingerprint.of_bytes(text.split("\n", 1)[0].encode("utf-8", "replace"))].append(path)
    return [
        path.removesuffix(SUFFIX)
        for group in alike.values()
        for path in group
        if len(group) > 1
        and any(texts[other].startswith(texts[path]) for other in group if texts[other] != texts[path])
    ]


def _texts(folder: Path) -> Shelved[str]:
    try:
        texts: Shelved[str] = Shelved()
        for path in sorted(path for path in folder.rglob(f"*{SUFFIX}") if path.is_file()):
            # What is no UTF-8 comes through as half characters, which ``lines.read`` refuses with their line.
            texts[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8", "surrogateescape")
        return texts
    except OSError as error:
        raise GeneratorError(f"{error.filename or folder}: cannot be read: {error.strerror}") from error


def write(output: Path, history: History) -> None:
    """Bring the folder to hold a history; files that are right are not touched.

    A file goes only where all it says stands under another address now, or was never committed.

    Raises:
        GeneratorError: where a file cannot be written.
    """
    unreadable = {ident + SUFFIX for ident in history.faults}
    for path in sorted(set(history.texts) - unreadable):
        if history.on_disk.get(path) != history.texts[path]:
            store.write_whole(output, f"{FOLDER}/{path}", history.texts[path])
    for path in sorted(set(history.on_disk) - set(history.texts) - unreadable):
        store.remove(output, f"{FOLDER}/{path}")
