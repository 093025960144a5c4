"""Words of an article rewritten so that they stand alone: names for pronouns, no quotation marks, no asides.

A phrase that keeps a word whose meaning lies outside it (an unresolved "he", "this", "we") is refused
rather than guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.drafts import ActorDraft

_QUOTES = set('"“”„‟«»″‘`') | {"''", "``"}
_PLAIN_QUOTES = {"'", "’"}
_OPENING, _CLOSING = {"(", "[", "{"}, {")", "]", "}"}


class Namer:
    """What the actors of one article are called, and who speaks where. Reads actors and positions, if any."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.actors: list[ActorDraft] = doc._.actors or []
        self.actor_at: dict[int, int] = doc._.actor_at or {}
        self._words = lexicon.load("questions")["wording"]
        self._names = [self._called(actor) for actor in self.actors]
        self._speaker: dict[int, int] = {}
        for position in doc._.positions or []:
            for piece in position.pieces:
                self._speaker.update((token.i, position.holder) for token in piece)

    def name(self, actor: int) -> str:
        """The actor's full name, with "the" where the article puts it."""
        return self._names[actor]

    def leans(self, actor: int) -> bool:
        """Whether the actor's own name leans on a pronoun ("her strategists")."""
        words = [word.lower() for word in self._names[actor].split() if word != "US"]
        return any(
            word in self._words["third_person"] or word in self._words["first_person"] for word in words
        )

    def actor(self, token: Token) -> int | None:
        """The actor that a name, a description or a pronoun stands for: its index, or None."""
        found = self.actor_at.get(token.i)
        if found is None and token.lower_ in self._words["speaker"] and self.is_personal(token):
            found = self._speaker.get(token.i)
        if found is not None and token.lower_ in self._words["speaking_for_many"]:
            # "we" in one person's mouth is more than that person
            return None if self.actors[found].kind in {"person", "unnamed"} else found
        return found

    def is_personal(self, token: Token) -> bool:
        """Whether the token is a personal or possessive pronoun ("us", but not "US")."""
        low = token.lower_
        return (
            low in self._words["third_person"] or low in self._words["first_person"]
        ) and token.text not in {"US", "IT"}

    def plural(self, actor: int) -> bool:
        """Whether the actor's name takes a plural verb ("the European leaders")."""
        return self.actors[actor].kind in {"group", "unnamed"} and self._names[actor].endswith("s")

    def words(
        self, tokens: Iterable[Token], said: set[int] | None = None, *, inside: bool = False
    ) -> str | None:
        """The tokens as plain text that stands alone, or None where a word in it cannot be resolved.

        Args:
            tokens: neighbouring tokens, in text order.
            said: indices of the actors already named in the same question; grows. A third-person
                pronoun for one of these may stay as it is.
            inside: whether other words of the question come before these.
        """
        said = set() if said is None else said
        pieces: list[str] = []
        depth = 0
        for token in tokens:
            depth += (token.text in _OPENING) - (token.text in _CLOSING and depth > 0)
            if depth or token.text in _CLOSING:
                pieces.append(" ")
                continue
            piece = self._word(token, said, inside or bool(pieces))
            if piece is None:
                return None
            pieces.append(piece + token.whitespace_)
        return " ".join("".join(pieces).replace(" ,", ",").replace(" 's", "'s").split())

    def _word(self, token: Token, said: set[int], inside: bool) -> str | None:
        """One word rewritten: "" where it is dropped, None where the phrase must be given up."""
        low = token.lower_
        if token.text in _QUOTES or token.is_space or low in self._words["dropped"]:
            return ""
        if token.text in _PLAIN_QUOTES and (token.tag_ != "POS" or (token.i and token.nbor(-1).whitespace_)):
            return ""
        if self.is_personal(token):
            return self._pronoun(token, said, inside)
        if low in self._words["demonstratives"] and token.dep_ != "mark":
            return self._demonstrative(token)
        actor = self.actor_at.get(token.i)
        if actor is not None:
            said.add(actor)
        return self._cased(token)

    def _pronoun(self, token: Token, said: set[int], inside: bool) -> str | None:
        third = token.lower_ in self._words["third_person"]
        if token.lower_ in {"our", "your"}:
            return "the"
        if token.lower_ == "it" and token.dep_ in {"expl", "expl:pv"}:
            return "it"
        actor = self.actor(token)
        if token.lower_ in {"it", "they"} and inside and self._inner(token, set()):
            return token.lower_
        if token.lower_ == "it" and token.dep_ not in {"nsubj", "nsubj:outer"}:
            actor = None  # too often resolved to the wrong thing
        if actor is None:
            return token.lower_ if third and (inside or said) and self._inner(token, said) else None
        if actor in said and third:
            owned = token.tag_ == "PRP$" or token.dep_.startswith("nsubj")
            return token.lower_ if owned else None  # "he praised him" is about two people
        if self.leans(actor) or self._many_before(token, actor):
            return None
        said.add(actor)
        if token.lower_ in self._words["reflexive"]:
            return None
        owned = token.lower_ in self._words["possessive"] and token.dep_.startswith("nmod")
        owned = owned or (token.tag_ == "PRP$" and token.dep_ not in {"obj", "iobj", "nsubj"})
        return possessive(self._names[actor]) if owned else self._names[actor]

    def _many_before(self, token: Token, actor: int) -> bool:
        """Whether "they", "their" more likely stand for a plural noun just before than for one body."""
        if not token.lower_.startswith("the") or self.actors[actor].kind not in {"organization", "country"}:
            return False
        return any(o.tag_ == "NNS" for o in self.doc[max(token.sent.start, token.i - 10) : token.i])

    def _inner(self, token: Token, said: set[int]) -> bool:
        """An unresolved pronoun may stay where what it stands for is in the question already.

        A possessive belongs to the one actor named so far; "it", "they" to a thing named shortly before.
        """
        if token.lower_ in self._words["possessive"] and len(said) == 1:
            person = self.actors[next(iter(said))].kind == "person"
            return person == (token.lower_ in {"his", "her"})
        if token.lower_ not in self._words["things"]:
            return False
        plural = token.lower_.startswith("the")
        for other in reversed(list(self.doc[max(token.sent.start, token.i - 8) : token.i])):
            if token.dep_ in {"obj", "iobj"} and other.dep_.startswith("nsubj"):
                continue  # "the rules cost them time" is about somebody else
            if other.pos_ in {"NOUN", "PROPN"} and other.i not in self.actor_at and other.dep_ != "compound":
                return (other.tag_ in {"NNS", "NNPS"}) == plural
        return False

    def _demonstrative(self, token: Token) -> str | None:
        if token.tag_ in {"WDT", "WP"} or token.dep_ == "mark" or token.pos_ == "SCONJ":
            return token.lower_
        if token.dep_ == "det" and token.head.i > token.i:
            return token.lower_ if token.head.lemma_.lower() in self._words["time_nouns"] else "the"
        return None

    def _cased(self, token: Token) -> str:
        """Sentence-initial capitals go, unless the word is a name."""
        first = token.is_sent_start or (token.i and self.doc[token.i - 1].text in _QUOTES)
        if token.lower_ in {"the", "a", "an"} or (first and token.pos_ == "NUM"):
            return str(token.lower_)
        follows = token.i + 1 < len(self.doc) and token.nbor(1).text.istitle()
        named = (
            token.pos_ == "PROPN"
            or token.tag_ == "NNP"
            or token.ent_type_
            or not token.text.istitle()
            or follows
        )
        return str(token.lower_ if first and not named else token.text)

    def _short(self, actor: ActorDraft) -> str:
        """The name; for one of many words its abbreviation, where the article uses one."""
        name = re.sub(r"\s*['‘’]s$", "", actor.name.strip(" -–—,:;"))
        if len(name.split()) > 4:
            shorter = [
                span.text
                for span in actor.mentions
                if span.text.isupper() and 2 < len(span.text) < 8 and " " not in span.text
            ]
            name = shorter[0] if shorter else name
        return name

    def _called(self, actor: ActorDraft) -> str:
        """The name, with the article that most mentions of it have in the text."""
        name = self._short(actor)
        articles: Counter[bool] = Counter()
        for span in actor.mentions:
            if span.text.strip() in name and span.root.pos_ in {"PROPN", "NOUN", "X"}:
                before = self.doc[span.start - 1].lower_ if span.start else ""
                articles[before == "the" or span.text.lower().startswith("the ")] += (
                    len(span) == len(name.split()) or 1
                )
        roots = [span.root for span in actor.mentions if span.text.strip() == name]
        if " " not in name and roots and all(root.tag_ in {"NN", "NNS"} for root in roots) and name.istitle():
            name = name.lower()  # "Police said" at the start of a sentence
        bare = name[4:] if name.lower().startswith("the ") else name
        wants = articles[True] > articles[False] and actor.kind != "person"
        wants = wants or (not articles and bare != name)
        if not wants and bare[:1].islower() and actor.kind in {"person", "unnamed"}:
            return f"the {bare}" if len(bare.split()) > 1 or not bare.endswith("s") else bare
        return f"the {bare}" if wants else bare


def possessive(name: str) -> str:
    """ "Brook" -> "Brook's", "the United States" -> "the United States'"."""
    return name + ("'" if name.endswith("s") else "'s")
