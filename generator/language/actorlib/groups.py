"""Named groups: "European leaders", "voting rights advocates", "protesters" — where they act."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.actorlib.acting import OBJECT, SUBJECT, case_of
from generator.language.actorlib.cluster import Cluster, with_fuller, with_synonyms
from generator.language.actorlib.gazetteer import known_words, place, titles
from generator.language.forms import between
from generator.names import key

_DASHES = frozenset(["-", "\u2013", "\u2014", "--"])
_COMPLEMENTS = frozenset(["of", "from", "in", "for", "at", "across"])
_NOUNS = frozenset(["NNS", "NNPS", "NN", "NNP"])
_NOT_TELLING = frozenset(["such", "his", "her", "its", "their", "our", "my", "your"])  # tagged in many ways
_SOURCES = frozenset(["official", "source", "officials", "sources"])


def find(doc: Doc, begin: int, taken: set[int]) -> list[Cluster]:
    """Return the groups of people that do something in the article, one for each description.

    Args:
        doc: the article.
        begin: its first token behind the title line.
        taken: tokens that are parts of names already found.
    """
    clusters: dict[str, Cluster] = {}
    for token in filter(_is_people, doc[begin:]):
        if token.i in taken:
            continue
        start, end = _phrase(doc, token)
        crowd = _crowd_of(token)
        bare = _without_vague(doc, start, end)
        if crowd is not None and _is_general(doc, bare, end):
            bare = start = crowd.i
        name = key(between(doc, bare, end))
        cluster = clusters.setdefault(name, Cluster("group", between(doc, bare, end)))
        whole = _with_complement(doc, token, end)
        cluster.spans += sorted({(start, whole), (bare, whole), (start, end), (bare, end)})
        cluster.heads.append(token.i if crowd is None else crowd.i)
    found = [
        c
        for c in with_synonyms(with_fuller(list(clusters.values())))
        if any(_is_party(doc[i]) or _is_clan(doc[i]) for i in c.heads) or _does(doc, c)
    ]
    return [c for c in found if _is_specific(doc, c)]


def _is_people(token: Token) -> bool:
    low, tag = token.lower_, token.tag_
    if low in known_words("descriptions", "collectives"):
        return _is_named(token)
    if tag not in _NOUNS:
        return False
    people = known_words("descriptions", "people")
    if low in people:
        return True
    if tag == "NNPS" and token.ent_type_ == "NORP":
        return place(token.text) is None and low not in titles()
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return tag in {"NNS", "NNPS"} and f"{before} {low}" in people


def _crowd_of(token: Token) -> Token | None:
    """The word for many that people are counted by: "hundreds" of teachers."""
    head = token.head
    counted = token.dep_ == "nmod" and head.i < token.i and case_of(token) == "of"
    return head if counted and head.lower_ in known_words("descriptions", "crowds") else None


def _is_general(doc: Doc, start: int, end: int) -> bool:
    return end - start == 1 and doc[start].lower_ in known_words("descriptions", "general")


def _is_named(token: Token) -> bool:
    """Whether a name tells which family, team or campaign: "the Olsen family", "a team from Oslo"."""
    if _follows_name(token):
        return True
    end = _with_complement(token.doc, token, token.i + 1)
    return any(other.pos_ == "PROPN" for other in token.doc[token.i + 1 : end])


def _phrase(doc: Doc, token: Token) -> tuple[int, int]:
    """The noun with the words before it that tell who or how many."""
    start = token.i
    while start > 0 and _qualifies(doc[start - 1]) and doc[start].pos_ != "NUM":
        if not _belongs(doc[start - 1], token.i):
            break
        start -= 1
    while start < token.i and doc[start].is_punct:
        start += 1
    end = token.i + 1
    if (
        end < len(doc)
        and doc[end].lower_ == "general"
        and token.lower_ in {"attorneys", "secretaries", "solicitors"}
    ):
        end += 1
    return start, end


def _belongs(word: Token, head: int) -> bool:
    """Whether a word before a noun is part of its phrase: not "time" in "the first time scientists …"."""
    if not word.whitespace_:  # "right-wing"
        return True
    return word.dep_ in {"amod", "nummod", "compound", "flat"} or word.i < word.head.i <= head


def _with_complement(doc: Doc, token: Token, end: int) -> int:
    """The end of "… of X" or "… from X" behind a group, where the phrase is short and has no clause in it."""
    if end >= len(doc) or doc[end].lower_ not in _COMPLEMENTS:
        return end
    last = end
    for child in token.children:
        if child.dep_ == "nmod" and child.i > end and case_of(child) == doc[end].lower_:
            last = child.right_edge.i + 1
    last = next((t.i for t in doc[end:last] if t.text in _DASHES and doc[t.i - 1].whitespace_), last)
    inside = doc[end:last]
    if last - end > 14 or any(
        t.pos_ in {"VERB", "AUX", "PRON"} or t.is_space or t.text in {"(", ";"} for t in inside
    ):
        return end
    return last


def _without_vague(doc: Doc, start: int, end: int) -> int:
    """Where the phrase begins without numbers and words like "other"."""
    vague = known_words("descriptions", "vague")
    if f"{doc[end - 2].lower_} {doc[end - 1].lower_}" in known_words("descriptions", "people"):
        end -= 1  # "first responders"
    while start < end - 1 and (
        doc[start].pos_ == "NUM"
        or doc[start].lower_.endswith("ly")
        or doc[start].like_num
        or doc[start].lower_ in vague
        or doc[start].is_punct
    ):
        start += 1
    return start


def _qualifies(token: Token) -> bool:
    if token.is_space or token.lower_ in _NOT_TELLING:
        return False
    if token.lower_ in {"other", "some", "many"}:
        return True
    return token.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"} or (token.text == "-" and not token.whitespace_)


def _does(doc: Doc, cluster: Cluster) -> bool:
    """Whether a group acts; to be or have something is enough only for one that is spoken of again."""
    acting = [doc[i] for i in cluster.heads if _acts(doc[i])]
    return any(not _only_is(token) for token in acting) or (bool(acting) and len(cluster.heads) > 1)


def _only_is(token: Token) -> bool:
    """Whether a verb of being stands behind a subject: "most members have cars", "cities are far"."""
    subject = token.head if token.dep_ == "conj" else token
    if subject.dep_ not in {"nsubj", "nsubj:outer"}:
        return False
    above = subject.head
    copular = any(child.dep_ == "cop" for child in above.children)
    return copular or above.lemma_ in known_words("descriptions", "being")


def _acts(token: Token) -> bool:
    if token.dep_ in SUBJECT:
        return True
    if token.dep_ == "conj" and token.head.dep_ in SUBJECT:
        return True
    if token.dep_ in OBJECT:  # "urged ministers to resign": what they are to do is theirs
        clauses = (child for child in token.head.children if child.dep_ == "xcomp" and child.i > token.i)
        asked = any(grand.lower_ == "to" for clause in clauses for grand in clause.children)
        return asked or (token.dep_ == "iobj" and token.head.lemma_ == "ask")
    if token.dep_ == "nmod" and case_of(token) in {"of", "for"}:
        return token.head.lower_ in known_words("descriptions", "mouths")
    return token.dep_ in {"obl", "obl:agent"} and case_of(token) == "by"


def _is_party(token: Token) -> bool:
    """Members of a party or chamber, written with a capital: "Democrats", "Senators"."""
    return token.tag_ == "NNPS" and token.lower_.removesuffix("s") in known_words("titles", "offices")


def _is_clan(token: Token) -> bool:
    modifies = token.dep_ == "compound" and token.head.i > token.i  # "a Brook campaign aide"
    return token.lower_ in {"family", "campaign", "clan"} and _follows_name(token) and not modifies


def _follows_name(token: Token) -> bool:
    return (
        token.i > 0 and token.nbor(-1).text[0].isupper() and token.nbor(-1).pos_ in {"PROPN", "ADJ", "NOUN"}
    )


def _is_specific(doc: Doc, cluster: Cluster) -> bool:
    """Bare "people" or "members" are nobody; "officials" and "sources" are left to what they say."""
    head = doc[cluster.heads[0]].lower_
    start, end = next((s, e) for s, e in cluster.spans if between(doc, s, e) == cluster.name)
    if head in _SOURCES:
        return False
    return end - start > 1 or head not in known_words("descriptions", "general")
