"""Makes the reference pages from the code, as MkDocs builds them: they can neither be stale nor be edited."""

from __future__ import annotations

import argparse
import html
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.cli import parser
from generator.commands.terminal import EXIT_STATUS
from generator.settings import Settings

SCHEMA = Path(__file__).parents[1] / "generator" / "schema" / "briefing.schema.json"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages to those in the folder."""
    for name, lines in (("commands", commands()), ("settings", settings()), ("json", twin())):
        files.append(File.generated(config, f"reference/{name}.md", content="\n".join(lines) + "\n"))
    return files


def _cell(text: Any) -> str:
    return " ".join(str(text).split()).replace("|", "\\|").replace("{", "&#123;").replace("<", "&lt;")


def commands() -> Iterator[str]:
    """Every command with its arguments."""
    yield "# Commands\n"
    yield "`python -m generator` is the same as `briefings`. Each command answers `--help`.\n"
    yield f"```text\n{EXIT_STATUS}```\n"
    for name, command in _commands().items():
        yield f"## {name}\n"
        yield f"{_cell(command.description)}\n"
        yield "| argument | meaning | default |\n|---|---|---|"
        for action in command._actions:
            if action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction):
                yield _argument(action)
        yield ""


def _commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def _argument(action: argparse.Action) -> str:
    value = action.metavar or ("" if action.nargs == 0 else action.dest.upper())
    if action.choices:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    words = [f"{flag} {value}".strip() for flag in action.option_strings] or [value]
    shown = ", ".join(f"<code>{html.escape(one).replace('|', '&#124;')}</code>" for one in words)
    told = (action.help or "").split(" (default:")[0]
    default = "" if action.default in (None, False, [], argparse.SUPPRESS) else f"`{action.default}`"
    if action.dest == "workers":
        default = "the cores"
    return f"| {shown} | {_cell(told)} | {default} |"


def settings() -> Iterator[str]:
    """Every setting, with what a wrong value is answered with."""
    yield "# Settings\n"
    yield "They stand in `mkdocs.yml` under `extra: briefings:`; each may be left out.\n"
    yield "```yaml\nextra:\n  briefings:\n    evidence: words\n    newest: 20\n```\n"
    for one in fields(Settings):
        if one.metadata:
            means, right = _cell(one.metadata["means"]), _cell(one.metadata["right"])
            default = "nothing" if one.default is None else f"`{one.default}`"
            yield f"## {one.name}\n\n{means[0].upper()}{means[1:]}.\n"
            yield f"Default: {default}. A right value: {right}.\n"
    yield "## Wrong values\n"
    yield "A wrong value stops the run and is answered with the right ones, by `briefings doctor` too."
    yield "MkDocs' own settings are those of [its user guide](https://www.mkdocs.org/user-guide/configuration/)."


def twin() -> Iterator[str]:
    """Every field of a briefing's JSON twin, from its schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    yield "# JSON\n"
    yield f"Beside each page stands its JSON twin. {_cell(schema['description'])}"
    yield "Every site serves the schema as `briefing.schema.json`.\n"
    yield from _table("A briefing", schema)
    for name, one in schema.get("$defs", {}).items():
        if "properties" in one:
            yield from _table(name, one)


def _table(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield "| field | type | meaning |\n|---|---|---|"
    for key, one in schema["properties"].items():
        yield f"| `{key}` | {_type(one)} | {_cell(one.get('description', ''))} |"
    yield ""


def _type(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "items" in schema:
        return f"list of {_type(schema['items'])}"
    if alternatives := schema.get("oneOf") or schema.get("anyOf"):
        return " or ".join(map(_type, alternatives))
    kinds = schema.get("type", "any")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
