"""Builds the Docs of the position cases from the parse in the case file, so that no weights are needed."""

from __future__ import annotations

import re
from typing import Any

import spacy
from spacy.tokens import Doc

from generator.language.components.positions import briefing_positions
from generator.language.drafts import ActorDraft

VOCAB = spacy.blank("en").vocab


def build(case: dict[str, Any]) -> Doc:
    """The Doc of a case, with its actors, before the positions component."""
    rows = [line.split() for line in case["parse"].splitlines()]
    doc = _doc(case["text"], rows)
    doc._.title_end = len(case.get("title", ""))
    doc._.actors, doc._.actor_at = [], {}
    for actor in case["actors"]:
        _add(doc, actor)
    return doc


def _doc(text: str, rows: list[list[str]]) -> Doc:
    words, spaces, kept, at = [], [], [], 0
    for row in rows:
        start = text.index(row[0], at)
        if "\n" in text[at:start]:
            words.append(text[at:start].lstrip(" ")), spaces.append(False), kept.append(None)
        at = start + len(row[0])
        words.append(row[0]), kept.append(row)
        spaces.append(text[at : at + 1] == " ")
        at += spaces[-1]
    place = {id(row): i for i, row in enumerate(kept) if row is not None}
    order = [place[id(row)] for row in rows]
    heads, deps = [0] * len(words), ["dep"] * len(words)
    for number, row in enumerate(rows):
        heads[order[number]], deps[order[number]] = order[number + int(row[4])], row[3]
    for i, row in enumerate(kept):
        heads[i] = heads[i] if row is not None else max(i - 1, 0)
    return Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=deps,
        pos=[row[1] if row else "SPACE" for row in kept],
        tags=[row[2] if row else "_SP" for row in kept],
        lemmas=[row[5] if row else "\n\n" for row in kept],
    )


def _add(doc: Doc, actor: dict[str, Any]) -> None:
    index, mentions = len(doc._.actors), []
    for form in actor["mentions"]:
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", doc.text):
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            for token in span:
                doc._.actor_at.setdefault(token.i, index)
            mentions.append(span)
    doc._.actors.append(ActorDraft(name=actor["name"], kind=actor["kind"], mentions=mentions))


def records(doc: Doc) -> list[dict[str, Any]]:
    """The positions of the Doc in the form of a case's ``expected``."""
    actors = briefing_positions(doc)._.actors
    return [
        {
            "via": [actors[index].name for index in draft.via],
            "holder": actors[draft.holder].name,
            "statement": " … ".join(piece.text for piece in draft.pieces),
            "type": draft.type,
            "form": draft.form,
        }
        for draft in doc._.positions
    ]
