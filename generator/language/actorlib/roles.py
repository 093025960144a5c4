"""What an article says a person is by the words right before the name; what stands beside it: ``beside``."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from generator.language.actorlib.gazetteer import known_words, phrase_at, titles
from generator.language.forms import between

ARTICLES = frozenset(["the", "a", "an"])
OWNERS = frozenset(["his", "her", "their", "its", "my", "our", "your"])
LINKS = frozenset(["of", "for", "at", "in", "to", "on", "and", "from", "with", "by", "against"])
DASHES = frozenset(["\u2013", "\u2014", "--", "-"])
POSSESSIVES = frozenset(["'s", "\u2019s", "'", "\u2019"])
FINITE = frozenset(["VB", "VBD", "VBP", "VBZ", "MD"])
_STANDING = frozenset(  # how an office is held, in small letters before its capital
    ["former", "then", "ex", "acting", "interim", "outgoing", "incoming", "late", "longtime", "onetime"]
)
_INSIDE = frozenset(["compound", "amod", "flat", "nmod:desc", "nmod:poss"])  # a noun phrase's own words


def before(doc: Doc, start: int, certain: bool) -> Span | None:
    """Return the role that stands straight before a name: "harbour engineer" Ada Brook.

    Args:
        doc: the article.
        start: the name's first token.
        certain: whether it is known to be a person; then any noun is a role, else only a known title.
    """
    i = start - 1
    if i > 2 and doc[i].text == ")" and doc[i - 2].text == "(":  # "Member of Parliament (MP) Jane Doe"
        i -= 3
    if i < 0 or not _is_role_word(doc, i, certain):
        return _complemented(doc, start)
    first = _trimmed(doc, _widened(doc, i, start), i)
    return doc[first:start] if first <= i else None


def standing(doc: Doc, start: int) -> int:
    """Where an office with a capital begins with how it is held: "former" Justice Minister."""
    first = start
    while first > 0 and doc[first - 1].lower_ in _STANDING | {"-"}:
        if doc[first - 1].text == "-" and (doc[first - 1].whitespace_ or doc[first - 2].whitespace_):
            break
        first -= 1
    return first


def _is_role_word(doc: Doc, i: int, certain: bool) -> bool:
    word = doc[i]
    if word.is_punct or word.is_space or word.lower_ in known_words("titles", "courtesy"):
        return False
    if word.tag_ in FINITE and word.is_lower:  # "Olsen accused Brook"
        return False
    if word.lower_ in titles() or any(
        phrase_at(doc, j, titles(), i + 1) == i + 1 for j in range(max(0, i - 3), i)
    ):
        return True
    return certain and word.tag_ == "NN" and word.is_lower and _goes_with(word, i + 1)


def _goes_with(noun: Token, start: int) -> bool:
    """Whether a noun and the name right behind it are one phrase: not "in the interview, Brook …" """
    name = noun.doc[start]
    if noun.lower_ in known_words("titles", "no_roles"):
        return False
    return name.head == noun or start <= noun.head.i <= start + 5


def _widened(doc: Doc, i: int, start: int) -> int:
    """Where a role begins whose last word is token i and behind which a name starts."""
    first = i
    while first > 0 and modifies(doc, first - 1) and _stays(doc[first - 1], start):
        first -= 1
    return first


def _stays(token: Token, start: int) -> bool:
    """Whether what a noun, adjective or participle belongs to is in the phrase that leads to the name."""
    if token.pos_ not in {"NOUN", "PROPN", "VERB"} or token.dep_ in _INSIDE:
        return True
    joint = token.i + 1, token.i - 1 if token.dep_ == "conj" else 0
    if any(_joins_nouns(token.doc, i) for i in joint):
        return True
    inside = token.dep_ == "nmod" and token.head.pos_ == "PROPN"  # "Council for Trade spokesman …"
    above = token.i < token.head.i or (token.head == token and token.pos_ != "VERB")
    return inside or (above and token.head.i <= start + 5)


def plural_before(doc: Doc, start: int) -> str | None:
    """Return the plural title straight before a name, with its modifiers: "mission specialists"."""
    i = start - 1
    if (
        i < 0
        or not doc[i].is_lower
        or not doc[i].lower_.endswith("s")
        or doc[i].lower_.removesuffix("s") not in titles()
    ):
        return None
    first = i
    while first > 0 and modifies(doc, first - 1):
        first -= 1
    return str(between(doc, _trimmed(doc, first, i), start))


def modifies(doc: Doc, i: int) -> bool:
    """Whether a token before a role word belongs to the role."""
    token = doc[i]
    if token.lower_ in known_words("time", "weekdays", "months"):
        return False
    if token.is_space or token.lower_ in ARTICLES | OWNERS:
        return False
    if token.text in DASHES - {"-"}:  # "Export–Import Bank", but not "the ferry – captain Brook"
        return bool(i) and not token.whitespace_ and not doc[i - 1].whitespace_
    if token.text == "-" or token.text in POSSESSIVES:
        return not doc[i - 1].is_space and bool(i) and doc[i - 1].is_alpha
    if token.lower_ in {"and", "of"}:
        listed = token.lower_ == "and" and doc[i - 1].ent_type_ == "PERSON"
        both = i > 0 and doc[i - 1].text[0].isupper() and doc[i + 1].text[0].isupper()
        return not listed and (both or _joins_nouns(doc, i))
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        or token.lower_ in {"then", "vice"}
        or token.tag_ in {"VBG", "VBN"}
    )


def _joins_nouns(doc: Doc, i: int) -> bool:
    """Whether an "and" in small letters stands within one role: "trade and industry commissioner"."""
    if i == 0 or doc[i].lower_ != "and" or not (doc[i - 1].is_lower and doc[i + 1].is_lower):
        return False
    left, right = doc[i - 1], doc[i + 1]
    if left.lower_ in titles() and left.tag_ == "NN":
        return right.lower_ in titles()  # "lawyer and activist"
    return left.tag_ in {"NN", "JJ"} and left.head.i > i and left.dep_ in {"compound", "amod"}


def _trimmed(doc: Doc, first: int, last: int) -> int:
    """Leave off what cannot begin a role: a stray hyphen, a possessive mark, a participle alone, an "and"."""
    while first <= last and (
        doc[first].text in POSSESSIVES | {"-"}
        or doc[first].lower_ in LINKS | {"such", "like", "same", "including"}
    ):
        first += 1
    return first


def _complemented(doc: Doc, start: int) -> Span | None:
    """A title with its complement before the name: "president of the council" Ada Brook."""
    i = start - 1
    while i > 0 and start - i < 8 and doc[i].text[0].isupper() and doc[i].pos_ == "PROPN":
        i -= 1
    if all(token.lower_ in known_words("titles", "courtesy") for token in doc[i + 1 : start]):
        return None  # "adviser to Mr. Olsen" is somebody else
    while i > 0 and doc[i].lower_ in ARTICLES:
        i -= 1
    if (
        i <= 0
        or i == start - 1
        or doc[i].lower_ not in {"of", "for", "to"}
        or doc[i - 1].lower_ not in titles()
    ):
        return None
    first = i - 1
    while first > 0 and modifies(doc, first - 1):
        first -= 1
    return doc[_trimmed(doc, first, i - 1) : start]
