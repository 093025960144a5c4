"""Jinja with one rule: whatever a template prints goes through ``escape.text``, but our own markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator
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


def _printed(value: Any) -> str:
    if type(value) is Markup:
        return value
    return value.__html__() if hasattr(value, "__html__") else escape.text(value)


class _Code(CodeGenerator):
    """Prints what ``finalize`` gives, which is escaped: Jinja would look through all of it again.

    These are the hooks that Jinja's own native environment uses; without them, all is escaped twice over.
    """

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(")")


class _Context(jinja2.runtime.Context):
    """Calls what templates call as it is: nothing of ours asks to be given the context."""

    def call(
        self, called: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return called(*args, **named)


def _external(url: str | None) -> Markup | None:
    address = escape.href(url)
    return Markup(address) if address else None


def _meta(value: Any) -> Markup:
    return Markup(escape.meta(value))


class _Environment(jinja2.Environment):
    code_generator_class = _Code
    context_class = _Context


def _make() -> jinja2.Environment:
    environment = _Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,  # macros give markup; ``finalize`` comes first and escapes more than HTML asks for
        finalize=_printed,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # templates are part of the program: nobody changes them while it runs
    )
    environment.globals.update(words=wording, views=views, external=_external, meta=_meta)
    environment.globals.update(agenda=agenda, paths=paths, positions_by_topic=positions_by_topic)
    environment.globals.update(profile=profile, standpoints=standpoints, corrected=corrected)
    environment.globals.update(directory=directory, paging=paging)
    return environment


ENVIRONMENT = _make()


def render(template: str, **values: Any) -> str:
    """Fill a template.

    Args:
        template: its name without suffix.
        values: what it reads; a value it reads and is not given is an error.
    """
    written = ENVIRONMENT.get_template(f"{template}.md.j2").render(**values)
    return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", written).strip("\n") + "\n"


def prepare() -> None:
    """Read the templates now that are else read when they are first asked for."""
    for name in ENVIRONMENT.list_templates(extensions=["j2"]):
        ENVIRONMENT.get_template(name)
