"""``briefings explain``: why an item was extracted."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.options import add_path
from generator.commands.terminal import OK, say
from generator.errors import GeneratorError

if TYPE_CHECKING:
    from generator.explaining import Explanation
    from generator.model import Article

NAME = "explain"
SUMMARY = "Show why an item was extracted: its sentence word by word, the cue, the rule or model, how sure."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which article and item, and in which form."""
    parser.add_argument("article", metavar="ARTICLE", help="its file, or its id, as in 2026/talks")
    parser.add_argument(
        "item", nargs="?", metavar="ITEM", help="an item's id, as in p-1a2b3c (default: list them)"
    )
    parser.add_argument("--all", action="store_true", help="explain every item")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--html", type=Path, metavar="FILE", help="write a page with the grammar drawn")
    form.add_argument("--json", action="store_true", help="answer as JSON, for programs")
    add_path(parser, "--content", "content", "the articles")
    add_path(parser, "--output", "briefings", "the generated pages; items are called as they are there")
    add_path(parser, "--config", "mkdocs.yml", "settings", metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """Analyse the article, and explain."""
    from generator.explaining import page, text

    article = _article(arguments)
    every = _explain(article, arguments)
    chosen = _chosen(every, arguments.item)
    detailed = bool(arguments.item or arguments.all)
    if arguments.html:
        _write(arguments.html, page.page(article.title, chosen))
        print(f"{arguments.html}: {len(chosen)} items explained")
    elif arguments.json:
        print(json.dumps([asdict(one) for one in chosen], ensure_ascii=False, indent=1))
    else:
        for one in chosen:
            print("\n".join([*text.lines(one), ""]) if detailed else text.heading(one))
        if not detailed:
            say("for one of them: briefings explain ARTICLE ITEM; for all: --all")
    return OK


def _article(arguments: argparse.Namespace) -> Article:
    from generator import article as articles
    from generator.nearest import candidates

    path = Path(arguments.article)
    if path.is_file():
        folder = (
            arguments.content if path.resolve().is_relative_to(arguments.content.resolve()) else path.parent
        )
        return articles.read(folder / path.resolve().relative_to(folder.resolve()), folder, first_seen=None)
    known = articles_of(arguments.content)
    if arguments.article not in known:
        near = candidates(arguments.article, known)
        like = f"; there are: {', '.join(near)}" if near else ""
        raise GeneratorError(f"no article {arguments.article!r}: name its file or its id{like}")
    return articles.read(known[arguments.article], arguments.content, first_seen=None)


def articles_of(content: Path) -> dict[str, Path]:
    """The articles of a folder by the ids of their briefings."""
    from generator import article as articles

    found = articles.discover(content) if content.is_dir() else []
    known = {articles.claimed_id(one, one.relative_to(content).as_posix()): one for one in found}
    return {ident: path for ident, path in known.items() if ident}


def lines(path: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """Why each item of one article was extracted, for a terminal."""
    from generator import article as articles
    from generator.explaining import text

    article = articles.read(path, arguments.content, first_seen=None)
    yield f"\n{path}: {article.title}\n"
    for one in _explain(article, arguments):
        yield from (*text.lines(one), "")


def _explain(article: Article, arguments: argparse.Namespace) -> list[Explanation]:
    from generator import explaining, history, language, settings
    from generator.condense import condense
    from generator.history.settle import settle

    config: Path = arguments.config
    chosen = settings.read(config) if config.is_file() else settings.Settings()
    doc = language.analyse(language.load(chosen.language_model), article)
    briefing = condense(article, doc)
    past = history.read(arguments.output) if arguments.output.is_dir() else None
    if past is not None:
        briefing = settle(briefing, past.past(briefing.id))
    return explaining.explain(briefing, doc)


def _chosen(every: list[Explanation], item: str | None) -> list[Explanation]:
    from generator.nearest import MOST, nearest

    if item is None:
        return every
    chosen = [one for one in every if one.id == item]
    if not chosen:
        known = [one.id for one in every]
        near = nearest(item, known) or known[:MOST]
        raise GeneratorError(f"no item {item!r} in this article; there are: {', '.join(near)}")
    return chosen


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise GeneratorError(f"{path}: cannot be written: {error.strerror}") from error
