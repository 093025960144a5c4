"""Finders of open questions: each reads one token and yields the leads it opens, in one visible order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from generator.language.openness import disputes, outlook, stances, unknown, wishes
from generator.language.openness.reading import Lead, Reading

Finder = Callable[[Token, Reading], Iterator[Lead | None]]

FINDERS: tuple[Finder, ...] = (
    unknown.whether,
    unknown.question_word,
    unknown.ability,
    unknown.fact_unknown,
    unknown.waiting,
    unknown.unexplained,
    unknown.no_evidence,
    unknown.asked_about,
    unknown.under_decision,
    wishes.approval,
    wishes.urged,
    wishes.demanded,
    wishes.call,
    wishes.obligation,
    wishes.need,
    wishes.stalled,
    wishes.weighed,
    wishes.tried,
    outlook.modal,
    outlook.conditional,
    outlook.depends,
    outlook.unlikely,
    outlook.hoped,
    outlook.feared,
    outlook.risked,
    outlook.possible,
    disputes.accused,
    disputes.blamed,
    disputes.denied,
    disputes.opposed,
    disputes.alleged,
    disputes.allegedly,
    disputes.alleged_thing,
    disputes.challenged,
    disputes.alleged_noun,
    disputes.suit,
    disputes.inquiry,
)


def leads(reading: Reading) -> list[Lead]:
    """Every lead of a Doc's body: of cue words in text order, then of positions."""
    out = []
    for sentence in reading.sentences:
        for token in sentence:
            for finder in FINDERS:
                out += [lead for lead in finder(token, reading) if lead is not None]
    return out + [lead for lead in stances.stances(reading) if lead is not None]


__all__ = ["FINDERS", "Lead", "Reading", "leads"]
