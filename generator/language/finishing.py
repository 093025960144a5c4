"""The last hand at a question: capital, mark, spaces, and the checks that need no parse."""

from __future__ import annotations

import itertools
import re

from generator import lexicon

_QUESTION_LIMIT = 30  # words


def finish(text: str | None) -> str | None:
    """Capitalise, close with a question mark, and refuse what is not well-formed."""
    if not text:
        return None
    text = re.sub(r" (If|Unless|Because|When) ", lambda match: match.group().lower(), text)
    text = re.sub(r"\b(if|unless)\b([^,]*?)\bwould (?=[a-z])", r"\1\2were to ", text, count=1)
    text = re.sub(r" ?\. (?=(?:if|unless)\b)", " ", text)  # a quotation ended before its condition
    text = re.sub(r"(?<=[a-z]) & (?=[a-z])", " and ", text)
    text = re.sub(r"\ba (?=[ai]|e(?!u)|o(?!ne))", "an ", text)
    text = re.sub(r" (?:yet|already|either|too|also|then|anyway|though)$", "", text.rstrip(" ,.;:"))
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split())).rstrip(" ,.;:-–—")
    text = re.sub(r"\b((?:[A-Z]\.)+[A-Z])$", r"\1.", text)  # "the U.S." keeps its stop
    text = text[:1].upper() + text[1:] + "?"
    return text if well_formed(text) else None


def well_formed(question: str) -> bool:
    """Whether a question passes the checks that need no parse: opener, length, ending, no stray marks."""
    rules = lexicon.load("questions")["wording"]
    words = question[:-1].split()
    if not question.endswith("?") or not 4 <= len(words) <= _QUESTION_LIMIT:
        return False
    if words[0].lower() not in rules["openers"] or words[-1].lower().strip(",'’") in rules["never_last"]:
        return False
    if any(first.lower() == second.lower() != "that" for first, second in itertools.pairwise(words)):
        return False
    if words[0].lower() in rules["auxiliaries"] and words[-1].lower() in {"for", "about", "at"}:
        return False
    if re.search(r"['’]s?$|/.*['’]s\b", question[:-1]):
        return False  # a noun was cut off; "the Ulla/Norda's"
    cut = r"\bthat [A-Z]\S*(?: [A-Z]\S*)*\?$|\bat (?:a|the) (?:time|moment|point)\?$|\bnever\?$"
    if re.search(cut, question) or re.match(
        r"What (?:can|could|will|would|should|must) (?:do|make|say|take)\b", question
    ):
        return False  # a clause lost its verb, a verb its subject
    share = re.search(r"(\w+) (?:a \w+ )?[\d.,]+ ?(?:percent|per cent|%)\?$", question)
    if share and share[1].lower() not in rules["measuring"]:
        return False  # "win 52 percent": of what?
    if re.search(r"\bboth (?!sides\b)[a-z]+s\b(?! of\b)(?! and\b)", question):
        return False  # "win both states": which?
    if re.search(r"^(?:Is|Are|Was|Were) .* (?:an individual|a (?:person|man|woman))\?$", question):
        return False
    if re.search(r"\s[a-z]{3,}\. [a-z]", question):
        return False  # two sentences that were not told apart
    if re.search(r"\bsuch (?!as\b|an?\b)", question):
        return False  # such as what?
    if _cut_at_time(words) or re.match(r"(?:Is|Are|Was|Were) (?!it\b).* whether ", question):
        return False
    if words[1] == "it" and not re.match(r"\w+ it (?:be )?\w+ (?:to|that|for|whether)\b", question):
        return False
    if re.search(
        r"\b(?:not|question\b.*) whether\b|\bquestion\?$|\b(?:nor|neither|whether or not)\b", question
    ):
        return False
    if re.match(r"Which (?:will|would|can|could|should|does|did|is|are|was|were)\b", question):
        return False
    if re.search(r"\bthe (?:some|any|several|each|every)\b", question):
        return False
    if re.match(r"(?!Will|Would|Could)\w+ [a-z]+ing (?:the|an?|new|his|her|its|their|[A-Z]\w+)\b", question):
        return False  # "Is losing new territories growing?": what one does is no subject to ask about
    if re.search(r"[\"“”„«»;:()\[\]{}]|…|\.\.|--|http|[?!]\s|,\s*,|&|\s['’]s\b", question):
        return False
    return not any(
        word.lower().strip(",.'’") in rules["first_person"] for word in words if not word.startswith("US")
    )


def _cut_at_time(words: list[str]) -> bool:
    """Whether a question ends in a measure whose other half is missing: "stop seven months | before"."""
    rules = lexicon.load("questions")["wording"]
    measures = {f"{noun}s" for noun in rules["time_nouns"]}
    if words[-1] not in measures or len(words) < 4:
        return False
    return words[-3].lower() not in rules["measuring"] and words[-2].lower() not in rules["measuring"]
