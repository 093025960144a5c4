"""One article's bytes → its briefing: the work of a process, and all of it that is dear.

What a reading depends on is the article's bytes, its name, the settings' language model and limit, the
generator's own reading parts and their libraries; ``fingerprint`` puts them together. The language library
is loaded where the work begins, not with this module: a run in which nothing is to be read does without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator.errors import ArticleError
from generator.model import Article, Briefing
from generator.workers import Work

if TYPE_CHECKING:
    from generator.language import Language

# Loading the pipeline costs a process about as much time as analysing this many articles.
ARTICLES_WORTH_A_PROCESS = 12
# A process of its own loads the pipeline while this one sees to what is kept of so many articles.
KEPT_WORTH_A_PROCESS = 100

Outcome = Briefing | Article | ArticleError  # an article by itself is a draft: nothing is made of it

_nlp: Language | None = None  # one for each process
_loaded: dict[str | None, Language] | None = None  # for a process that reads again and again
_largest = 0  # characters of an article's text, as the settings have it


@dataclass(frozen=True, slots=True)
class Source:
    """An article's file.

    Attributes:
        path: as records and messages name it, relative to the content folder.
        data: its bytes.
        first_seen: the day of the first commit that holds it.
    """

    path: str
    data: bytes
    first_seen: date | None


def start(model: str | None, largest: int) -> None:
    """Load the language pipeline into this process.

    Args:
        model: another pipeline than the one shipped.
        largest: an article with more characters of text is refused.

    Raises:
        GeneratorError: where it cannot be used.
    """
    from generator import language

    global _nlp, _largest
    _nlp = _loaded[model] if _loaded and model in _loaded else language.load(model)
    _largest = largest
    if _loaded is not None:
        _loaded[model] = _nlp


def keep_loaded() -> None:
    """From now on, let this process load each pipeline once: it will read again and again."""
    global _loaded
    _loaded = {}


def processes(most: int, missing: int, kept: int) -> int:
    """How many processes beside this one are best to read articles.

    Args:
        most: at most so many are to be at work.
        missing: articles that are to be read.
        kept: articles that this process sees to meanwhile.

    Returns:
        0 where they are best read in this process, which may have the pipeline loaded.
    """
    number = min(most, missing // ARTICLES_WORTH_A_PROCESS)
    apart = missing and most > 1 and kept >= KEPT_WORTH_A_PROCESS and _loaded is None
    return number if number > 1 else int(bool(apart))


def work(model: str | None, largest: int) -> Work[Source, Outcome]:
    """Reading, as processes do it; see ``start``."""
    return Work(start, (model, largest), read, lost)


def read(source: Source) -> Outcome:
    """Read and condense one article; whatever is wrong with it stays with it."""
    from generator import article as articles
    from generator import gate, language
    from generator.condense import condense

    assert _nlp is not None, "start comes first"
    try:
        article = articles.read_bytes(source.data, source.path, first_seen=source.first_seen)
        articles.refuse_long(article, _largest)
        if article.draft:
            return replace(article, dropped=())
        briefing = condense(article, language.analyse(_nlp, article))
        gate.check(briefing)
    except ArticleError as error:
        return error
    except Exception as error:  # one bad article never stops the others
        return ArticleError(source.path, None, f"the generator failed on it: {type(error).__name__}: {error}")
    # What cleaning left out has given its warnings by now; only `briefings clean` tells more of it.
    return replace(briefing, article=replace(article, dropped=()))


def lost(source: Source) -> Outcome:
    """What is said of an article whose process died of it."""
    why = "the process that read it died, perhaps for want of memory; shorten the article, or leave it out"
    return ArticleError(source.path, None, why)


def asks_when_seen(outcome: Outcome) -> bool:
    """Whether the outcome may depend on the day on which the file was first committed."""
    article = outcome.article if isinstance(outcome, Briefing) else outcome
    return isinstance(article, ArticleError) or not article.published or "published" in article.inferred
