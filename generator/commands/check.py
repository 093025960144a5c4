"""``briefings check``: what is wrong with the articles, without writing anything."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from generator.commands.options import add_run_options
from generator.commands.terminal import Bar, summarise, summary

if TYPE_CHECKING:
    from generator.analysis import Result

NAME = "check"
SUMMARY = "Read and condense everything, report what is wrong, write nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the articles are."""
    add_run_options(parser)
    parser.add_argument("--json", action="store_true", help="answer as JSON, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Analyse, and say what was found."""
    from generator import build, settings

    with Bar() as progress:
        result = build.check(
            arguments.content, settings.read(arguments.config), workers=arguments.workers, progress=progress
        )
    if not arguments.json:
        return summarise(result)
    print(json.dumps(_as_json(result), ensure_ascii=False, indent=1))
    return summary(result).status


def _as_json(result: Result) -> dict[str, Any]:
    return {
        "briefings": [
            {
                "id": briefing.id,
                "actors": len(briefing.actors),
                "positions": len(briefing.positions),
                "open_questions": len(briefing.open_questions),
                "events": len(briefing.events),
                "warnings": list(briefing.warnings),
            }
            for briefing in result.briefings
        ],
        "skipped": [{"file": error.path, "line": error.line, "why": error.why} for error in result.errors],
        "drafts": list(result.drafts),
        "notes": list(result.notes),
    }
