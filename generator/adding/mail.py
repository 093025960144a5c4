"""A saved mail → its text, and what its head says.

What stands in a mail's head is what its sender says: it goes into the front matter, for a person to check.
"""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from email import policy
from email.message import EmailMessage, MIMEPart
from typing import Any, Literal, TypeVar

from generator.clean.characters import tidy
from generator.model import Dropped

T = TypeVar("T")

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}")
_TELLING = re.compile(rb"(?im)^(?:from|date|subject|mime-version|received|message-id):")
_PASSED_ON = re.compile(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mail:
    """The body of a mail, and what its head says of it in the fields of front matter."""

    text: str
    kind: Literal["html", "text"]
    said: dict[str, Any] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()


def is_mail(data: bytes) -> bool:
    """Whether bytes begin as a saved mail does: with header lines, three of which mails have."""
    head = _HEADER.match(data[:20_000])
    return head is not None and len({line.lower() for line in _TELLING.findall(head[0])}) >= 3


def read(data: bytes) -> Mail:
    """Read a mail: its plain text where it has one, else its HTML; attachments are named as dropped."""
    message = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    part = _or_none(lambda: message.get_body(("plain", "html")))
    text = _content(part) if part is not None else ""
    kind: Literal["html", "text"] = "html" if part is not None and _is_html(part) else "text"
    dropped = [Dropped(1, "attachment", name) for name in _attachments(message)]
    if kind == "text" and (signature := _SIGNATURE.search(text)):
        line = text.count("\n", 0, signature.start()) + 1
        dropped.append(Dropped(line, "signature", text[signature.start() :].strip()))
        text = text[: signature.start()]
    return Mail(text, kind, _said(message), tuple(dropped))


def _or_none(asked: Callable[[], T]) -> T | None:
    """The standard library's parser of headers fails in many ways on a broken mail."""
    try:
        return asked()
    except Exception:
        return None


def _is_html(part: MIMEPart) -> bool:
    return part.get_content_type() == "text/html"


def _content(part: MIMEPart) -> str:
    found = _or_none(lambda: part.get_content())
    if not isinstance(found, str):
        payload = part.get_payload(decode=True)
        found = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return found.replace("\r\n", "\n")


def _attachments(message: EmailMessage) -> list[str]:
    parts = _or_none(lambda: list(message.iter_attachments())) or []
    names = (part.get_filename() or part.get_content_type() for part in parts)
    return [tidy(name) for name in names]


def _said(message: EmailMessage) -> dict[str, Any]:
    said = {
        "title": _or_none(lambda: tidy(_PASSED_ON.sub("", str(message["subject"] or "")))),
        "source": _or_none(lambda: _sender(message)),
        "published": _or_none(lambda: _day(message)),
    }
    return {key: value for key, value in said.items() if value}


def _sender(message: EmailMessage) -> str | None:
    first = message["from"].addresses[0]
    return tidy(first.display_name) or first.domain or None


def _day(message: EmailMessage) -> date | None:
    """The day on which it was sent, where the sender was."""
    found: date = message["date"].datetime.date()
    return found
