"""Jinja with one rule: whatever a template prints goes through ``escape.text``, but our own markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from generator.crossindex import positions_by_topic
from generator.render import (
    agenda,
    corrected,
    directory,
    escape,
    paging,
    paths,
    profile,
    standpoints,
    views,
    wording,
)

TEMPLATES = Path(__file__).parent / "templates"


def _printed(value: Any) -> Any:
    return value if hasattr(value, "__html__") else Markup(escape.text(value))


def _external(url: str | None) -> Markup | None:
    address = escape.href(url)
    return Markup(address) if address else None


def _meta(value: Any) -> Markup:
    return Markup(escape.meta(value))


def _make() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,  # macros give markup; ``finalize`` comes first and escapes more than HTML asks for
        finalize=_printed,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(words=wording, views=views, external=_external, meta=_meta)
    environment.globals.update(agenda=agenda, paths=paths, positions_by_topic=positions_by_topic)
    environment.globals.update(profile=profile, standpoints=standpoints, corrected=corrected)
    environment.globals.update(directory=directory, paging=paging)
    return environment


_ENVIRONMENT = _make()


def render(template: str, **values: Any) -> str:
    """Fill a template.

    Args:
        template: its name without suffix.
        values: what it reads; a value it reads and is not given is an error.
    """
    written = _ENVIRONMENT.get_template(f"{template}.md.j2").render(**values)
    return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", written).strip("\n") + "\n"
