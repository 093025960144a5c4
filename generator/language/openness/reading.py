"""What a finder is given and what it hands back."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from generator import lexicon
from generator.language.clauses import clause_at
from generator.language.finishing import finish
from generator.language.forms import lemmas, lowers, texts
from generator.language.grammar import sentences, subject
from generator.language.naming import Namer
from generator.language.openness.doing import be_done
from generator.language.phrases import subject_words
from generator.language.verbforms import MOST_KNOWN, base_form
from generator.language.wording import polar
from generator.model import QuestionKind

_SUBJECTS = {"nsubj", "nsubj:pass"}
_OF_QUESTIONS = {"whether", "question_word"}  # they read what is asked, too
_CAPITALS = 0.8  # share of capitalised words in a headline
_NONE: frozenset[str] = frozenset()
VERB, QUESTION_WORD = "any verb", "any question word"  # stand beside the names of cue lists
WH = {"WP", "WRB", "WDT", "WP$"}
_NEGATIONS = {"not", "n't", "n’t", "never", "no", "neither", "nor", "without"}


@dataclass(frozen=True, slots=True)
class Lead:
    """One place that says that something is open. ``question`` is None where it could not be worded."""

    sentence: Span
    kind: QuestionKind
    rule: str
    question: str | None
    topic: frozenset[str]  # lemmas of the content words of what is open


@functools.cache
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon.load("questions")["cues"].items()}


@functools.cache
def _lists_of() -> dict[str, frozenset[str]]:
    """Word → the names of the cue lists that hold it."""
    found: dict[str, set[str]] = {}
    for name, words in _cues().items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _lists_with(token: Token, lemma: str, low: str) -> frozenset[str]:
    if token.pos_ == "VERB":
        return _lists_holding(lemma, low, base_form(token), VERB)
    return _lists_holding(lemma, low, lemma, QUESTION_WORD if token.tag_ in WH else None)


@functools.lru_cache(maxsize=MOST_KNOWN)
def _lists_holding(lemma: str, low: str, base: str, kind: str | None) -> frozenset[str]:
    lists = _lists_of()
    found = lists.get(lemma, _NONE) | lists.get(low, _NONE) | lists.get(base, _NONE)
    return found | {kind} if kind else found


class Reading:
    """One Doc as the finders see it: its sentences, its names, the cue words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.namer = Namer(doc)
        self.sentences = sentences(doc)
        self._starts = [sentence.start for sentence in self.sentences]
        self._lists_at = list(map(_lists_with, doc, lemmas(doc), lowers(doc)))

    def has(self, token: Token, *cues: str) -> bool:
        """Whether the token is a word of one of these cue lists."""
        return not self.lists(token).isdisjoint(cues)

    def lists(self, token: Token) -> frozenset[str]:
        """The names of the cue lists that the token is a word of, and of the kind of word that it is."""
        return self._lists_at[token.i]

    def words(self, cue: str) -> frozenset[str]:
        """The words of a cue list."""
        return _cues()[cue]

    def doubt(self, word: str) -> bool:
        """Whether what stands in this is open: "in limbo"."""
        return word in _cues()["doubts"]

    def sentence_of(self, token: Token) -> Span | None:
        """The sentence around a token; None in the title."""
        place = bisect_right(self._starts, token.i) - 1
        found = self.sentences[place] if place >= 0 else None
        return found if found is not None and token.i < found.end else None

    def rhetorical(self, token: Token) -> bool:
        """Whether the sentence is itself a question: somebody's way of speaking, nothing that is open."""
        sentence = self.sentence_of(token)
        return sentence is not None and "?" in texts(self.doc)[token.i : sentence.end]

    def lead(self, anchor: Token, kind: QuestionKind, rule: str, text: str | None) -> Lead | None:
        """A lead from the words of a question (without its mark) and the head of what is open."""
        sentence = self.sentence_of(anchor)
        if sentence is None or (rule not in _OF_QUESTIONS and self.rhetorical(anchor)):
            return None
        return Lead(
            sentence,
            kind,
            rule,
            None if _headline(sentence) else finish(text),
            topic(self.doc[anchor.left_edge.i : anchor.right_edge.i + 1]),
        )

    def will(self, verb: Token, who: Token | None, stop: int | None = None) -> str | None:
        """ "Will <who> <verb> ...", for an infinitive, a gerund or a clause without its own subject.

        Args:
            verb: what is to be done.
            who: the head of the phrase that tells by whom.
            stop: index of the token before which that phrase ends.
        """
        clause = clause_at(verb)
        if clause is None:
            return None
        if clause.subject is not None:
            return polar(clause, self.namer, future=True)
        said: set[int] = set()
        own = subject_words(who, self.namer, said, stop or verb.left_edge.i) if who is not None else None
        return polar(clause, self.namer, subject=own, said=said, future=True) if own else None

    def done(self, verb: Token, who: Token | None, stop: int | None = None) -> str | None:
        """As ``will``; where no words stand for who does it, what is done to the thing."""
        return self.will(verb, who, stop) or be_done(verb, self.namer)

    def ask(self, head: Token, *, future: bool = False) -> str | None:
        """The clause of ``head`` as a yes/no question."""
        clause = clause_at(head)
        if clause is None:
            return None
        if clause.subject is not None and self._anothers(clause.subject, head):
            return None
        if clause.subject is None or self._dangling(clause.subject):
            who = self._matrix(clause.subject, head) if clause.subject is not None else _shared(head)
            said: set[int] = set()
            nominal = clause.subject is None and head.doc[clause.verbs[0].i - 1].pos_ in {
                "NOUN",
                "PROPN",
                "PRON",
            }
            if nominal:
                return None  # a subject that the parser gave to another verb
            words = None
            if who is not None and who.i < head.i:
                words = subject_words(who, self.namer, said, _before_aim(who))
            return polar(clause, self.namer, subject=words, said=said, future=future) if words else None
        return polar(clause, self.namer, future=future)

    def _anothers(self, pronoun: Token, head: Token) -> bool:
        """Whether "he" more likely stands for a speaker without a name: "one of the guards said he might"."""
        if pronoun.lower_ not in {"he", "she"} or head.dep_ != "ccomp":
            return False
        own = (c for c in head.head.children if c.dep_ == "nsubj" and c.i < pronoun.i)
        who = next(own, None)
        alone = who is not None and (who.tag_ in {"NN", "CD"} or who.lower_ == "one")
        return who is not None and alone and self.namer.actor(who) is None

    def _dangling(self, pronoun: Token) -> bool:
        return (
            pronoun.lower_ in {"it", "they", "he", "she"}
            and pronoun.dep_ != "expl"
            and self.namer.actor(pronoun) is None
        )

    def _matrix(self, pronoun: Token, head: Token) -> Token | None:
        """The subject of the clause above, where a pronoun can stand for it: "the bank said it ...".

        Else that of the clause in front: "for the budget to pass, it must be signed".
        """
        above = list(itertools.islice(head.ancestors, 2))
        above = above if above and above[0].pos_ == "NOUN" else above[:1]  # "rejected over fears it would"
        front = [c for c in head.children if c.dep_ == "advcl" and c.i < pronoun.i]
        aimed_at = _for_it(pronoun, head)
        if aimed_at is not None:
            return aimed_at
        for clause in (*above, *front, head):
            who = next((c for c in clause.children if c.dep_ in _SUBJECTS and c.i < pronoun.i), None)
            if who is None:
                continue
            if self.has(who, "fearing") or any(c.dep_ == "expl" for c in clause.children):
                return None  # "there were concerns they would leave": none of the concerns
            if who.pos_ not in {"NOUN", "PROPN"}:
                return None
            actor = self.namer.actor(who)
            person = actor is not None and self.namer.actors[actor].kind == "person"
            many = who.tag_ in {"NNS", "NNPS"}
            fits = {"it": not person and not many, "they": many, "he": person, "she": person}[pronoun.lower_]
            return who if fits else None
        return None

    def holder(self, verb: Token) -> str | None:
        """Who does what ``verb`` says, as a subject that can stand in a question."""
        who = subject(verb)
        return subject_words(who, self.namer) if who is not None and who.i != verb.i else None


