"""``briefings topics``: the topics that the site has, and what an editor could pin besides."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from generator.commands import across
from generator.commands.terminal import OK, say

if TYPE_CHECKING:
    from generator.crossindex import Topic
    from generator.crossindex.proposals import Proposal

NAME = "topics"
SUMMARY = "List the topics, and propose more from what articles share; content/topics.yml pins them."
NUMBER = 10  # proposals: more than an editor reads at once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which form."""
    across.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print them, and notes on entries to which nothing belongs."""
    from generator.crossindex.proposals import proposals

    index = across.index(arguments)
    proposed = proposals(index, NUMBER)
    if arguments.json:
        found = {
            "topics": [_topic(one) for one in index.topics],
            "proposed": [_proposal(one) for one in proposed],
        }
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for line in as_text(index.topics, proposed):
            print(line)
    for note in index.notes:
        say(f"note: {note}")
    return OK


def as_text(topics: Iterable[Topic], proposed: Iterable[Proposal]) -> Iterator[str]:
    """The topics as comments, then each proposal as an entry that can be copied into topics.yml."""
    for topic in topics:
        where = "pinned" if topic.pinned else "front matter"
        yield f"# {topic.name} [{topic.slug}]: {len(topic.briefings)} briefings, {where}"
    for number, proposal in enumerate(proposed):
        if not number:
            yield "\n# proposed; copy what is one matter into topics.yml, and name it\ntopics:"
        yield f"  - name: {_quoted(proposal.name)}  # shared: {', '.join(proposal.shared)}"
        yield "    articles:"
        yield from (f"      - {_quoted(briefing.id)}" for briefing in proposal.briefings)


def _quoted(text: str) -> str:
    """JSON strings are YAML strings, whatever stands in them."""
    return json.dumps(text, ensure_ascii=False)


def _topic(topic: Topic) -> dict[str, Any]:
    ids = [briefing.id for briefing in topic.briefings]
    return {"slug": topic.slug, "name": topic.name, "pinned": topic.pinned, "articles": ids}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    ids = [briefing.id for briefing in proposal.briefings]
    return {"name": proposal.name, "shared": list(proposal.shared), "articles": ids}
