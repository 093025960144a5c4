"""What an article says a person is: the words before the name, beside it in commas, or after "is"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from generator.language.actorlib.acting import OBJECT, SUBJECT
from generator.language.actorlib.gazetteer import known_words, phrase_at, titles

_ARTICLES = frozenset(["the", "a", "an"])
_OWNERS = frozenset(["his", "her", "their", "its", "my", "our", "your"])
_LINKS = frozenset(["of", "for", "at", "in", "to", "on", "and", "from", "with", "by", "against"])
_DASHES = frozenset(["\u2013", "\u2014", "--", "-"])
_POSSESSIVES = frozenset(["'s", "\u2019s", "'", "\u2019"])
_VERBS = frozenset(["VB", "VBD", "VBP", "VBZ", "MD"])
_INSIDE = frozenset(["compound", "amod", "flat", "nmod:desc", "nmod:poss"])  # a noun phrase's own words
_FAR = 16  # tokens that a role may have


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


def _is_role_word(doc: Doc, i: int, certain: bool) -> bool:
    word = doc[i]
    if word.is_punct or word.is_space or word.lower_ in known_words("titles", "courtesy"):
        return False
    if word.tag_ in _VERBS and word.is_lower:  # "Olsen accused Brook"
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
    while first > 0 and _modifies(doc, first - 1) and _stays(doc[first - 1], start):
        first -= 1
    return first


def _stays(token: Token, start: int) -> bool:
    """Whether what a noun, adjective or participle belongs to is in the phrase that leads to the name."""
    if token.pos_ not in {"NOUN", "PROPN", "VERB"} or token.dep_ in _INSIDE:
        return True
    inside = token.dep_ == "nmod" and token.head.pos_ == "PROPN"  # "Council for Trade spokesman …"
    return inside or token.i <= token.head.i <= start + 5


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
    while first > 0 and _modifies(doc, first - 1):
        first -= 1
    return str(doc[_trimmed(doc, first, i) : start].text)


def _modifies(doc: Doc, i: int) -> bool:
    """Whether a token before a role word belongs to the role."""
    token = doc[i]
    if token.lower_ in known_words("time", "weekdays", "months"):
        return False
    if token.is_space or token.lower_ in _ARTICLES | _OWNERS or token.text in _DASHES - {"-"}:
        return False
    if token.text == "-" or token.text in _POSSESSIVES:
        return not doc[i - 1].is_space and bool(i) and doc[i - 1].is_alpha
    if token.lower_ in {"and", "of"}:
        listed = token.lower_ == "and" and doc[i - 1].ent_type_ == "PERSON"
        return i > 0 and not listed and doc[i - 1].text[0].isupper() and doc[i + 1].text[0].isupper()
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        or token.lower_ in {"then", "vice"}
        or token.tag_ in {"VBG", "VBN"}
    )


def _trimmed(doc: Doc, first: int, last: int) -> int:
    """Leave off what cannot begin a role: a stray hyphen, a possessive mark, a participle alone, an "and"."""
    while first <= last and (
        doc[first].text in _POSSESSIVES | {"-"}
        or doc[first].lower_ in _LINKS | {"such", "like", "same", "including"}
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
    while i > 0 and doc[i].lower_ in _ARTICLES:
        i -= 1
    if (
        i <= 0
        or i == start - 1
        or doc[i].lower_ not in {"of", "for", "to"}
        or doc[i - 1].lower_ not in titles()
    ):
        return None
    first = i - 1
    while first > 0 and _modifies(doc, first - 1):
        first -= 1
    return doc[_trimmed(doc, first, i - 1) : start]


def beside(doc: Doc, start: int, end: int) -> Span | None:
    """Return the role in commas or dashes after a name, or before it: "Ada Brook, a port engineer"."""
    return _after(doc, end) or _copula(doc, end) or _ahead(doc, start, end)


def affiliation(doc: Doc, start: int, end: int, bodies: dict[int, int]) -> Span | None:
    """The organisation in "Jane Doe of the Institute" or "the Institute's Jane Doe".

    Args:
        doc: the article.
        start: the name's first token.
        end: the token behind the name.
        bodies: first token -> end of the organisations named in the article.
    """
    if start > 1 and doc[start - 1].text in _POSSESSIVES:
        first = next((s for s, e in bodies.items() if e == start - 1 or e == start), None)
        return doc[first : start - 1] if first is not None and doc[start - 2].pos_ == "PROPN" else None
    link = end + (end < len(doc) - 2 and doc[end].text == ",")
    if link + 1 >= len(doc) or doc[link].lower_ not in {"of", "from", "for", "with"}:
        return None
    first = link + 1 + (doc[link + 1].lower_ == "the")
    if first not in bodies:
        return None
    attached = start <= doc[bodies[first] - 1].head.i < end or start <= doc[first].head.i < end
    return doc[first : bodies[first]] if attached or doc[link].lower_ in {"of", "from"} else None


def held(doc: Doc, start: int, end: int) -> Span | None:
    """The office in "Jane Doe resigned as minister" or "the departure of Jane Doe as commissioner"."""
    name = doc[start:end].root
    if name.dep_ not in SUBJECT | OBJECT | {"nmod"}:
        return None
    for verb in (name.head, *(child for child in name.head.children if child.dep_ == "xcomp")):
        if verb.lemma_ not in known_words("titles", "holding"):
            continue
        for noun in verb.children:
            case = next(
                (child for child in noun.children if child.lower_ == "as" and child.dep_ == "case"), None
            )
            if case is not None and case.i >= end:
                return _office(doc, case.i + 1)
    return None


def _office(doc: Doc, i: int) -> Span | None:
    """The office that begins at token i, without how or when it came: "Speaker with 220 votes"."""
    found = _description(doc, i)
    if found is None:
        return None
    stop = next((t.i for t in found if t.lower_ in {"with", "by", "from", "in", "on"}), found.end)
    return doc[found.start : stop] if stop > found.start else None


def _after(doc: Doc, end: int) -> Span | None:
    i = end
    if i >= len(doc) - 1 or doc[i].text not in {",", "\u2014", "\u2013"}:
        return None
    i += 1
    if doc[i].like_num and i + 1 < len(doc) and doc[i + 1].text == ",":
        i += 2
    if i + 1 < len(doc) and doc[i].lower_ in {"who", "whose"}:
        return _copula(doc, i + 1) if doc[i].lower_ == "who" else None
    return _description(doc, i) or _apposed(doc, i, end)


def _apposed(doc: Doc, i: int, end: int) -> Span | None:
    """What the parse hangs on the name beside it: "Jane Doe, a beekeeper,", whatever the noun."""
    if doc[i].lower_ not in {"a", "an"}:
        return None
    noun = doc[i].head
    if noun.dep_ != "appos" or noun.tag_ != "NN" or noun.i <= i or not noun.is_lower or noun.ent_type_:
        return None
    if noun.head.i >= end or noun.head.i < end - 4 or noun.i - i > _FAR:
        return None
    last = noun.i + 1
    while last < len(doc) and last - i < _FAR and _continues(doc, last, headed=True):
        last += 1
    return doc[i + 1 : last]


def _copula(doc: Doc, i: int) -> Span | None:
    if i + 2 >= len(doc) or doc[i].lower_ not in {"is", "was", "became", "remains", "serves"}:
        return None
    i += 1 + (doc[i + 1].lower_ in {"also", "now", "currently", "as", "still", "formerly"})
    if doc[i].lower_ not in _ARTICLES and doc[i].lower_ not in titles():
        return None
    found = _description(doc, i)
    lasting = known_words("titles", "offices", "phrases", "occupations")
    return (
        found if found is not None and any(token.lower_ in lasting for token in _noun_part(found)) else None
    )


def _description(doc: Doc, i: int) -> Span | None:
    """The noun phrase that begins at token i, if its noun is what a person can be."""
    if i >= len(doc):
        return None
    first = i + (doc[i].lower_ in _ARTICLES | _OWNERS)
    last, head = first, None
    while last < len(doc) and last - first < _FAR and _continues(doc, last, head is not None):
        if (
            head is None
            and doc[last].lower_ in titles()
            and doc[last].tag_ not in {"VB", "VBP", "VBZ", "VBD"}
        ):
            head = (phrase_at(doc, last, titles(), min(len(doc), last + 4)) or last + 1) - 1
        elif head is None and (doc[last].lower_ in _LINKS - {"and"} or doc[last].tag_ in _VERBS):
            return None
        last += 1
    if (
        head is None
        or last == first
        or (doc[i].lower_ not in _ARTICLES | _OWNERS and _is_list(doc, first, head))
    ):
        return None
    while last > head + 1 and (doc[last - 1].lower_ in _LINKS | _ARTICLES or doc[last - 1].is_punct):
        last -= 1
    return doc[first:last]


def _continues(doc: Doc, i: int, headed: bool) -> bool:
    token = doc[i]
    if token.is_space or token.text in {",", ".", ";", ":", "(", ")", '"', "\u201c", "\u201d", "?", "!"} | (
        _DASHES - {"-"}
    ):
        return False
    if token.lower_ in {
        "who",
        "which",
        "that",
        "whose",
        "when",
        "where",
        "but",
        "as",
        "after",
        "before",
        "because",
    }:
        return False
    return not (headed and (token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.pos_ == "AUX"))


def _is_list(doc: Doc, first: int, head: int) -> bool:
    """Without an article, "…, President Macron and …" goes on with somebody else."""
    return head + 1 < len(doc) and doc[head + 1].text[0].isupper() and doc[head + 1].lower_ not in _LINKS


def _ahead(doc: Doc, start: int, end: int) -> Span | None:
    """The description before a name in commas: "the company's director, Hamid Khan, said"."""
    if start < 3 or doc[start - 1].text != "," or end >= len(doc):
        return None
    if doc[end].text not in {",", ".", ";"} and doc[end].tag_ not in _VERBS and doc[end].lower_ != "of":
        return None
    last = _behind_parentheses(doc, start - 2)
    first = last
    while (
        first > 0
        and last - first < _FAR
        and (_modifies(doc, first) or doc[first].lower_ in _LINKS | _ARTICLES)
    ):
        if doc[first - 1].lower_ in _ARTICLES | _OWNERS and any(
            token.lower_ in titles() for token in _noun_part(doc[first : last + 1])
        ):
            return doc[first : last + 1]
        first -= 1
    span = doc[first + 1 : last + 1]
    if not len(span) or span[0].text in _POSSESSIVES:
        return None
    return (
        span
        if any(token.lower_ in titles() for token in _noun_part(span)) and span[0].text[0].isupper()
        else None
    )


def _behind_parentheses(doc: Doc, last: int) -> int:
    """The token before what stands in parentheses up to ``last``, else ``last``: "head of the CIA (…), X"."""
    if doc[last].text != ")":
        return last
    opening = next((i for i in range(last, max(0, last - 12), -1) if doc[i].text == "("), last)
    return max(opening - 1, 0)


def _noun_part(span: Span) -> Span:
    """The part of a noun phrase up to its first preposition."""
    for i, token in enumerate(span):
        if token.lower_ in _LINKS - {"and"}:
            return span[:i]
    return span