def _for_it(pronoun: Token, head: Token) -> Token | None:
    """The noun in "for the budget to pass, it must be signed"."""
    near = (c for c in head.children if c.dep_ == "obl" and c.i < pronoun.i and _before_aim(c) is not None)
    return next((c for c in near if c.left_edge.lower_ == "for" and c.pos_ == "NOUN"), None)


def _before_aim(noun: Token) -> int | None:
    """Where the infinitive behind a noun begins: "for the budget | to pass, it must"."""
    aims = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB" and c.i > noun.i)
    return next((int(c.left_edge.i) for c in aims), None)


def _shared(head: Token) -> Token | None:
    """The subject that a verb joined to another by "and" or "or" shares with it."""
    return subject(head) if head.dep_ == "conj" else None


def _headline(sentence: Span) -> bool:
    """Whether nearly all longer words have capitals, so that names cannot be told from other words."""
    longer = [token for token in sentence if token.is_alpha and len(token) > 3]
    return len(longer) > 3 and sum(token.text[0].isupper() for token in longer) > _CAPITALS * len(longer)


def infinitive(token: Token, limit: int = 9) -> Token | None:
    """The "to"-infinitive that belongs to a word: by the tree, else the next one before a stop."""
    for child in token.children:
        if child.i > token.i and any(c.lower_ == "to" and c.dep_ == "mark" for c in child.children):
            return child
    for nxt in token.doc[token.i + 1 : token.i + limit]:
        if (
            nxt.pos_ in {"SPACE", "SCONJ"}
            or nxt.text in {".", ";", ":", ",", "?", "!"}
            or nxt.tag_ in {"VBD", "VBZ", "MD"}
        ):
            return None
        if nxt.tag_ == "VB" and nxt.nbor(-1).lower_ == "to":
            return nxt
    return None


def negated(token: Token) -> bool:
    """Whether a verb, adjective or noun stands under a negation of its own."""
    for child in token.children:
        only = child.i + 1 < len(child.doc) and child.nbor(1).lower_ == "only"
        if child.lower_ in _NEGATIONS and not only and (child.i < token.i or child.dep_ == "advmod"):
            return True
        if child.dep_ in {"nsubj", "nsubj:pass"} and {child.lower_, child.lemma_.lower()} & {
            "nobody",
            "none",
            "neither",
            "few",
        }:
            return True
        if child.dep_ in {"nsubj", "nsubj:pass"} and child.left_edge.lower_ == "no":
            return True
    return False


def topic(span: Span) -> frozenset[str]:
    """The lemmas of the content words of a stretch of text."""
    return frozenset(
        token.lemma_.lower()
        for token in span
        if token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and len(token) > 2 and not token.is_stop
    )
