"""Whether a question stands alone: it says enough, does not break off, nor says the opposite."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from spacy.tokens import Span, Token

from generator import lexicon
from generator.language.clauses import Clause
from generator.language.definite import fuller, points_back
from generator.language.grammar import FINITE, sentence_start
from generator.language.verbforms import base_form

_TELLING = 3  # content words that a question without a name needs
_TELLING_OF_WHAT_IS = 6  # words of a question after what there is, "there" and "any" among them
_LAST_WORDS = {"VB", "VBP", "VBD", "VBZ", "VBG", "MD"}
_RUNS_ON = {"ADJ", "NOUN", "PROPN", "PRON", "NUM", "VERB", "AUX"}  # what cannot follow where a phrase ends
_OPENING = {'"', "“", "``"}
_CLOSING = {'"', "”", "''"}
_BOUND = {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cop", "expl"}
_RELATIVE = {"acl:relcl", "acl", "advcl:relcl"}


def vague(question: str) -> bool:
    """Whether a question says too little ("Will the plan be ready?") or leans on words outside it."""
    words = question.rstrip("?").split()
    if leans(words):
        return True
    rules = lexicon.load("questions")["wording"]
    empty = {*rules["openers"], *rules["never_last"], *rules["little_said"]}
    telling = sum(word.lower() not in empty for word in words)
    if words[1:2] == ["there"] and telling < _TELLING_OF_WHAT_IS:
        return True  # "Was there foreign involvement?": in what?
    if named(question) or any(word[:1].isdigit() for word in words):
        return False
    owner = re.search(r"\bthe (\w+)['’]s?\b", question)
    if owner and owner[1] in rules["some_body"]:
        return True  # "the group's funding": which group's?
    return telling < _TELLING + (words[0] == "Who")  # "Who gets extra scrutiny?": in what?


def named(question: str) -> bool:
    """Whether a question names somebody or something; a month or a weekday is no name."""
    days = set(lexicon.load("questions")["wording"]["calendar"])
    return any(word[:1].isupper() and word.rstrip("?,") not in days for word in question.split()[1:])


def leans(words: list[str]) -> bool:
    """Whether a word stands for something outside the question ("announce one"), or a name comes twice."""
    rules = lexicon.load("questions")["wording"]
    last = words[-1].lower().strip(",'’")
    if (last in rules["leaning_last"] and not _told_apart(words)) or words[1].lower() in rules[
        "leaning_first"
    ]:
        return True
    low = [word.lower() for word in words]
    if any(
        f"{one} {two}" in rules["leaning_pairs"] and not (two == "of" and before in rules["kinds_of"])
        for before, one, two in zip(["", *low], low, low[1:], strict=False)
    ):
        return True
    if _second_verb(words):
        return True
    if any(_repeats(part, rules["may_repeat"]) for part in _halves(words)):
        return True  # "Will a president become president?"
    names = Counter(re.sub(r"['’]s?$", "", word).strip(".,") for word in words[1:] if word[:1].isupper())
    return any(count > 1 and len(name) > 2 for name, count in names.items())


def _told_apart(words: list[str]) -> bool:
    """Whether a last "one" stands for a thing of the question: "a new flag over the current one"."""
    return (
        words[-1].lower() == "one"
        and words[-3:-2] == ["the"]
        and "a" in [word.lower() for word in words[:-3]]
    )


def _halves(words: list[str]) -> list[list[str]]:
    """A question and its condition, each by itself."""
    at = words.index("if") if "if" in words else len(words)
    return [words[:at], words[at:]]


def _repeats(words: list[str], may: list[str]) -> bool:
    plain = Counter(word.lower() for word in words if word.islower() and len(word) > 3 and word not in may)
    return any(count > 1 for count in plain.values())


def _second_verb(words: list[str]) -> bool:
    """Whether a second auxiliary comes where nothing opens a clause: "Will efforts slow it will be"."""
    rules = lexicon.load("questions")["wording"]
    if words[0].lower() not in rules["auxiliaries"]:
        return False
    opened = False
    for word in (word.lower() for word in words[2:]):
        opened = opened or word in rules["clause_openers"]
        if word in rules["auxiliaries"] and word not in {"have", "do", "must", "may"} and not opened:
            return True
    return False


def sums_up(question: str) -> bool:
    """Whether a question's subject or last word only sums up what was said before ("the move")."""
    things = "|".join(lexicon.load("questions")["wording"]["summing_up"])
    ends = rf"\bthe (?:{things})s?(?: justified)?\?$"
    judged = rf"\bof (?:the )?(?:{things})s? (?:as|justified)\b"
    opens = rf"^\w+ the (?:{things})s? (?!of|to|for|in|with|against)"
    return bool(re.search(f"{opens}|{ends}|{judged}", question))


