"""Articles spoilt by chance, and a parse by chance: what the generator must live with, whatever comes."""

from __future__ import annotations

import importlib
import itertools
import random
import zlib
from pathlib import Path

import payloads
import spacy
import yaml
from spacy.language import Language
from spacy.tokens import Doc

from generator import article as articles
from generator import gate, language, render
from generator.condense import condense
from generator.errors import ArticleError
from generator.model import Article, Briefing

ROOT = Path(__file__).parents[1]
LONGEST = 900  # bytes of a spoilt article
SUFFIXES = (".md", ".txt", ".html")
WORDS = yaml.safe_load((ROOT / "tests" / "cases" / "fuzz" / "chance.yml").read_text(encoding="utf-8"))
_ODD = [text.encode("utf-8", "replace") for text in WORDS["odd"]]
_TAGS: dict[str, list[str]] = WORDS["tags"]
_LONGEST_SENTENCE = 30  # words


def corpus() -> list[bytes]:
    """What is spoilt: parts of example articles, of payloads, and of sentences that the rules wait for."""
    texts = [path.read_bytes() for path in sorted((ROOT / "content").rglob("*.[mth]*")) if path.is_file()]
    hostile = "\n\n".join(payload.text for payload in payloads.load())
    plain = WORDS["plain"] * 3
    texts += [hostile.encode(), plain.encode()]
    return [text for whole in texts for text in (whole[:LONGEST], whole[1500 : 1500 + LONGEST])]


def spoilt(chance: random.Random, texts: list[bytes]) -> tuple[bytes, str]:
    """An article's bytes after a few accidents, and the suffix of its file."""
    data = bytearray(chance.choice(texts))
    for _ in range(chance.randint(1, 6)):
        _accident(chance, data, texts)
    return bytes(data[: 2 * LONGEST]), chance.choice(SUFFIXES)


def _accident(chance: random.Random, data: bytearray, texts: list[bytes]) -> None:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.randint(1, 60))
    kind = chance.randrange(8)
    if kind == 0:
        del data[at:end]
    elif kind == 1:
        data[at:at] = data[at:end] * chance.randint(1, 6)
    elif kind == 2 and data[at:end]:
        data[chance.randrange(at, end)] = chance.randrange(256)
    elif kind == 3:
        other = chance.choice(texts)
        begin = chance.randint(0, len(other))
        data[at:end] = other[begin : begin + chance.randint(1, 200)]
    elif kind == 4:
        data[at:end] = bytes(data[at:end]).swapcase()
    else:
        odd = chance.choice(_ODD)
        data[at:at] = odd * chance.choice((1, 1, 1, 2, 40))


def rules() -> Language:
    """The rules of the pipeline without the trained encoder."""
    importlib.import_module("generator.language.components")  # registers the factories
    nlp = spacy.blank("en")
    for name in language.COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def guessed(nlp: Language, article: Article, chance: random.Random) -> Doc:
    """The article with tags, names, sentences and trees by chance; always the same for the same words."""
    words = nlp.make_doc(article.text)
    number = len(words)
    starts = [False] * number
    length = 0
    for i, token in enumerate(words):
        length += 1
        starts[i] = i == 0 or length > _LONGEST_SENTENCE or words[i - 1].text in ".?!" or "\n" in token.text
        length = 1 if starts[i] else length
    pos = [_pos(token.text) for token in words]
    tags = [_tag(chance, token.text, one) for token, one in zip(words, pos, strict=True)]
    heads, deps = _trees(chance, starts, pos)
    ents = [_entity(chance, token.text, one) for token, one in zip(words, pos, strict=True)]
    doc = Doc(
        nlp.vocab,
        words=[token.text for token in words],
        spaces=[bool(token.whitespace_) for token in words],
        tags=tags,
        pos=pos,
        lemmas=[token.lower_ for token in words],
        heads=heads,
        deps=deps,
        ents=ents,
        sent_starts=starts,
    )
    doc._.published, doc._.title_end = article.published, len(article.title)
    return doc


