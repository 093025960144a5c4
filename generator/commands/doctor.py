"""``briefings doctor``: what is installed, what is missing, and what would help."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from generator.commands.options import add_path
from generator.commands.terminal import NOTHING_DONE, OK, SOME_SKIPPED

NAME = "doctor"
SUMMARY = "Look at the installation and this folder: versions, weights, fonts, search, settings, git."
MARKS = {"fine": "fine   ", "note": "note   ", "fault": "FAULT  "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which folder, and in which form."""
    add_path(parser, "--content", "content", "the articles")
    add_path(parser, "--config", "mkdocs.yml", "settings", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="answer as JSON, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; 2 where nothing could work, 1 where something does not."""
    from generator import diagnosis

    folder = diagnosis.Place(Path(arguments.content), Path(arguments.config))
    findings = list(diagnosis.findings(folder))
    if arguments.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(f"{MARKS[finding.state]}{finding.what}: {finding.found}")
            if finding.help:
                print(f"       {finding.help}")
    faults = [finding for finding in findings if finding.state == "fault"]
    if any(finding.vital for finding in faults):
        return NOTHING_DONE
    return SOME_SKIPPED if faults else OK
