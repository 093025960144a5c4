"""Where a statement ends: the clause or phrase behind a cue, cut before what is the narrator's again."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.grammar import FINITE, is_finite, own_subject, trim
from generator.language.positions.cues import Cue, words
from generator.language.positions.reading import Reading

_OPENERS = frozenset({"who", "which", "that", "whose", "when", "where", "if", "what", "how", "as", "because"})
_SAME_VERBS = frozenset(
    {"do", "does", "did", "have", "has", "had", "is", "are", "was", "were", "will", "would"}
)
_PHRASE = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "ADV", "ADP"})
_CLAUSE_TURNS = frozenset(
    {"after", "while", "whilst", "although", "though", "despite", "during", "following", "amid"}
)


def content_end(reading: Reading, start: int, limit: int, cue: Cue, frame: str, marked: bool) -> int:
    """The index behind the last token of the statement that begins at ``start``.

    Args:
        start: its first token.
        limit: the end of its sentence.
        cue: the word that introduces it.
        frame: the frame of the cue that it fills.
        marked: whether "that" stands before it, which lets it reach over ", and …".
    """
    doc = reading.doc
    opened = reading.opening(start)
    if opened is not None and opened.last >= limit - 1:
        return opened.last + (1 if opened.closed else 0)
    if (
        opened is not None
        and reading.in_speech(opened.first)
        and doc[min(opened.last + 1, limit - 1)].text in {",", ";"}
    ):
        return opened.last + 1
    phrase = frame not in {"clause", "that", "whether", "if"}
    seen_verb = False
    for i in range(start + 1, limit):
        if reading.quote(i) is not None:
            seen_verb = seen_verb or is_finite(doc[i])
            continue
        if doc[i - 1].text == "," and (
            _main_clause_begins(reading, i, cue) or _main_predicate_begins(doc, i, cue)
        ):
            return trim(doc, start, i)[1]
        begun = phrase or seen_verb or doc[i].lower_ == "according"  # a clause does not end before its verb
        if begun and _turns_back(reading, i, start, limit, cue, phrase, marked):
            return trim(doc, start, i)[1]
        seen_verb = seen_verb or is_finite(doc[i])
    return _without_stop(reading, start, limit)


def _without_stop(reading: Reading, start: int, limit: int) -> int:
    doc, end = reading.doc, limit
    while (
        end > start
        and doc[end - 1].text in {".", "!", "?", ":", ";", ".."}
        and reading.closing(end - 1) is None
    ):
        end -= 1
    return trim(doc, start, end)[1]


def _turns_back(
    reading: Reading, i: int, start: int, limit: int, cue: Cue, phrase: bool, marked: bool
) -> bool:
    """Whether the narrator speaks again at token ``i``."""
    doc = reading.doc
    token, before = doc[i], doc[i - 1]
    after_comma = before.text in {",", "–", "—", "-", ";"} or reading.closing(i - 1) is not None
    if token.lower_ == "according" and i + 1 < limit and doc[i + 1].lower_ == "to":
        return not (i + 2 < limit and doc[i + 2].lower_ == "which")
    if after_comma and (_participle_cue(reading, i, limit) or is_likewise(doc, i, limit)):
        return True
    if before.text == "," and _leads_sentence(reading, cue) and _clause_follows(reading, i, limit):
        return True
    if cue.entry.part == "noun" and is_finite(token) and _main_verb_of(reading, i, start, cue):
        return True
    comma = before.text == "," or (reading.closing(i - 1) is not None and doc[i - 2].text[-1] == ",")
    if phrase and comma and (is_finite(token) or _clause_follows(reading, i, limit)):
        return True
    if phrase and _leaves_phrase(reading, i, start, limit, after_comma):
        return True
    if token.lower_ in {"and", "but"} and i + 1 < limit:
        return _joins_cue(reading, i, start, cue, phrase, marked, after_comma, limit)
    if after_comma and token.lower_ in {"while", "whilst", "with", "though", "although"} and i + 1 < limit:
        again = _another_reports(reading, i + 1, limit)  # "…, while other voters said …"
        return phrase or token.head.head == cue.head or token.lower_ == "with" or again
    if phrase and token.lower_ in _CLAUSE_TURNS and (after_comma or token.head.i > i):
        return _hangs_on(token, cue)
    if not phrase and not marked and token.lower_ in {"after", "following"}:
        return _hangs_on(token, cue)
    if phrase and before.text == "," and token.tag_ in {"VBG"}:
        return True
    if token.text == ":" and i + 1 < limit and (phrase or reading.opening(i + 1) is not None):
        return True
    if token.text == "," and _speaker_follows(reading, i + 1, limit):
        return True
    return token.text == ";" and (_another_reports(reading, i + 1, limit) if not phrase else not marked)


def is_likewise(doc: Doc, i: int, limit: int) -> bool:
    """Whether "as do others" begins at ``i``: others hold the same."""
    return i + 2 < limit and doc[i].lower_ == "as" and doc[i + 1].lower_ in _SAME_VERBS


def _leads_sentence(reading: Reading, cue: Cue) -> bool:
    """Whether the cue is a participle that opens its sentence: "Claiming the vote was rigged, he left"."""
    sent = reading.sentence(cue.start)
    return sent is not None and cue.start == sent.start and cue.head.tag_ == "VBG"


def _main_clause_begins(reading: Reading, i: int, cue: Cue) -> bool:
    """Whether the main clause begins at ``i``, behind the one of the cue: "While A said …, B"."""
    sent = reading.sentence(cue.start)
    if sent is None or cue.head.dep_ not in {"advcl", "acl"} or cue.head.head.i < i:
        return False
    found = own_subject(cue.head.head)
    return found is not None and found.left_edge.i == i


def _main_predicate_begins(doc: Doc, i: int, cue: Cue) -> bool:
    """Whether the main verb of whom the cue's clause tells of begins at ``i``: "Ann, who said …, left"."""
    told = cue.head.head
    if cue.head.dep_ != "acl:relcl" or not told.dep_.startswith("nsubj") or told.head.i < i:
        return False
    return is_finite(doc[i]) and (doc[i] == told.head or doc[i].head == told.head)