def _pos(word: str) -> str:
    if word.isspace():
        return "SPACE"
    if word.lower() in WORDS["known"]:
        return str(WORDS["known"][word.lower()][0])
    if not any(map(str.isalnum, word)):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    kinds = list(_TAGS) if not word[0].isupper() else ["PROPN"] * 8 + list(_TAGS)
    return kinds[zlib.crc32(word.encode()) % len(kinds)]


def _tag(chance: random.Random, word: str, pos: str) -> str:
    known = WORDS["known"].get(word.lower())
    if known:
        return str(known[1])
    return "_SP" if pos == "SPACE" else chance.choice(_TAGS.get(pos, ["NNP"]))


def _entity(chance: random.Random, word: str, pos: str) -> str:
    named = pos == "PROPN" or (pos == "NUM" and chance.random() < 0.5)
    types = WORDS["types"]
    return f"B-{types[zlib.crc32(word.encode()) % len(types)]}" if named else "O"


def _trees(chance: random.Random, starts: list[bool], pos: list[str]) -> tuple[list[int], list[str]]:
    heads, deps = list(range(len(starts))), ["ROOT"] * len(starts)
    bounds = [i for i, start in enumerate(starts) if start] + [len(starts)]
    for start, end in itertools.pairwise(bounds):
        verbs = [i for i in range(start, end) if pos[i] == "VERB"]
        root = verbs[0] if verbs else chance.randrange(start, end)
        usual = chance.random() < 0.7
        for i in range(start, end):
            if i != root:
                heads[i], deps[i] = (_usual if usual else _any)(chance, i, root, range(start, end), pos)
    return heads, deps


def _any(chance: random.Random, i: int, root: int, sentence: range, pos: list[str]) -> tuple[int, str]:
    """A head is always nearer to the root, so that there is no circle."""
    near = abs(i - root)
    return chance.choice([j for j in sentence if abs(j - root) < near]), chance.choice(WORDS["relations"])


def _usual(chance: random.Random, i: int, root: int, sentence: range, pos: list[str]) -> tuple[int, str]:
    """Verbs hang on the root, nouns on the verb before them, all else on the next noun or verb.

    The last noun before the root is its subject, any other noun now and then.
    """
    relation = WORDS["usual"][pos[i]]
    nouns = ("NOUN", "PROPN", "PRON")
    if pos[i] == "VERB":
        return root, relation
    if pos[i] in nouns:
        verb = next((j for j in range(i, sentence.start - 1, -1) if pos[j] == "VERB"), root)
        last = i < root and not any(pos[j] in nouns for j in range(i + 1, root))
        return verb, "nsubj" if last or chance.random() < 0.2 else relation
    wanted = ("VERB",) if pos[i] in ("AUX", "SCONJ", "ADV", "PART") else ("NOUN", "PROPN", "VERB")
    return next((j for j in range(i + 1, sentence.stop) if pos[j] in wanted), root), relation


def read(nlp: Language, data: bytes, suffix: str, seed: int) -> Briefing | None:
    """Read spoilt bytes with a guessed parse; None where they are refused, as an article may be.

    Raises:
        Exception: whatever the generator fails with; the gate's finding among it.
    """
    try:
        article = articles.read_bytes(data, f"a{suffix}", first_seen=None)
    except ArticleError as error:
        assert error.why and "\n" not in str(error)
        return None
    doc = guessed(nlp, article, random.Random(seed))
    for _, component in nlp.pipeline:
        doc = component(doc)
    briefing = condense(article, doc)
    gate.check(briefing)
    assert briefing.article.text == doc.text, "evidence counts the text's characters"
    again = render.from_json(render.to_json(briefing))
    assert [one.statement for one in again.positions] == [one.statement for one in briefing.positions]
    return briefing