def leaning_things(sentence: Span, question: str) -> bool:
    """Whether a bare "the deal" in the question points at something that only the article tells."""
    for token in sentence:
        noun = token.head
        if token.dep_ != "det" or token.lower_ not in {"the", "this", "that"} or noun.i < token.i:
            continue
        bare = f" the {noun.text} "
        if bare not in f" {question.rstrip('?')} " or not points_back(noun, sentence.end):
            continue
        told = fuller(noun)
        if told is None or f"{bare}{told[1]}" not in question:
            return True
    return False


def turned_round(clause: Clause, rest: str) -> bool:
    """Whether a question without the clause's "not" would mean something else ("cannot sign until ...")."""
    # "did not need to come until May": the "not" stands one verb above
    above = clause.head.head if clause.head.dep_ == "xcomp" else clause.head
    words = [*clause.head.children, *above.children]
    denied = any(child.lower_ in {"not", "n't", "n’t", "never"} for child in words)
    if re.search(r"\bbut not\b", rest):
        return True  # "could leave the harbour, but not if it rains"
    return denied and bool(re.search(r"\b(?:until|because|but|nor|never)\b", rest))


def cut_short(clause: Clause, rest: str) -> bool:
    """Whether the verb lacks what it needs behind it ("they called as fair", "they said")."""
    verb = base_form(clause.verbs[-1])
    if any(token.dep_ == "aux:pass" for token in clause.verbs):
        return False
    if rest.startswith("as well as"):
        return True
    if rest and not rest.startswith("as "):
        return verb == "have" and rest.split()[0].endswith("ed")
    return verb in lexicon.load("questions")["wording"]["incomplete"] and clause.head in clause.verbs


def broken_off(clause: Clause, *, fronted: bool = False) -> bool:
    """Whether the stretch of a clause ends where no phrase does: "can play someone voters | trust".

    Args:
        clause: the clause.
        fronted: whether a question word has taken a part of it to the front.
    """
    if fronted:
        return bool(clause.rest) and _headless(clause.rest)
    follows = clause.head.doc[clause.end] if clause.end < len(clause.head.doc) else None
    if not clause.rest:
        taken_as = follows is not None and follows.lower_ == "as" and clause.head.tag_ == "VBN"
        return taken_as or not _enough(clause.verbs[-1])  # "should not be read | as saying"
    if _beyond_dash(clause):
        return True
    last = clause.rest[-1]
    if follows is not None and follows.tag_ in {"WRB", "WDT", "WP"} and _says_nothing_alone(last):
        return True  # "at times | when nobody would watch"
    comma = last.nbor(1) if last.like_num and last.i + 1 < len(last.doc) else None
    if comma is not None and comma.text == "," and not comma.whitespace_:
        return True  # "2 | ,383"
    if last.dep_ == "compound:prt" and last.head.i >= clause.rest.start:
        return True  # "drop out quiets down"
    if last.dep_ == "compound:prt" and len(clause.rest) == 1 and _shares_object(clause.head):
        return True  # "cover up, delay and withhold facts"
    return (
        _runs_on(clause, last)
        or _wants_more(last, clause.rest.start)
        or _half_list(last)
        or _headless(clause.rest)
    )


def _says_nothing_alone(noun: Token) -> bool:
    """Whether a noun needs the relative clause behind it to mean anything."""
    return noun.lemma_.lower() in lexicon.load("questions")["wording"]["needs_a_relative"]


def _beyond_dash(clause: Clause) -> bool:
    """Whether an aside between dashes parts the verb from what it needs: "turn to it - and how - | to us"."""
    doc = clause.head.doc
    if clause.end + 1 < len(doc) and doc[clause.end].text == "(" and doc[clause.end + 1].lower_ == "to":
        return True  # "encourage people (to vote)"
    if clause.end >= len(doc) or doc[clause.end].text not in {"-", "–", "—", "--", ","}:
        return False
    if doc[clause.end].text == ",":  # "declare the claim, which is old, | invalid"
        return any(c.i > clause.end and c.dep_ == "xcomp" for c in clause.head.children)
    return any(c.i > clause.end and c.dep_ in {"obl", "obj", "xcomp"} for c in clause.head.children)