def _another_reports(reading: Reading, i: int, limit: int) -> bool:
    """Whether the next finite verb is a cue with a subject of its own: "…; the union denies this"."""
    for j in range(i, min(limit, i + 10)):
        if is_finite(reading.doc[j]):
            named = any(token.pos_ in {"NOUN", "PROPN", "PRON"} for token in reading.doc[i:j])
            return j in reading.cue_at and named
    return False


def _speaker_follows(reading: Reading, i: int, limit: int) -> bool:
    """Whether "X said" and then a comma, a quotation or the end of the sentence begins at ``i``."""
    doc = reading.doc
    for j in range(i, min(limit, i + 8)):
        cue = reading.cue_at.get(j)
        if cue is not None and "clause" in cue.frames and doc[j].tag_ in FINITE and j > i:
            k = cue.end
            return k >= limit or doc[k].text in {",", ".", ":"} or reading.opening(k) is not None
        if doc[j].pos_ not in {"DET", "PROPN", "NOUN", "ADJ", "PRON", "ADV"}:
            return False
    return False


def _main_verb_of(reading: Reading, i: int, start: int, cue: Cue) -> bool:
    """Whether the finite verb at ``i`` belongs to the cue noun's own clause: "efforts to … have stalled"."""
    doc, sent = reading.doc, reading.sentence(i)
    if own_subject(doc[i]) == cue.head:
        return True
    if sent is None or any(is_finite(token) for token in doc[sent.start : cue.start]):
        return False
    return doc[start - 1].lower_ != "that" and not any(token.lower_ in _OPENERS for token in doc[start:i])


def _clause_follows(reading: Reading, i: int, limit: int) -> bool:
    """Whether a noun phrase and its finite verb begin at ``i``: behind a phrase, the main clause."""
    named = False
    for j in range(i, min(limit, i + 8)):
        token = reading.doc[j]
        if is_finite(token):
            return named
        if token.pos_ not in _PHRASE or token.tag_ in {"WP", "WDT"}:
            return False
        named = named or token.pos_ in {"NOUN", "PROPN", "PRON"}
    return False


def _participle_cue(reading: Reading, i: int, limit: int) -> bool:
    """Whether a participle that reports ("adding", "further saying") begins at ``i``."""
    doc = reading.doc
    while i < limit and doc[i].pos_ == "ADV":
        i += 1
    cue = reading.cue_at.get(i)
    return (
        i < limit
        and doc[i].tag_ == "VBG"
        and cue is not None
        and cue.entry.words not in words("consequences")
    )


