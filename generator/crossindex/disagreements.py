"""Who stands against whom in one briefing; shown on the page, so only what two statements bear out.

Four signs are taken, each with the positions that show it: one opposes what another supports, demands
or plans; one denies what another says; a disputed question of the article has both in its sentence;
one opposes something that its own words ascribe to the other ("questioned Hale's plan").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from generator.crossindex.records import Disagreement
from generator.crossindex.words import content_words
from generator.model import Actor, Briefing, OpenQuestion, Position

_FOR = ("support", "demand", "intention")
_SAID = ("claim", "expectation", "concern", "support", "demand", "intention")
_AGAINST = ("opposition", "denial")
_NEGATION = re.compile(r"\b(?:not|no|never|without|neither|nor|cannot)\b|n['\u2019]t\b", re.IGNORECASE)
_OWNS = re.compile(r"['\u2019]s?\s")
MOST = 40  # positions of a briefing that are compared: more have no place "at a glance"


def within(briefing: Briefing) -> tuple[Disagreement, ...]:
    """The disagreements of a briefing, in the order of its positions; one for each pair of actors."""
    if not any(position.type in _AGAINST for position in briefing.positions):
        return ()
    found: dict[frozenset[str], Disagreement] = {}
    for quarrel in _all(briefing):
        found.setdefault(frozenset((quarrel.one.id, quarrel.other.id)), quarrel)
    return tuple(found.values())


def _all(briefing: Briefing) -> Iterator[Disagreement]:
    actors = {actor.id: actor for actor in briefing.actors}
    names = content_words(" ".join(name for actor in briefing.actors for name in _names(actor)))
    positions = [p for p in briefing.positions if actors[p.holder].kind != "unnamed"][:MOST]
    for con in (position for position in positions if position.type in _AGAINST):
        one = actors[con.holder]
        for pro in positions:
            other = actors[pro.holder]
            if other is one or con.holder in pro.via or pro.holder in con.via or _speaks_of(pro, one):
                continue
            if con.type == "opposition" and pro.type in _FOR and _one_matter(con, pro, names):
                yield Disagreement(one, other, "opposed", (con, pro))
            elif con.type == "denial" and pro.type in _SAID and _one_matter(con, pro, names):
                yield Disagreement(one, other, "denied", (con, pro))
            elif question := _disputed(briefing.open_questions, con, pro):
                yield Disagreement(one, other, "disputed", (con, pro), question)
        yield from _against(con, actors)


def _one_matter(con: Position, pro: Position, names: Set[str]) -> bool:
    """Whether two statements are about one thing: they share most of the shorter one's words.

    Names of actors do not count: two statements about one person may be about anything. A single word is
    enough only where neither says more ("the delay"); a much longer statement is seldom about the matter
    of a short one. Where just one of them has a negation, it may mean the same as the other, so nothing
    is said.
    """
    if bool(_NEGATION.search(con.statement)) != bool(_NEGATION.search(pro.statement)):
        return False
    one, other = content_words(con.statement) - names, content_words(pro.statement) - names
    common = len(one & other)
    if common >= 2:
        return 2 * common >= min(len(one), len(other)) and 5 * common >= max(len(one), len(other))
    return common == 1 and pro.type == "support" and one == other


def _disputed(questions: Iterable[OpenQuestion], con: Position, pro: Position) -> OpenQuestion | None:
    """The disputed question whose one sentence has both, where they stand on opposite sides."""
    if con.sentence != pro.sentence or not con.sentence or pro.type != "support":
        return None
    disputed = (question for question in questions if question.kind == "disputed")
    return next((question for question in disputed if con.sentence in question.sentences), None)


def _speaks_of(position: Position, actor: Actor) -> bool:
    return any(_named_at(position.statement, name) for name in _names(actor))


def _against(con: Position, actors: Mapping[str, Actor]) -> Iterator[Disagreement]:
    """Opposition to what its words ascribe to a named actor: "Hale's fitness for the job".

    Where the words fit several ("Hale" in a family), the only main actor among them is meant, else nobody.
    """
    if con.type != "opposition":
        return
    meant = [
        actor
        for actor in actors.values()
        if actor.kind in ("person", "organization")
        and any(con.statement.startswith(n) and _OWNS.match(con.statement, len(n)) for n in _names(actor))
    ]
    if len(meant) > 1:
        meant = [actor for actor in meant if actor.salience == "main"]
    if len(meant) == 1 and meant[0].id != con.holder and meant[0].id not in con.via:
        yield Disagreement(actors[con.holder], meant[0], "against", (con,))


def _names(actor: Actor) -> list[str]:
    """How the article names it: spellings with a capital."""
    return [name for name in dict.fromkeys((actor.name, *actor.mentions)) if name[:1].isupper()]


def _named_at(text: str, name: str) -> bool:
    """Whether a text has a name as whole words."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            return True
        start = text.find(name, start + 1)
    return False
