"""Where a reported clause or quotation begins behind its cue, with or without "that" and a listener."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import is_finite, own_subject, sentence_start
from generator.language.positions.cues import Cue, words
from generator.language.positions.extent import occasion_end
from generator.language.positions.reading import Reading

REACH = 24  # tokens behind a cue within which "that", a quotation or "to" must begin
_OCCASION = frozenset(["in", "on", "at", "via", "during", "through", "to", "by", "from"])
_POINTED = frozenset({"this", "last", "next"})
_TOPIC = frozenset({"of", "about", "regarding", "concerning"})  # what somebody speaks of
_LONG_QUOTE = 6  # tokens of a quotation that is content even behind a noun
_NAMING = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON"})


def clause_start(reading: Reading, cue: Cue, i: int, limit: int) -> tuple[int, bool] | None:
    """The first token of a clause or quotation behind the cue, and whether "that" stands before it.

    Args:
        i: the token from which it may begin.
        limit: the end of the sentence.
    """
    doc = reading.doc
    only_quote = cue.entry.words in words("quote_only")
    inverted = own_subject(cue.head)
    if inverted is not None and cue.end <= inverted.i < limit and inverted.head == cue.head:
        i = max(i, inverted.i + 1 if _has_clause(cue) else inverted.right_edge.i + 1)
        only_quote = True
    elif _behind_quotation(reading, cue) and doc[i].pos_ in _NAMING:
        only_quote = True
    i = _skip_topic(reading, _skip_aside(reading, i, limit), limit)
    for j in range(i, min(limit, i + REACH)):
        if _quotation_begins(reading, i, j):
            if only_quote or _introduced(reading, i, j):
                return j, False
            break
        if doc[j].lower_ == "that" and (
            _marks_clause(reading, i, j, limit) or _told_that(reading, cue, j, limit)
        ):
            if (
                j > i
                and _has_no_listener(cue)
                and doc[i].pos_ in _NAMING
                and doc[i].lower_ not in words("times")
            ):
                break  # "said a wave of protests demands that …"
            return j + 1, True
        title = "listener" in cue.frames and not reading.in_speech(j)  # "told Radio Ode's “Early Hour” that"
        if is_finite(doc[j]) or (reading.quote(j) is not None and not title):
            break
    if only_quote or i >= limit or doc[i].text in {",", ".", ";", ":", "("}:
        return None
    return _bare_clause(reading, cue, i, limit)


def _quotation_begins(reading: Reading, i: int, j: int) -> bool:
    quote = reading.opening(j)
    if quote is None or (quote.last - quote.first < 2 and j > i + 1):
        return False
    return (
        quote.last - quote.first >= _LONG_QUOTE or reading.in_speech(j + 1) or _introduced(reading, i, j)
    ) and not any(is_finite(t) for t in reading.doc[i:j])


def _introduced(reading: Reading, i: int, j: int) -> bool:
    """Whether nothing that could be a subject stands between the cue and the quotation at ``j``."""
    if j == i or reading.doc[j - 1].text in {",", ":"}:
        return True
    return not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in reading.doc[i:j])


def _marks_clause(reading: Reading, i: int, j: int, limit: int) -> bool:
    """Whether "that" at ``j`` opens the reported clause rather than pointing at a noun."""
    token = reading.doc[j]
    if token.dep_ in {"nsubj", "nsubj:pass"} and j + 1 < limit and is_finite(reading.doc[j + 1]):
        return False  # "said that was not her view"
    if token.dep_ == "det" and not _verb_before_comma(reading, j, limit):
        return False  # "found that action unconstitutional, …"
    if (
        token.pos_ in {"SCONJ", "PRON"}
        and token.dep_ not in {"nsubj", "det"}
        and (j == i or token.dep_ == "mark")
    ):
        return True
    return j == i and any(is_finite(t) for t in reading.doc[j + 2 : min(limit, j + 9)])


def _verb_before_comma(reading: Reading, j: int, limit: int) -> bool:
    """Whether a finite verb stands behind token ``j`` before the next comma."""
    for token in reading.doc[j + 1 : limit]:
        if is_finite(token):
            return True
        if token.text == ",":
            return False
    return False


def _told_that(reading: Reading, cue: Cue, j: int, limit: int) -> bool:
    """Whether "that" at ``j`` stands between who is told and a clause: "told a crowd that rain was due"."""
    if "listener" not in cue.frames or j + 1 >= limit or reading.doc[j + 1].pos_ in {"VERB", "AUX", "ADV"}:
        return False
    return any(is_finite(t) for t in reading.doc[j + 2 : min(limit, j + 9)])


def _skip_aside(reading: Reading, i: int, limit: int) -> int:
    """Behind an aside between commas or dashes right behind the cue: "alleged, by way of example, …"."""
    doc = reading.doc
    if i >= limit or doc[i].text not in {",", "–", "—"}:
        return i
    for j in range(i + 1, min(limit, i + 9)):
        if doc[j].text == doc[i].text:
            return j + 1
        if is_finite(doc[j]) or reading.opening(j) is not None:
            break
    return i


def _skip_topic(reading: Reading, i: int, limit: int) -> int:
    """Before the quotation behind what it is about: 'said of the plan for new ships: "They fit in"'."""
    doc = reading.doc
    if i >= limit or doc[i].lower_ not in _TOPIC:
        return i
    for j in range(i + 1, min(limit, i + REACH)):
        if reading.in_speech(j + 1) and reading.opening(j) is not None:
            return j
        if is_finite(doc[j]) or doc[j].lower_ in {",", ";", "that"}:
            break
    return i


def _has_no_listener(cue: Cue) -> bool:
    """Whether a noun phrase right behind the cue can only be the subject of what is reported."""
    return cue.entry.words in words("no_listener")


def _behind_quotation(reading: Reading, cue: Cue) -> bool:
    k = cue.start - 1
    if k > 0 and reading.doc[k].text == ",":
        k -= 1
    return k >= 0 and reading.closing(k) is not None


def _has_clause(cue: Cue) -> bool:
    """Whether the parser gave the cue a clause to its right."""
    return any(child.dep_ == "ccomp" and child.i > cue.head.i for child in cue.head.children)


def _bare_clause(reading: Reading, cue: Cue, i: int, limit: int) -> tuple[int, bool] | None:
    """A clause without "that": behind the listener, the time and the occasion, up to a verb."""
    doc = reading.doc
    if cue.entry.words in words("that_only") or in_gap(cue):
        return None
    if "listener" in cue.frames:
        i = _skip_listener(reading, cue, i, limit)
    i = skip_setting(reading, i, limit)
    if i >= limit or not _can_open(doc[i], cue):
        return None
    if doc[i].tag_ == "PRP" and i + 1 < limit and doc[i + 1].text == ",":
        return None  # "doubts it, and …"
    choosy = cue.entry.words in words("choosy")
    verb = next((t for t in doc[i:limit] if is_finite(t) or (not choosy and _past_form(t))), None)
    if verb is None or (verb.i == i and _of_what_is_said(cue, verb)):
        return None
    if _has_clause(cue) or doc[i].tag_ == "PRP" or _clause_by_order(reading, cue, i, verb.i, choosy):
        return i, False
    return None


def _of_what_is_said(cue: Cue, verb: Token) -> bool:
    """Whether a verb right behind the cue tells of what is said: "not everything she says is true"."""
    told = cue.head.head
    return cue.head.dep_ == "acl:relcl" and (told.pos_ == "PRON" or not cue.head.is_ancestor(verb))


def in_gap(cue: Cue) -> bool:
    """Whether the cue stands inside a relative clause: "the system, which teachers say hurts them"."""
    subject = own_subject(cue.head)
    before = (subject.left_edge.i if subject is not None and subject.i < cue.start else cue.start) - 1
    doc = cue.head.doc
    if before < sentence_start(cue.head):
        return False
    relative = doc[before].lower_ == "that" and any(up.dep_.startswith("acl") for up in _verbs(cue.head))
    return relative or doc[before].lower_ in {"which", "who", "whom", "what", "how"}


def _verbs(verb: Token) -> list[Token]:
    """The verb and what it is joined to."""
    return [verb, verb.head] if verb.dep_ == "conj" else [verb]


def _can_open(token: Token, cue: Cue) -> bool:
    """Whether the word can open a clause without "that"."""
    if cue.entry.part == "adjective" and token.pos_ in {"ADP", "SCONJ", "ADV", "CCONJ", "PUNCT"}:
        return False  # "remains confident despite …"
    if token.tag_ == "VBG" and cue.entry.words in words("no_listener"):
        behind = token.doc[token.i + 1 : token.i + 2]  # "say adding salt is cheap"; an article may end here
        return any(word.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON"} for word in behind)
    if token.tag_ in {"VBG", "VBN"} and not _has_clause(cue):
        return False
    return token.lower_ not in words("no_subject") and token.tag_ not in {"WP", "WDT", "WRB"}


def _past_form(token: Token) -> bool:
    """A verb that the tagger may have misread as a participle or base form: no infinitive, no gerund."""
    return token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG" and token.nbor(-1).lower_ != "to"


def _clause_by_order(reading: Reading, cue: Cue, i: int, verb: int, choosy: bool) -> bool:
    """Without a parse to lean on: a noun phrase, then a verb; for choosy cues nothing between."""
    gap = reading.doc[i:verb]
    if not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in gap) or any(
        t.pos_ == "SCONJ" or t.lower_ == "but" for t in gap
    ):
        return False
    rest = reading.doc[i : reading.doc[i].sent.end]
    if sum(is_finite(t) for t in rest) <= sum(t.tag_ in {"WDT", "WP"} for t in gap):
        return False  # "conceded a penalty which the referee gave"
    if not choosy:
        return True
    if any(c.dep_ in {"obj", "iobj"} and c.i > cue.head.i for c in cue.head.children):
        return False
    return not any(t.text in {",", ";"} or t.lower_ in {"who", "which", "when", "where", "that"} for t in gap)


def _skip_listener(reading: Reading, cue: Cue, i: int, limit: int) -> int:
    """Behind who is told: an actor's name, the verb's object, else the first noun phrase."""
    doc, at = reading.doc, reading.doc._.actor_at
    j = i + 1 if doc[i].pos_ == "DET" and i + 1 < limit and i + 1 in at else i
    if j in at:
        actor = at[j]
        while j < limit and at.get(j) == actor and doc[j].pos_ != "PRON":
            j += 1
        if j < limit and doc[j].tag_ == "POS":  # "told Radio Ode's morning show …"
            j += 1
            while j < limit and doc[j].pos_ in {"NOUN", "ADJ", "PROPN"}:
                j += 1
        return j
    told = next((c for c in cue.head.children if c.dep_ in {"obj", "iobj"} and c.i >= cue.end), None)
    if told is not None and told.right_edge.i < limit:
        end = told.right_edge.i
        if not any(is_finite(t) for t in doc[i:end]):
            return end + 1
    while i < limit and doc[i].pos_ in _NAMING and doc[i].tag_ != "PRP":
        i += 1
        if doc[i - 1].pos_ in {"NOUN", "PROPN"} and i < limit and doc[i].pos_ in {"DET", "PRON"}:
            break
    return i + 1 if i + 1 < limit and doc[i].tag_ == "PRP" and not is_finite(doc[i + 1]) else i


def skip_setting(reading: Reading, i: int, limit: int) -> int:
    """Behind time words and phrases of occasion: "on Monday", "in an interview with …", "via Twitter"."""
    doc, moved = reading.doc, True
    while moved and i < limit:
        moved = False
        token = doc[i]
        owns = i + 1 < limit and doc[i + 1].tag_ == "POS"  # "Saturday's vote"
        if token.lower_ in _POINTED and i + 1 < limit and doc[i + 1].lower_ in words("periods"):
            i, moved = i + 2, True
        elif token.lower_ in words("times") and token.pos_ in {"NOUN", "PROPN", "ADV", "ADJ"} and not owns:
            i, moved = i + 1, True
            if i < limit and doc[i].lower_ in words("settings"):
                i += 1
        elif token.pos_ == "ADP" and token.lower_ in _OCCASION:
            end = occasion_end(reading, i, limit)
            if end:
                i, moved = end, True
        if moved and i < limit and doc[i].text == ",":
            i += 1
    return i
