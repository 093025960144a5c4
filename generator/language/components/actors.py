"""``briefing_actors``: who acts in an article. Doc -> ``doc._.actors`` and ``doc._.actor_at``.

One list of steps: names and their kinds, persons and organisations made one by their names, countries
with all that stands for them, groups that act, roles, the title's mentions, salience. Descriptions and
pronouns come after, in ``briefing_references``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from generator.language.actorlib import (
    beside,
    cluster,
    countries,
    groups,
    leading,
    mentions,
    salience,
)
from generator.language.actorlib import bodies as common
from generator.language.actorlib import shared as sharing
from generator.language.actorlib.acting import is_arena, is_location, weight
from generator.language.actorlib.cluster import Cluster
from generator.language.actorlib.gazetteer import known_words, titles
from generator.language.actorlib.mentions import Mention
from generator.language.drafts import ActorDraft
from generator.language.forms import between
from generator.names import key, without_possessive

PLACE_ACTS = 2.0  # summed weight of its mentions from which a city is an actor
# Who somebody is to another person named before says little without that person.
_PASSING = frozenset(
    ["countryman", "countrywoman", "compatriot", "rival", "counterpart", "colleague", "opponent"]
)
GUESS_ACTS = 0.4  # highest weight of a mention from which a name of unknown kind is one


@Language.component("briefing_actors", requires=["doc.ents", "token.dep", "token.tag"])
def briefing_actors(doc: Doc) -> Doc:
    """Find the actors of an article; sets ``doc._.actors`` and ``doc._.actor_at``."""
    begin = mentions.body_start(doc)
    named, pieces = mentions.find(doc)
    people = [c for c in cluster.persons(doc, named) if _is_somebody(doc, c)]
    bodies = [c for c in cluster.organizations(doc, named) if _acts(doc, c)]
    placed = {i for c in bodies if c.place for i in c.heads}
    taken = {i for m in named if not m.place or m.end - 1 in placed for i in range(m.outer, m.end)}
    taken |= {
        i
        for piece in pieces
        if piece.kind == "title" and not _is_plural(doc, piece.end)
        for i in range(piece.start, piece.end)
    }
    states = countries.find(doc, taken)
    taken |= {i for c in states for start, end in c.spans for i in range(start, end)}
    bodies += common.find(doc, begin, taken, bodies)
    taken |= {i for c in bodies for start, end in c.spans for i in range(start, end)}
    crowds = groups.find(doc, begin, taken)
    roles_at: set[int] = set()
    share = sharing.roles(doc, named)
    known = _Named(named)
    for person in people:
        person.name = _fullest(doc, person)
        person.role = next((share[s] for s in person.spans if s in share), None) or _role(
            doc, person, known, roles_at
        )
    bodies = [c for c in bodies if not (_is_affiliation(c) and all(i in roles_at for i in c.heads))]
    found = [*people, *bodies, *states, *crowds]
    salience.title_mentions(doc, found, begin)
    _record(doc, found)
    salience.mark(doc, begin)
    return doc


def _is_plural(doc: Doc, end: int) -> bool:
    return bool(doc[end - 1].tag_ in {"NNS", "NNPS"})


def _is_somebody(doc: Doc, found: Cluster) -> bool:
    """Whether a person is more than one word that the recognizer takes for a name and that does nothing."""
    if all(_before_thing(doc, i) for i in found.heads):
        return False
    return not found.guessed or " " in found.name or max(weight(doc, i) for i in found.heads) >= GUESS_ACTS


def _before_thing(doc: Doc, last: int) -> bool:
    """Whether a personal name only names a thing: "the Ada Brook telescope"."""
    head = doc[last].head if doc[last].dep_.startswith("flat") else doc[last]
    noun = head.head
    joined = head.dep_ == "compound" and noun.i > last and noun.is_lower and noun.pos_ == "NOUN"
    return joined and noun.lower_ not in titles()


def _acts(doc: Doc, found: Cluster) -> bool:
    """Whether an organisation does more than stand for a place or qualify a noun."""
    spans = [(s, e) for s, e in found.spans if e - 1 in found.heads and not _names_thing(doc, e)]
    if not spans:
        return False
    if key(found.name) in known_words("organizations", "modifiers") and all(
        _modifies(doc, end) for _, end in spans
    ):
        return False
    if any(_is_thing(doc[start:end].root) for start, end in spans):
        return False
    weights = [weight(doc, end - 1, start) for start, end in spans]
    if found.place:
        arena = key(found.name) not in known_words("descriptions", "government")
        told = zip(weights, spans, strict=True)
        return sum(w for w, (_, end) in told if not (arena and is_arena(doc, end - 1))) >= PLACE_ACTS
    if found.guessed and not any(_is_body_by_apposition(doc[s:e].root) for s, e in spans):
        return max(weights) >= GUESS_ACTS
    return max(weights) > 0 or not all(is_location(doc, start) for start, _ in found.spans)


def _is_thing(name: Token) -> bool:
    """Whether an apposition says that a name is that of a thing: "Chatter, a messaging app"."""
    things = known_words("organizations", "things")
    return any(child.dep_ == "appos" and child.lower_ in things for child in name.children)


def _is_body_by_apposition(name: Token) -> bool:
    """Whether an apposition says that a name is a body's: "Marlow, a television channel"."""
    types = known_words("descriptions", "organization_types")
    return any(child.dep_ == "appos" and child.lower_ in types for child in name.children)


