"""Finders of open questions: each reads one token and yields the leads it opens, in one visible order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from generator.language.openness import (
    disputes,
    efforts,
    judged,
    outlook,
    pending,
    stances,
    unknown,
    unsettled,
    wishes,
)
from generator.language.openness.reading import QUESTION_WORD, VERB, Lead, Reading

Finder = Callable[[Token, Reading], Iterator[Lead | None]]

# Each with the cue lists on whose words it may find something, or the kinds of word that it looks at.
FINDERS: tuple[tuple[Finder, tuple[str, ...]], ...] = (
    (unknown.whether, ("conditions",)),
    (unknown.question_word, (QUESTION_WORD,)),
    (unknown.ability, ("abilities",)),
    (unknown.fact_unknown, ("finding_out", "unknowns")),
    (unknown.waiting, (VERB,)),
    (unknown.unexplained, ("explanations",)),
    (unknown.no_evidence, ("traces",)),
    (unknown.asked_about, ("describing",)),
    (unknown.under_decision, ("deciding",)),
    (wishes.approval, ("approving",)),
    (wishes.urged, ("urging",)),
    (wishes.demanded, ("demanding", "proposals")),
    (wishes.call, ("calls",)),
    (wishes.obligation, ("obligation",)),
    (wishes.need, ("needing",)),
    (efforts.stalled, ("settling",)),
    (efforts.weighed, ("weighing",)),
    (efforts.tried, ("trying", "attempts", "refusals", "openness")),
    (outlook.modal, ("chances",)),
    (outlook.conditional, ("conditions",)),
    (outlook.depends, ("depending",)),
    (outlook.unlikely, ("unlikely",)),
    (outlook.hoped, ("hoping",)),
    (outlook.feared, ("fearing",)),
    (outlook.risked, ("risking",)),
    (outlook.possible, ("possible",)),
    (outlook.prospect, ("prospects",)),
    (disputes.accused, ("accusing",)),
    (disputes.blamed, ("blaming",)),
    (disputes.denied, ("denying",)),
    (disputes.opposed, ("opposing",)),
    (disputes.alleged, ("alleging",)),
    (disputes.allegedly, ("allegedly",)),
    (disputes.alleged_thing, ("alleging", "alleged")),
    (disputes.challenged, ("challenging",)),
    (disputes.alleged_noun, ("alleged",)),
    (disputes.suit, ("suits",)),
    (disputes.inquiry, ("inquiries",)),
    (pending.consent, ("requiring",)),
    (pending.fate, ("fates",)),
    (pending.tentative, ("tentatively",)),
    (pending.whoever, ("whoever",)),
    (pending.requested, ("requesting",)),
    (pending.hinted, ("hinting",)),
    (pending.pledged, ("pledging",)),
    (pending.invited, ("invitations",)),
    (pending.probably, ("perhaps",)),
    (unsettled.divided, ("disagreeing",)),
    (unsettled.too_close, ("narrow",)),
    (unsettled.imperilled, ("imperilling",)),
    (unsettled.talks, ("talks",)),
    (unsettled.ruling, ("ruling",)),
    (unsettled.ruled_out, ("ruling",)),
    (unsettled.considered, ("considering",)),
    (unsettled.might_be_so, ("likelihoods", "guarantees")),
    (unsettled.future_in_doubt, ("futures",)),
    (unsettled.looked_into, ("facts",)),
    (unsettled.no_decision, ("decisions", "agreements")),
    (judged.judged, ("judging",)),
    (judged.charged, ("charging",)),
)


@functools.cache
def _finders(lists: frozenset[str]) -> tuple[Finder, ...]:
    """The finders, in their order, that may find something on a word of these cue lists."""
    return tuple(finder for finder, cues in FINDERS if not lists.isdisjoint(cues))


def leads(reading: Reading) -> list[Lead]:
    """Every lead of a Doc's body: of cue words in text order, then of positions."""
    out = []
    for sentence in reading.sentences:
        for token in sentence:
            for finder in _finders(reading.lists(token)):
                out += [lead for lead in finder(token, reading) if lead is not None]
    return out + [lead for lead in stances.stances(reading) if lead is not None]


__all__ = ["FINDERS", "Lead", "Reading", "leads"]
