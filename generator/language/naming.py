"""Words of an article rewritten so that they stand alone: names for pronouns, no quotation marks, no asides.

A phrase that keeps a word whose meaning lies outside it (an unresolved "he", "this", "we") is refused
rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from generator import lexicon
from generator.language.actorlib.gazetteer import gender_of
from generator.language.called import called, possessive
from generator.language.definite import fuller, points_back
from generator.language.drafts import ActorDraft
from generator.language.grammar import sentence_start

_QUOTES = set('"“”„‟«»″‘`') | {"''", "``"}
_PLAIN_QUOTES = {"'", "’"}
_INNER = 25  # tokens that a quotation inside another may be long
_OF_ONE = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_OPENING, _CLOSING = {"(", "[", "{"}, {")", "]", "}"}


class Namer:
    """What the actors of one article are called, and who speaks where. Reads actors and positions, if any."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.actors: list[ActorDraft] = doc._.actors or []
        self.actor_at: dict[int, int] = doc._.actor_at or {}
        self._words = lexicon.load("questions")["wording"]
        self._names = [called(doc, actor) for actor in self.actors]
        self.within = 0  # index of the first token of what is being asked: "it" must mean something in it
        self._speaker: dict[int, int] = {}
        self._quoted: dict[int, int] = {}
        for position in doc._.positions or []:
            for piece in position.pieces:
                self._speaker.update((token.i, position.holder) for token in piece)
                if position.form == "direct":
                    self._quoted.update((token.i, position.holder) for token in piece)

    def name(self, actor: int) -> str:
        """The actor's full name, with "the" where the article puts it."""
        return self._names[actor]

    def leans(self, actor: int) -> bool:
        """Whether the actor's own name leans on a pronoun ("her strategists")."""
        words = [word.lower() for word in self._names[actor].split() if word != "US"]
        if not words:
            return False  # the US itself
        if words[0] in self._words["no_first_name"] or (words[-1].endswith("ing") and words[0] == "the"):
            return True  # more or less than a name
        if words[-1] in self._words["empty_subjects"] or {"says", "said"} & {*words}:
            return True  # "both"; a headline read as a name
        mentions = self.actors[actor].mentions
        if mentions and all(self._behind_hyphen(span) for span in mentions):
            return True  # half of "rank-and-file members"
        return any(
            word in self._words["third_person"] or word in self._words["first_person"] for word in words
        )

    def _behind_hyphen(self, span: Span) -> bool:
        before = self.doc[span.start - 1] if span.start else None
        return before is not None and before.text == "-" and not before.whitespace_

    def actor(self, token: Token) -> int | None:
        """The actor that a name, a description or a pronoun stands for: its index, or None."""
        found = self.actor_at.get(token.i)
        if found is None and token.lower_ in self._words["speaker"] and self.is_personal(token):
            if self._quoted_within(token):
                return None
            found = self._speaker.get(token.i)
        if found is not None and token.lower_ in _OF_ONE and self._not_of_one(found, token.lower_):
            return None
        if found is not None and token.lower_ in self._words["third_person"]:
            return None if self._quoted.get(token.i) == found or not self._near(token, found) else found
        if found is not None and token.lower_ in self._words["speaking_for_many"]:
            # "we" in one person's mouth is more than that person
            return None if self.actors[found].kind in {"person", "unnamed"} else found
        return found

    def contradicts(self, name: Token, actor: int) -> bool:
        """Whether "Mr." or "Mrs." before a name says that it is not this person's."""
        before = name.left_edge.lower_ if name.left_edge.i < name.i else ""
        before = before or (name.nbor(-1).lower_ if name.i else "")
        pronoun = {"mr": "he", "mrs": "she", "ms": "she", "miss": "she"}.get(before.rstrip("."))
        person = self.actors[actor].kind == "person"
        return pronoun is not None and person and self._not_of_one(actor, pronoun)

    def _not_of_one(self, actor: int, pronoun: str) -> bool:
        """Whether "he" or "she" cannot mean this actor: a body, or a person with another's first name."""
        draft = self.actors[actor]
        if draft.kind != "person":
            return draft.kind in {"organization", "country"}
        return gender_of(re.split(r"[\s.]+", draft.name)[:2]) not in {None, _OF_ONE[pronoun]}

    def _quoted_within(self, token: Token) -> bool:
        """Whether a word stands in a quotation inside another: whose "I" it is, only the sentence tells."""
        for before in reversed(list(self.doc[max(sentence_start(token), token.i - _INNER) : token.i])):
            if before.text in {"‘", "'"} and not before.whitespace_ and before.tag_ != "POS":
                return bool(before.i == 0 or self.doc[before.i - 1].whitespace_)
        return False

    def _near(self, token: Token, actor: int) -> bool:
        """Whether "it" or "they" stands for who is named as a subject shortly before.

        Both mean things and ideas more often than a body: elsewhere they stay without a name.
        """
        if token.lower_ not in self._words["things"] or self.actors[actor].kind == "person":
            return True
        first = sentence_start(token)
        subjects = [t for t in self.doc[max(0, first - 40) : token.i] if t.dep_ in {"nsubj", "nsubj:pass"}]
        subjects = [t for t in subjects if t.pos_ in {"NOUN", "PROPN"} and t.head != token.head]
        return not subjects or self.actor_at.get(subjects[-1].i) == actor

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
        tokens = list(tokens)
        pieces: list[str] = []
        depth = 0
        added: dict[int, str] = {}
        for token in tokens:
            if token.text in _OPENING and token.i and not self.doc[token.i - 1].whitespace_ and pieces:
                return None  # "con[c]essions"
            depth += (token.text in _OPENING) - (token.text in _CLOSING and depth > 0)
            if depth or token.text in _CLOSING:
                pieces.append(" ")
                continue
            piece = self._word(token, said, inside or bool(pieces))
            if piece is None:
                return None
            told = self._told(token, tokens[-1].i + 1)
            if told is None:
                return None
            piece = " ".join(part for part in (told[0] or piece, added.pop(token.i, "")) if part)
            if told[1]:
                added[token.head.i] = told[1]
            pieces.append(piece + token.whitespace_)
        return " ".join("".join(pieces).replace(" ,", ",").replace(" 's", "'s").split())

    def _told(self, determiner: Token, end: int) -> tuple[str, str] | None:
        """What stands for a determiner and what goes behind its noun; None where they cannot stand alone."""
        low, noun = determiner.lower_, determiner.head
        ours = low in {"our", "your", "my"}
        surely = ours or low in self._words["demonstratives"]
        if (
            not (low == "the" or surely)
            or determiner.dep_ not in {"det", "nmod:poss"}
            or noun.i < determiner.i
        ):
            return "", ""
        if determiner.i and determiner.nbor(-1).lower_ == "down" and noun.lower_ in {"line", "road"}:
            return "", ""  # some time later
        if noun.i >= end or noun.i in self.actor_at or noun.lemma_.lower() in self._words["time_nouns"]:
            return "", ""
        if not points_back(noun, end, surely=surely):
            return "", ""
        return fuller(noun) or (None if surely else ("", ""))

    def _word(self, token: Token, said: set[int], inside: bool) -> str | None:
        """One word rewritten: "" where it is dropped, None where the phrase must be given up."""
        low = token.lower_
        behind = token.nbor(1) if token.i + 1 < len(self.doc) else None
        if low in self._words["dropped"] and behind is not None:
            if behind.tag_ == "POS":
                return None  # "today's"
            if low == "instead" and behind.lower_ == "of":
                return low
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
        elif self._doubtful_name(token):
            return None
        return self._cased(token)

    def _opens(self, token: Token) -> bool:
        """Whether a word is the first of its sentence, white space and quotation marks apart."""
        before = self.doc[token.i - 1] if token.i else None
        return before is None or bool(token.is_sent_start) or before.is_space or before.text in _QUOTES

    def _doubtful_name(self, token: Token) -> bool:
        """Whether a lone word at the head of a sentence was read as a name only for its capital."""
        lone = token.pos_ == "PROPN" and not token.ent_type_ and token.i + 1 < len(self.doc)
        return lone and self._opens(token) and token.nbor(1).pos_ != "PROPN" and token.text.istitle()

    def _pronoun(self, token: Token, said: set[int], inside: bool) -> str | None:
        third = token.lower_ in self._words["third_person"]
        if token.lower_ in {"our", "your"}:
            return "the" if token.head.lower_ in self._words["ours"] else None
        if token.lower_ == "it" and token.dep_ in {"expl", "expl:pv"}:
            return "it"
        actor = self.actor(token)
        if token.lower_ in self._words["possessive"] and inside and self._of_relative(token):
            return token.lower_  # "a senator who spent his money"
        if token.lower_ in {"it", "they"} and inside and self._inner(token, set()):
            return token.lower_
        if token.lower_ == "it" and token.dep_ not in {"nsubj", "nsubj:outer"}:
            actor = None  # too often resolved to the wrong thing
        if token.lower_ in self._words["reflexive"] and third and inside and token.nbor(-1).lower_ != "than":
            return token.lower_  # whoever the subject is
        if token.tag_ == "PRP" and token.lower_ in _OF_ONE and self._another_fits(token, actor):
            return None
        if token.lower_ in self._words["possessive"] and any(c.dep_ == "cop" for c in token.children):
            return None  # "the nomination is his to lose"
        if actor is None:
            return token.lower_ if third and (inside or said) and self._inner(token, said) else None
        if actor in said and third:
            owned = token.tag_ == "PRP$" or token.dep_.startswith("nsubj")
            return token.lower_ if owned or self._from_another(token, actor) else None
        if self.leans(actor) or self._many_before(token, actor):
            return None
        if said and token.lower_ in {"he", "she"}:
            return None  # rather the one who is named already
        said.add(actor)
        if token.lower_ in self._words["reflexive"]:
            return None
        owned = token.lower_ in self._words["possessive"] and token.dep_.startswith("nmod")
        owned = owned or (token.tag_ == "PRP$" and token.dep_ not in {"obj", "iobj", "nsubj"})
        owned = (
            owned and token.head.pos_ not in {"VERB", "AUX"} and token.nbor(-1).lower_ != "let"
        )  # "let her go"
        return possessive(self._names[actor]) if owned else self._names[actor]

    def _another_fits(self, token: Token, actor: int | None) -> bool:
        """Whether "him" may as well mean another person, named before it in the sentence.

        It is taken for the subject of a clause around it, if it is that.
        """
        if actor is None:
            return False
        around = [
            c for up in token.ancestors for c in up.children if c.dep_.startswith("nsubj") and c != token
        ]
        if any(self.actor_at.get(c.i) == actor for c in around if c.i < token.i):
            return False
        before = {self.actor_at.get(i) for i in range(sentence_start(token), token.i)} - {None, actor}
        persons = [i for i in before if i is not None and self.actors[i].kind == "person"]
        return any(not self._not_of_one(i, token.lower_) for i in sorted(persons))

    def _from_another(self, token: Token, actor: int) -> bool:
        """Whether it stands behind a preposition in a clause about its thing: "her bag was taken from her".

        "He praised him" is about two people.
        """
        who = next((c for c in token.head.children if c.dep_.startswith("nsubj") and c.i < token.i), None)
        if who is None or token.dep_ != "obl" or who.pos_ != "NOUN" or who.i in self.actor_at:
            return False
        return any(self.actor_at.get(c.i) == actor for c in who.children if c.dep_ == "nmod:poss")

    def _many_before(self, token: Token, actor: int) -> bool:
        """Whether "they", "their" more likely stand for a plural noun just before than for one body."""
        if not token.lower_.startswith("the") or self.actors[actor].kind not in {"organization", "country"}:
            return False
        return any(o.tag_ == "NNS" for o in self.doc[max(sentence_start(token), token.i - 10) : token.i])

    def _of_relative(self, token: Token) -> bool:
        """Whether a possessive most likely belongs to the noun that its relative clause describes."""
        clause = next((up for up in token.ancestors if up.dep_ == "acl:relcl"), None)
        if clause is None or clause.head.pos_ not in {"NOUN", "PROPN"}:
            return False
        return any(c.tag_ in {"WP", "WDT"} and c.dep_.startswith("nsubj") for c in clause.children)

    def _inner(self, token: Token, said: set[int]) -> bool:
        """An unresolved pronoun may stay where what it stands for is in the question already.

        A possessive belongs to the one actor named so far; "it", "they" to a thing named shortly before.
        """
        if token.lower_ in self._words["possessive"] and len(said) == 1:
            return self._may_own(self.actors[next(iter(said))], token.lower_)
        if token.lower_ not in self._words["things"]:
            return False
        plural = token.lower_.startswith("the")
        for other in reversed(list(self.doc[max(sentence_start(token), self.within, token.i - 8) : token.i])):
            if token.dep_ in {"obj", "iobj"} and other.dep_.startswith("nsubj"):
                continue  # "the rules cost them time" is about somebody else
            if other.pos_ in {"NOUN", "PROPN"} and other.i not in self.actor_at and other.dep_ != "compound":
                return (other.tag_ in {"NNS", "NNPS"}) == plural
        return False

    def _may_own(self, actor: ActorDraft, pronoun: str) -> bool:
        """Whether "his", "her", "its" or "their" can mean this actor, as far as kind and name tell."""
        if actor.kind != "person":
            return pronoun not in {"his", "her"}
        gender = gender_of(re.split(r"[\s.]+", actor.name)[:2])
        return pronoun == {"m": "his", "f": "her"}.get(gender or "", "")

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
