"""Pagefind, run over a folder of records, and its index made to come out the same every time."""

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
    """Put the filters in order, which Pagefind writes as its hash maps yield them.

    A filter is ``[name, [[value, pages] …]]``; the overview lists filters as ``[name, hash]`` in its fourth
    place (Pagefind 1.5). Names of files follow their content, so they and what names them are made anew.
    """
    entry = target / "pagefind-entry.json"
    about = json.loads(entry.read_text(encoding="utf-8"))
    language = about["languages"][_LANGUAGE]
    overview = target / f"pagefind.{language['hash']}.pf_meta"
    meta = _read(overview)
    for listed in meta[3]:
        path = target / "filter" / f"{listed[1]}.pf_filter"
        name, values = _read(path)
        path.unlink()
        listed[1] = _write(path.parent, "{}.pf_filter", [name, sorted(values)])
    meta[3].sort()
    overview.unlink()
    language["hash"] = _write(target, "pagefind.{}.pf_meta", meta)
    entry.write_text(json.dumps(about, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))


def _write(folder: Path, name: str, content: Any) -> str:
    data = _MARK + cbor2.dumps(content)
    digest = f"{_LANGUAGE}_{hashlib.sha256(data).hexdigest()[:10]}"
    (folder / name.format(digest)).write_bytes(gzip.compress(data, 9, mtime=0))
    return digest