def _modifies(doc: Doc, end: int) -> bool:
    """Whether a name only stands before a noun: "GOP nominee", "Senate Democrats", "House Speaker"."""
    return doc[end - 1].dep_ in {"compound", "amod", "nmod:desc"} and doc[end - 1].head.i >= end


def _names_thing(doc: Doc, end: int) -> bool:
    """Whether a body's name only opens that of a thing: "the Marlow Bank stadium", "a Norda Party debate"."""
    if doc[end - 1].dep_ not in {"compound", "amod", "nmod:desc"} or end >= len(doc) or not doc[end].is_lower:
        return False
    return doc[end].lower_.removesuffix("s") in known_words("organizations", "other_heads")


def _is_affiliation(found: Cluster) -> bool:
    """Whether a body's name, or a guess at one, only says where somebody works."""
    words = key(found.name).split()
    return found.guessed or any(word in known_words("organizations", "affiliations") for word in words)


def _fullest(doc: Doc, found: Cluster) -> str:
    names = [between(doc, start, end) for start, end in found.spans if end - 1 in found.heads]
    bare = [name for name in names if key(name) == key(found.name)]
    return without_possessive(bare[0] if bare else found.name)


class _Named:
    """The mentions of an article by name, by their places."""

    def __init__(self, named: list[Mention]) -> None:
        self._at = {(m.start, m.end): m for m in named}
        self.bodies = {m.start: m.end for m in named if m.kind == "organization"}

    def of(self, person: Cluster) -> list[Mention]:
        """A person's mentions, in text order."""
        return [self._at[place] for place in sorted(set(person.spans)) if place in self._at]


def _role(doc: Doc, person: Cluster, known: _Named, roles_at: set[int]) -> str | None:
    """The first role the article gives, before the name or else beside it; notes the tokens of all of them.

    A short form before the name ("Rep.") gives way to a description beside it; "sister" alone is no role.
    """
    own = known.of(person)
    bodies = known.bodies
    ahead = [doc[m.role[0] : m.role[1]] for m in own if m.role]
    ahead += [span for span in (beside.behind_body(doc, m.start, bodies) for m in own) if span is not None]
    aside = [span for span in (beside.described(doc, m.start, m.end) for m in own) if span is not None]
    of = [span for span in (beside.affiliation(doc, m.start, m.end, bodies) for m in own) if span is not None]
    led = next((office for office in (leading.leads(doc, m.start, m.end) for m in own) if office), None)
    office = [span for span in (beside.held(doc, m.start, m.end) for m in own) if span is not None]
    for span in [*ahead, *aside]:
        roles_at.update(range(span.start, span.end))
    if ahead and aside and _tells_little(ahead[0]) and _tells_more(aside[0]):
        ahead = []
    alone = known_words("titles", "relations")
    found = [
        text
        for text in map(_clean, [*ahead, *aside, *office, *of])
        if text.split()[-1].lower() not in _PASSING
    ]
    found = [text for text in found if text.lower() not in alone]
    if led is not None and (not found or not (ahead or aside)):
        return led
    return found[0] if found else None


def _tells_little(role: Span) -> bool:
    """Whether a role is one that many have, like "Sen." or "Professor"."""
    return bool(str(role.text).lower() in known_words("titles", "abbreviated", "common"))


def _tells_more(role: Span) -> bool:
    """Whether a description names an office, not only a party: "a Democrat", not "the top Democrat on …"."""
    words = {token.lower_ for token in role}
    return not words & known_words("titles", "parties") or bool(words & {"top", "ranking", "leading"})


def _clean(span: Span) -> str:
    """The role's words without marks at its ends, and without the "Ms." of "Undersecretary Ms." """
    text = str(span.text).strip(" ,\u2014\u2013-")
    ahead, _, last = text.rpartition(" ")
    return without_possessive(ahead if ahead and last.lower() in known_words("titles", "courtesy") else text)


def _record(doc: Doc, found: list[Cluster]) -> None:
    """Turn clusters into drafts, in the order of their first mention."""
    order = sorted(range(len(found)), key=lambda n: min(s for s in found[n].spans))
    actors: list[ActorDraft] = []
    at: dict[int, int] = {}
    doc._.actors, doc._.actor_at = actors, at
    for n in order:
        spans = sorted(
            {doc[start:end] for start, end in found[n].spans}, key=lambda span: (span.start, span.end)
        )
        actors.append(ActorDraft(found[n].name, found[n].kind, spans, found[n].role))
    # Where mentions are nested ("members of the European Union"), a token belongs to the inner one.
    placed = [(len(span), index, span) for index, actor in enumerate(actors) for span in actor.mentions]
    for _, index, span in sorted(placed, key=lambda item: item[:2]):
        for token in span:
            at.setdefault(token.i, index)
