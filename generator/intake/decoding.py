"""Bytes of a file → text, or one line that says why they are none."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ArticleError

LARGEST = 6_000_000  # bytes; a long magazine article has 60,000

# The first bytes of what people drop into a folder by mistake.
SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF document",
}
BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def read_text(path: Path, name: str) -> str:
    """Read a file as UTF-8 text; a byte order mark is passed over.

    Args:
        path: the file.
        name: how error messages name it.

    Raises:
        ArticleError: it cannot be read, is too large, empty, no text, or in another encoding.
    """
    return decode(read(path, name), name)


def read(path: Path, name: str) -> bytes:
    """Read a file's bytes; see :func:`read_text`.

    Raises:
        ArticleError: it cannot be read, or is too large.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ArticleError(
                name, None, f"{size:,} bytes; an article has at most {LARGEST:,}: split it or leave it out"
            )
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise ArticleError(name, None, f"cannot be read: {error.strerror or error}") from error


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8; see :func:`read_text` for what it raises."""
    if not data.strip():
        raise ArticleError(name, None, "the file is empty; an article has a title and paragraphs of text")
    _refuse_other_kinds(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = (
            f"byte {error.start + 1} of the file (0x{data[error.start]:02x}) is not UTF-8;"
            " save the file with the encoding UTF-8"
        )
        raise ArticleError(name, line, why) from error
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise ArticleError(name, line, "a NUL character: not text; an article is a UTF-8 text file")
    return text


def _refuse_other_kinds(data: bytes, name: str) -> None:
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            raise ArticleError(name, None, f"the file is {encoding}; save it with the encoding UTF-8")
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise ArticleError(name, None, f"this is {kind}; an article is a .md, .txt or .html text file")
    # Western text in UTF-16 without a mark: every other byte is NUL.
    head = data[:200]
    if max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 3:
        raise ArticleError(name, None, "the file looks like UTF-16; save it with the encoding UTF-8")
