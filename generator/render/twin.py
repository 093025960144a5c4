"""A briefing as JSON and back; the form is published in ``generator/schema/briefing.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.model import (
    Actor,
    Article,
    Briefing,
    Correction,
    Evidence,
    OpenQuestion,
    Position,
    ScheduledEvent,
)

SCHEMA_VERSION = 1
SCHEMA = Path(__file__).parents[1] / "schema" / "briefing.schema.json"


def to_json(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain values, in the order in which the published form names them."""
    article = briefing.article
    return {
        "schema_version": SCHEMA_VERSION,
        "id": article.id,
        "title": article.title,
        "published": _iso(article.published),
        "inferred": list(article.inferred),
        "source": article.source,
        "url": article.url,
        "licence": article.licence,
        "author": article.author,
        "modified": _iso(article.modified),
        "language": article.language,
        "topics": list(article.topics),
        "summary": list(briefing.summary),
        "actors": [_actor(actor) for actor in briefing.actors],
        "positions": [_position(position) for position in briefing.positions],
        "open_questions": [_question(question) for question in briefing.open_questions],
        "events": [_event(event) for event in briefing.events],
    }


def dumps(value: Mapping[str, Any]) -> str:
    """JSON text for a file: readable, UTF-8, one line break at its end."""
    written = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return written.encode("utf-8", "replace").decode("utf-8")


def from_json(value: Mapping[str, Any]) -> Briefing:
    """Read a briefing back. What JSON does not hold (the article's text, its path) stays empty.

    Raises:
        ValueError, KeyError, TypeError: where the value is not a briefing of this version.
    """
    if value["schema_version"] != SCHEMA_VERSION:
        raise ValueError(f"schema_version {value['schema_version']!r}, this reads {SCHEMA_VERSION}")
    article = Article(
        id=value["id"],
        path="",
        title=value["title"],
        text="",
        published=_day(value["published"]),
        source=value["source"],
        url=value["url"],
        licence=value["licence"],
        author=value["author"],
        modified=_day(value.get("modified")),  # not in the twins of earlier releases
        language=value["language"],
        topics=tuple(value["topics"]),
        inferred=tuple(value["inferred"]),
    )
    return Briefing(
        article=article,
        summary=tuple(value["summary"]),
        actors=tuple(_read(Actor, item) for item in value["actors"]),
        positions=tuple(_read(Position, item) for item in value["positions"]),
        open_questions=tuple(_read(OpenQuestion, item) for item in value["open_questions"]),
        events=tuple(_read(ScheduledEvent, item) for item in value["events"]),
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "salience": actor.salience,
        "mentions": list(actor.mentions),
        "count": actor.count,
        "evidence": _ranges(actor.evidence),
        "confidence": actor.confidence,
        **_corrected(actor.correction),
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "id": position.id,
        "holder": position.holder,
        "statement": position.statement,
        "sentence": position.sentence,
        "type": position.type,
        "form": position.form,
        "via": list(position.via),
        "evidence": _ranges(position.evidence),
        "confidence": position.confidence,
        **_corrected(position.correction),
    }


def _question(question: OpenQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "question": question.question,
        "sentences": list(question.sentences),
        "kind": question.kind,
        "evidence": _ranges(question.evidence),
        "confidence": question.confidence,
        **_corrected(question.correction),
    }


def _event(event: ScheduledEvent) -> dict[str, Any]:
    return {
        "id": event.id,
        "what": event.what,
        "when": event.when,
        "sentence": event.sentence,
        "start": _iso(event.start),
        "end": _iso(event.end),
        "granularity": event.granularity,
        "status": event.status,
        "participants": list(event.participants),
        "evidence": _ranges(event.evidence),
        "confidence": event.confidence,
        **_corrected(event.correction),
    }


def _corrected(correction: Correction | None) -> dict[str, Any]:
    """Nothing for an item that is as it was read: what most are need not be said."""
    return {"correction": {"added": correction.added, "was": dict(correction.was)}} if correction else {}


def _read(record: Any, item: Mapping[str, Any]) -> Any:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in item.items()
    }
    values["evidence"] = tuple(Evidence(piece["from"], piece["to"]) for piece in item["evidence"])
    for key in ("start", "end"):
        if key in values:
            values[key] = _day(values[key])
    if made := item.get("correction"):
        values["correction"] = Correction(tuple(made["was"].items()), made["added"])
    return record(**values)


def _ranges(evidence: Iterable[Evidence]) -> list[dict[str, int]]:
    return [{"from": piece.start, "to": piece.end} for piece in evidence]


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
