"""What the article tells about each actor that a pronoun or a description may pick up."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from generator.language.actorlib.gazetteer import gender_of, known_words, place, titles
from generator.language.drafts import ActorDraft
from generator.language.forms import lowers, texts, written
from generator.names import key

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])


@dataclass(slots=True)
class Profile:
    """An actor as seen by references to it."""

    index: int
    actor: ActorDraft
    gender: str | None = None  # "m", "f" or not known
    roles: set[str] = field(default_factory=set)  # role nouns: "president", "minister"
    nations: set[str] = field(default_factory=set)  # countries that its roles name
    words: set[str] = field(default_factory=set)  # words of the name and of what stands with it
    heads: list[int] = field(default_factory=list)  # token of each mention, in text order

    def before(self, at: int) -> int:
        """How many mentions stand before a token."""
        return bisect_left(self.heads, at)

    def last_before(self, at: int) -> int:
        """The last mention before a token; -1 where there is none."""
        number = self.before(at)
        return self.heads[number - 1] if number else -1


def profiles(doc: Doc) -> list[Profile]:
    """Return a profile for each actor of a Doc, genders learned from the text where names do not tell."""
    found = [_profile(doc, index, actor) for index, actor in enumerate(doc._.actors)]
    _learn_genders(doc, found)
    return found


def _profile(doc: Doc, index: int, actor: ActorDraft) -> Profile:
    profile = Profile(index, actor)
    told_as = list(dict.fromkeys([actor.role or "", *map(written, actor.mentions)]))
    for text in told_as:
        profile.words.update(key(text).split())
        profile.nations.update(nations_in(text))
    before = (doc[mention.start - 1].text for mention in actor.mentions if mention.start)
    profile.roles = role_nouns({*told_as, *before})
    profile.heads = sorted({mention.end - 1 for mention in actor.mentions})
    if actor.kind == "person":
        told = [
            word
            for text in told_as
            for word in text.replace("\u2019s", " ").split()
            if word.lower() in titles()
        ]
        courtesies = [doc[m.start - 1].text for m in actor.mentions if m.start]
        courtesies = [word for word in courtesies if word.lower() in known_words("titles", "courtesy")]
        profile.gender = gender_of([*courtesies, actor.name.split()[0]]) or gender_of(told)
    elif actor.kind == "country":
        profile.nations.add(place(actor.name).country if place(actor.name) else actor.name)  # type: ignore[union-attr]
    return profile


def nations_in(text: str) -> set[str]:
    """The countries named in a role or name, by name or adjective."""
    parts = text.replace("\u2019", "'").replace("'s", " ").split()
    found = set()
    for start in range(len(parts)):
        for end in range(start + 1, min(len(parts), start + 4) + 1):
            hit = place(" ".join(parts[start:end]).strip(",.()"))
            if hit:
                found.add(hit.country)
    return found


def role_nouns(texts: Iterable[str]) -> set[str]:
    """The titles, offices and relations, in lower case, that some texts hold."""
    nouns = set()
    for text in texts:
        words = text.lower().replace("\u2019", "'").split()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + 4) + 1):
                phrase = " ".join(words[start:end])
                if phrase in titles():
                    nouns.add(phrase)
    return nouns


def _learn_genders(doc: Doc, found: list[Profile]) -> None:
    """Where a sentence names one person and then says "he" or "she", that tells the person's gender."""
    persons = {p.index: p for p in found if p.actor.kind == "person"}
    votes: dict[int, Counter[str]] = {}
    actor_at = doc._.actor_at
    for sent in doc.sents:
        places = range(sent.end - 1, sent.start - 1, -1)
        named = {actor_at[place]: place for place in places if actor_at.get(place) in persons}
        if len(named) != 1:
            continue
        ((index, first),) = named.items()
        count = votes.setdefault(index, Counter())
        behind = lowers(doc)[first + 1 : sent.end]
        count.update("m" for word in behind if word in HE)
        count.update("f" for word in behind if word in SHE)
    for index, count in votes.items():
        if persons[index].gender is None and count and count["m"] != count["f"]:
            persons[index].gender = "m" if count["m"] > count["f"] else "f"


def in_quotes(doc: Doc) -> list[bool]:
    """Tell for each token whether it stands inside quotation marks; one left open ends with its paragraph."""
    out, inside = [], False
    for text in texts(doc):
        if "\n" in text:
            inside = False
        elif text in {'"', "\u201c", "\u201d", "``", "''"}:
            inside = text in {"\u201c", "``"} or (text == '"' and not inside)
        out.append(inside)
    return out


def subject_of(token: Token) -> Token | None:
    """The subject of the clause a token is in, or None."""
    head = token
    for _ in range(20):
        if head.pos_ in {"VERB", "AUX"} or head.dep_ == "ROOT":
            break
        head = head.head
    return next(
        (child for child in head.children if child.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}), None
    )