def _shares_object(verb: Token) -> bool:
    """Whether a verb without an object is joined to one whose object it shares."""
    own = any(child.dep_ == "obj" for child in verb.children)
    joined = (child for child in verb.children if child.dep_ == "conj" and child.i > verb.i)
    return not own and any(grand.dep_ == "obj" for other in joined for grand in other.children)


def _runs_on(clause: Clause, last: Token) -> bool:
    """Whether what follows belongs to the same phrase; the sentence around may follow a clause in front."""
    if last.i + 1 >= len(last.doc) or last.is_punct:
        return False
    if last.nbor(1).pos_ not in _RUNS_ON and last.nbor(1).text not in _CLOSING | {"to", "of"}:
        return False
    if last.nbor(1).lower_ in {"to", "of"}:
        return True
    behind = last.nbor(2) if last.nbor(1).text in _CLOSING and last.i + 2 < len(last.doc) else None
    if behind is not None:  # a quotation ends inside the phrase: 'takes its "marching orders" from Ulla'
        return behind.pos_ in {"ADP", "NOUN", "PROPN", "ADJ", "PRON", "DET"} and behind.i < behind.sent.end
    opens = clause.head.dep_.startswith("csubj") or clause.head.left_edge.is_sent_start
    return not (opens and last.nbor(1).tag_ in FINITE)


def _wants_more(last: Token, start: int) -> bool:
    """Whether a verb at the end lacks its object; behind a noun it describes, it has it."""
    if last.pos_ != "VERB" or last.tag_ not in _LAST_WORDS or _enough(last):
        return False
    chain = [last, *itertools.islice(last.ancestors, 3)]
    return not any(up.dep_ in _RELATIVE and up.i >= start for up in chain)


def _enough(verb: Token) -> bool:
    """Whether a verb needs nothing behind it."""
    if verb.tag_ == "VBN" and any(child.dep_ == "aux:pass" for child in verb.children):
        return True
    return base_form(verb) in lexicon.load("questions")["wording"]["complete"]


def _headless(rest: Span) -> bool:
    """Whether what a word in the stretch belongs to was cut off: a subject or "if" without its verb."""
    if rest[-1].pos_ == "ADJ" and any(child.dep_ == "det" for child in rest[-1].children):
        return True  # "with the most precious | secrets"
    return any(token.dep_ in _BOUND and token.head.i >= rest.end for token in rest)


def _half_list(last: Token) -> bool:
    """Whether an adjective's list goes on behind a comma: "bring blue-collar, | more conservative ..."."""
    joined = last.pos_ == "ADJ" or last.nbor(-1).text == "-"
    if not joined or last.i + 2 >= len(last.doc) or last.nbor(1).text != ",":
        return False
    return last.nbor(2).pos_ in {"ADJ", "ADV", "NOUN"}


def loose_subject(subject: Span, words: str) -> bool:
    """Whether a subject was cut out of a longer phrase: "due to lack of sleep", "the U.S., Rubio"."""
    alone = len(subject) == 1 and subject[0].tag_ == "NN"
    behind_dot = alone and (subject[0].is_sent_start or subject[0].nbor(-1).text.endswith("."))
    if behind_dot and subject[0].text.islower():
        return True  # the sentence was split inside the phrase: "St. | win"
    if alone and subject.start and subject[0].nbor(-1).text in _OPENING:
        return True  # the "train" may have left
    if alone and subject.start and subject[0].nbor(-1).lower_ == "that":
        return True  # "that person": the determiner may have been read as a conjunction
    if subject.end < len(subject.doc) and subject.doc[subject.end].pos_ in {"NOUN", "PROPN", "NUM", "ADJ"}:
        return True
    if subject.end < len(subject.doc) and subject.doc[subject.end].lower_ == "of":
        return True  # "a hint | of how much it will cost"
    if words.rsplit(" ", 1)[-1] in {"of", "to", "about"}:
        return True  # "a hint of | how much it will cost"
    if "," in words and not re.search(r"\b(?:and|or)\b", words):
        return True
    before = subject.doc[subject.start - 1] if subject.start else None
    if before is None or before.i < sentence_start(subject[0]):
        return False
    if before.tag_ == "VBG" or (before.tag_ == "VB" and before.nbor(-1).lower_ == "to"):
        return True  # "the cost of reclaiming the mines", "attempts to discredit the judge"
    return before.pos_ in {"ADP", "DET", "ADJ"} and before.lower_ not in {"that", "than", "as", "for"}
