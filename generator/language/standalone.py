"""Whether a question stands alone: it must not say too little, nor the opposite of its sentence."""

from __future__ import annotations

import re

from generator import lexicon
from generator.language.clauses import Clause
from generator.language.verbforms import base_form

_TELLING = 3  # content words that a question without a name needs


def vague(question: str) -> bool:
    """Whether a question has no name or number and hardly a content word ("Will the plan be ready?")."""
    words = question.rstrip("?").split()
    if any(word[:1].isupper() or word[:1].isdigit() for word in words[1:]):
        return False
    rules = lexicon.load("questions")["wording"]
    empty = {*rules["openers"], *rules["never_last"], *rules["little_said"]}
    return sum(word.lower() not in empty for word in words) < _TELLING


def turned_round(clause: Clause, rest: str) -> bool:
    """Whether a question without the clause's "not" would mean something else ("cannot sign until ...")."""
    denied = any(child.lower_ in {"not", "n't", "n’t", "never"} for child in clause.head.children)
    return denied and bool(re.search(r"\b(?:until|because)\b", rest))


def cut_short(clause: Clause, rest: str) -> bool:
    """Whether the verb lacks what it needs behind it ("they called as fair", "they said")."""
    verb = base_form(clause.verbs[-1])
    if any(token.dep_ == "aux:pass" for token in clause.verbs):
        return False
    if rest and not rest.startswith("as "):
        return verb == "have" and rest.split()[0].endswith("ed")
    return verb in lexicon.load("questions")["wording"]["incomplete"] and clause.head in clause.verbs
