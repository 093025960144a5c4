"""The history as it was last committed: what a version is compared with until it is committed itself.

While an article is being written, each saved state replaces the one before, and only what is committed
stays. Where there is no git, or it ignores the folder, what stands on disk is the history.
"""

from __future__ import annotations

from pathlib import Path

from generator.git import answer as _git
from generator.shelf import Shelved


def baseline(folder: Path, found: Shelved[str]) -> Shelved[str]:
    """The texts of the history files without what earlier runs added since the last commit.

    A file that somebody changed in another way than by lines added below stands as it is.

    Args:
        folder: the folder of the history.
        found: the text of each file in it, by its relative path.
    """
    changed = _git(folder, "diff", "-z", "--name-only", "--no-renames", "--relative", "HEAD", "--", ".")
    added = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")
    if changed is None or added is None:
        return found.copy()
    committed = _texts(folder, _names(changed))
    missing = {path: text for path, text in committed.items() if path not in found}
    out = found.copy()
    for path in {*_names(changed), *_names(added)} - set(committed):
        moved = [text for text in missing.values() if text and found.get(path, "").startswith(text)]
        out.pop(path, None)
        if moved:  # the history of an article that has another address now
            out[path] = max(moved, key=len)
    for path, text in committed.items():
        if path in found:
            out[path] = text if found[path].startswith(text) else found[path]
    return out


def _names(output: bytes) -> list[str]:
    return [name for name in output.decode("utf-8", "surrogateescape").split("\0") if name]


def _texts(folder: Path, paths: list[str]) -> dict[str, str]:
    """The committed texts of those paths that the last commit holds."""
    if not paths:
        return {}
    asked = "".join(f"HEAD:./{path}\n" for path in paths).encode("utf-8", "surrogateescape")
    answer = _git(folder, "cat-file", "--batch", given=asked) or b""
    texts: dict[str, str] = {}
    at = 0
    for path in paths:
        end = answer.index(b"\n", at)
        head, at = answer[at:end].split(b" "), end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            texts[path] = answer[at : at + size].decode("utf-8", "replace")
            at += size + 1
    return texts
