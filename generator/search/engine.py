"""Pagefind, run over a folder of records, and its index made small, and the same every time."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cbor2

from generator.errors import GeneratorError

_MARK = b"pagefind_dcd"  # begins each file of the index, inside the compression
# Ready-made looks and a second thread, which the theme's own scripts do without.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
_LANGUAGE = "en"
_SHELF = 256  # records whose files share the beginning of their names
_STEP = 8  # words


def run(source: Path, target: Path) -> None:
    """Index a folder of HTML files.

    Args:
        source: the folder.
        target: where the index goes; what stands there is overwritten.

    Raises:
        GeneratorError: where Pagefind is missing or fails.
    """
    command = [sys.executable, "-m", "pagefind", "--silent", "--force-language", _LANGUAGE]
    command += ["--site", str(source), "--output-path", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (target / "pagefind-entry.json").is_file():
        said = " ".join((done.stderr or done.stdout).split()) or f"exit status {done.returncode}"
        raise GeneratorError(f"the search index cannot be made: {said}; try: pip install 'pagefind[bin]'")
    for pattern in _UNUSED:
        for path in target.glob(pattern):
            path.unlink()
    _settle(target)


def _settle(target: Path) -> None:
    """Put the index in an order that is always the same, and its overview into fewer bytes.

    The overview (``pf_meta`` of Pagefind 1.5) is fetched before the first result. Its second place holds
    ``[name, words]`` for each record, its fourth ``[name, file]`` for each filter. Names of files follow
    their content, so that a browser may keep them for ever.
    """
    entry = target / "pagefind-entry.json"
    about = json.loads(entry.read_text(encoding="utf-8"))
    language = about["languages"][_LANGUAGE]
    overview = target / f"pagefind.{language['hash']}.pf_meta"
    meta = _read(overview)
    for listed in meta[3]:
        listed[1] = _sort_filter(target / "filter", listed[1])
    meta[3].sort()
    for start in range(0, len(meta[1]), _SHELF):
        _shelve(target / "fragment", meta[1][start : start + _SHELF])
    overview.unlink()
    language["hash"] = _write(target, "pagefind.{}.pf_meta", meta)
    entry.write_text(json.dumps(about, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _sort_filter(folder: Path, name: str) -> str:
    """A filter is ``[name, [[value, pages] …]]``, its values in the order of a hash map."""
    path = folder / f"{name}.pf_filter"
    key, values = _read(path)
    path.unlink()
    return _write(folder, "{}.pf_filter", [key, sorted(values)])


def _shelve(folder: Path, records: list[list[Any]]) -> None:
    """Name some records by what they hold together, and number them.

    Names that share their beginnings compress to half of what names of their own take. Lengths count only
    in ranking, where a step of eight words makes no difference, and compress better too.
    """
    paths = [folder / f"{name}.pf_fragment" for name, _ in records]
    contents = [path.read_bytes() for path in paths]
    shelf = hashlib.sha256(b"".join(contents)).hexdigest()[:10]
    for number, (record, content) in enumerate(zip(records, contents, strict=True)):
        record[:] = [f"{shelf}{number:02x}", -(-record[1] // _STEP) * _STEP]
        (folder / f"{record[0]}.pf_fragment").write_bytes(content)
    for path in set(paths):
        path.unlink()


def _read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))


def _write(folder: Path, name: str, content: Any) -> str:
    data = _MARK + cbor2.dumps(content)
    digest = f"{_LANGUAGE}_{hashlib.sha256(data).hexdigest()[:10]}"
    (folder / name.format(digest)).write_bytes(gzip.compress(data, 9, mtime=0))
    return digest