def _leaves_phrase(reading: Reading, i: int, start: int, limit: int, after_comma: bool) -> bool:
    """Whether token ``i`` leads out of a noun phrase or infinitive: a relative aside, an occasion, a dash."""
    doc, word = reading.doc, reading.doc[i].lower_
    if after_comma and word in {"which", "who", "where", "this", "whose"}:
        return True
    if word == "as" and doc[i].dep_ == "mark" and is_finite(_verb_of(doc[i].head)):
        return not any(t.lower_ in {"as", "so", "such", "same"} for t in doc[max(start, i - 4) : i])
    if (
        doc[i].text in {"–", "—", "--", "-"}
        and i + 1 < limit
        and doc[i - 1].whitespace_
        and doc[i].whitespace_
    ):
        return True
    if i > start + 1 and word in {"shortly", "again", "yesterday"} | _CLAUSE_TURNS - {"though", "although"}:
        return not reading.doc[i].dep_.startswith("amod")
    return (
        i > start + 1
        and word in {"in", "on", "at", "via", "by", "during"}
        and occasion_end(reading, i, limit) is not None
    )


def _verb_of(head: Token) -> Token:
    """The word of a predicate that carries its tense: its first auxiliary or copula, else itself."""
    return next((child for child in head.children if child.dep_ in {"aux", "aux:pass", "cop"}), head)


def occasion_end(reading: Reading, i: int, limit: int) -> int | None:
    """The index behind a phrase of time or occasion that the preposition at ``i`` begins, if it does."""
    doc = reading.doc
    for j in range(i + 1, min(limit, i + 7)):
        token = doc[j]
        if token.pos_ not in {"DET", "ADJ", "NUM", "PROPN", "NOUN", "ADV", "PRON"} and not _is_occasion(
            token
        ):
            return None
        if _is_occasion(token):
            j += 1
            while j < limit and (_is_occasion(doc[j]) or doc[j].like_num):
                j += 1
            return j
    return None


def _is_occasion(token: Token) -> bool:
    if token.dep_ == "compound" and token.head.i == token.i + 1 and token.head.pos_ == "NOUN":
        return token.head.lower_ in words("settings")  # "night flights" are no occasion
    return (
        token.lower_ in words("settings")
        or token.lower_ in words("times")
        or token.ent_type_ in {"DATE", "TIME"}
    )


def _hangs_on(token: Token, cue: Cue) -> bool:
    """Whether the phrase that ``token`` begins belongs to the cue rather than to the statement."""
    head = token.head
    return head == cue.head or head.head == cue.head or head.head == cue.head.head


def _has_tense(verb: Token) -> bool:
    return is_finite(verb) or is_finite(_verb_of(verb))


def _both_past(one: Token, two: Token) -> bool:
    """Whether both may be past tenses: taggers take one for a participle now and then."""
    return {one.tag_, two.tag_} == {"VBD", "VBN"}


def _joins_cue(
    reading: Reading, i: int, start: int, cue: Cue, phrase: bool, marked: bool, after_comma: bool, limit: int
) -> bool:
    """Whether "and"/"but" at ``i`` leads back to the level of the cue."""
    doc = reading.doc
    j = i + 1
    while j < limit and doc[j].pos_ == "ADV":
        j += 1
    if j >= limit or doc[j].pos_ == "ADP":
        return False
    verb = doc[j]
    if verb.pos_ in {"VERB", "AUX"} and verb.tag_ in FINITE | {"VBG", "VBN"}:
        same = verb.tag_ == cue.head.tag_ or verb.head == cue.head or _both_past(verb, cue.head)
        if same and (phrase or verb.head == cue.head or j in reading.cue_at):
            return True
        if phrase and verb.tag_ in FINITE and not (start <= verb.head.i < i and _has_tense(verb.head)):
            return True  # an infinitive or a noun is not joined to a finite verb
    if phrase and doc[i].lower_ == "but":
        return any(is_finite(t) for t in doc[j : min(limit, j + 8)])
    if after_comma:
        for k in range(j, min(limit, j + 20)):
            if is_finite(doc[k]) and reading.quote(k) is None:
                found = own_subject(doc[k]) or own_subject(doc[k].head)
                reports = k in reading.cue_at and "clause" in reading.cue_at[k].frames
                return found is not None and found.i >= i and (phrase or not marked or reports)
    return False
