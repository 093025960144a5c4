"""``briefings add``: a page, a file, a mail or a feed → articles in the content folder."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.commands.options import add_path, positive
from generator.commands.terminal import NOTHING_DONE, OK, SOME_SKIPPED, Bar, say
from generator.errors import ArticleError, GeneratorError

if TYPE_CHECKING:
    from generator.adding import Addition, Raw

NAME = "add"
SUMMARY = "Put an article into the content folder: a file, a mail, a web page or the new entries of a feed."
EXAMPLES = """examples:
  briefings add ~/Downloads/talks.html       a page saved from the browser (also .txt, .md, .eml)
  briefings add https://news.example/talks   a page of the web
  xclip -o | briefings add - --source "Dale Post" --published 2026-03-02
  briefings add --feed https://news.example/feed.xml
  briefings add talks.html --dry-run         show what would be written, and what is dropped
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to add, and what is known of it."""
    parser.epilog = f"{EXAMPLES}\n{parser.epilog}"
    parser.add_argument(
        "articles", nargs="*", metavar="URL|FILE|-", help="addresses and files; - for standard input"
    )
    parser.add_argument("--feed", metavar="URL", help="add the entries of this RSS or Atom feed, each once")
    parser.add_argument("--most", type=positive, default=20, metavar="N", help="of a feed (default: 20)")
    add_path(parser, "--content", "content", "the folder to put them into")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    parser.add_argument("--json", action="store_true", help="answer as JSON, for programs")
    parser.add_argument(
        "--partial", action="store_true", help="take the beginning of a page that is for subscribers"
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="also fetch from this machine and the networks around it"
    )
    known = parser.add_argument_group("what you know better than the page")
    for field in ("title", "source", "url", "author", "licence"):
        known.add_argument(f"--{field}", metavar="TEXT")
    known.add_argument("--published", type=_day, metavar="DAY", help="as in 2026-03-02")
    known.add_argument("--topic", action="append", default=[], dest="topics", metavar="TEXT")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2026-03-02") from None


def run(arguments: argparse.Namespace) -> int:
    """Add each; one that cannot be used does not stop the others."""
    from generator.adding import folder

    _refuse_unclear(arguments)
    known = folder.addresses(arguments.content)
    done: list[dict[str, Any]] = []
    failed = skipped = 0
    for addition in _additions(arguments, known):
        if isinstance(addition, GeneratorError):
            say(f"not added: {addition}")
            failed += 1
        elif there := _there(addition, arguments.content, known):
            say(f"not added: {addition.shown}: it is there already: {there}")
            skipped += 1
        else:
            done.append(_add(addition, arguments, known))
    if arguments.json:
        print(json.dumps(done, ensure_ascii=False, indent=1))
    if any(one["file"] for one in done):
        say("'briefings site' makes the site with what was added")
    if failed:
        return SOME_SKIPPED if done else NOTHING_DONE
    return SOME_SKIPPED if skipped and not arguments.feed else OK


def today() -> date:
    """The day on which this is done: the one clock of the generator, and only of this command."""
    return date.today()


def _refuse_unclear(arguments: argparse.Namespace) -> None:
    if not arguments.articles and not arguments.feed:
        raise GeneratorError("nothing to add; name a file or an address, as in: briefings add talks.html")
    several = arguments.feed or len(arguments.articles) > 1
    if several and (alone := [f"--{name}" for name in ("title", "url") if getattr(arguments, name)]):
        raise GeneratorError(f"{alone[0]} belongs to one article; add the articles one by one")


def _additions(arguments: argparse.Namespace, known: dict[str, str]) -> Iterator[Addition | GeneratorError]:
    from generator.adding import prepare

    fields = ("title", "source", "url", "author", "licence", "published")
    given = {field: getattr(arguments, field) for field in fields} | {"topics": tuple(arguments.topics)}
    for read in _readers(arguments, known):
        try:
            yield prepare(read(), today(), given, partial=arguments.partial)
        except GeneratorError as error:
            yield error


def _readers(arguments: argparse.Namespace, known: dict[str, str]) -> Iterator[Callable[[], Raw]]:
    """What reads each article, the entries of a feed that are not there yet behind the others."""
    for shown in arguments.articles:
        yield partial(_read, shown, arguments.allow_private)
    if not arguments.feed:
        return
    from generator.adding import fetched, web

    every = fetched.entries(arguments.feed, allow_private=arguments.allow_private)
    new = [entry for entry in every if web.same(entry.url) not in known]
    say(f"{arguments.feed}: {len(every)} entries, {len(every) - len(new)} are there already")
    with Bar() as progress:
        for number, entry in enumerate(new[: arguments.most], 1):
            yield partial(fetched.page, entry.url, allow_private=arguments.allow_private, hints=entry.hints)
            progress(number, min(len(new), arguments.most))


def _read(shown: str, allow_private: bool) -> Raw:
    from generator.adding import fetched, from_bytes

    if shown.startswith(("http://", "https://")):
        return fetched.page(shown, allow_private=allow_private)
    try:
        data = sys.stdin.buffer.read() if shown == "-" else Path(shown).read_bytes()
    except OSError as error:
        why = f"cannot be read: {error.strerror}; name a file, an address (https://…) or -"
        raise ArticleError(shown, None, why) from error
    return from_bytes(data, "standard input" if shown == "-" else shown)


def _there(addition: Addition, content: Path, known: dict[str, str]) -> Path | None:
    """The article's file, where its address or its text is there already."""
    from generator.adding import folder, web

    name = known.get(web.same(addition.article.url)) if addition.article.url else None
    return content / name if name else folder.same(addition, content)


def _add(addition: Addition, arguments: argparse.Namespace, known: dict[str, str]) -> dict[str, Any]:
    from generator.adding import folder, web

    path = arguments.content / addition.name
    if not arguments.dry_run:
        path = folder.save(addition, arguments.content)
    if addition.article.url:
        known[web.same(addition.article.url)] = path.name
    if not arguments.json:
        _show(addition, path, dry_run=arguments.dry_run)
    return {
        "file": None if arguments.dry_run else path.as_posix(),
        "from": addition.shown,
        "title": addition.article.title,
        "published": addition.article.published and addition.article.published.isoformat(),
        "url": addition.article.url,
        "text": addition.text,
        "dropped": [{"line": d.line, "rule": d.rule, "text": d.text} for d in addition.dropped],
        "notes": list(addition.notes),
    }


def _show(addition: Addition, path: Path, *, dry_run: bool) -> None:
    from generator import clean

    if dry_run:
        print(f"would write {path}:\n\n{addition.text}\n{clean.listing(addition.dropped)}")
    else:
        print(f"{path}: {len(addition.article.text.split())} words{_summed(addition)}")
    for note in addition.notes:
        say(f"note: {path.name}: {note}")


def _summed(addition: Addition) -> str:
    """How much was dropped, by rule."""
    rules = Counter(piece.rule for piece in addition.dropped)
    if not rules:
        return "; nothing was dropped"
    by_rule = ", ".join(f"{count} {rule}" for rule, count in sorted(rules.items()))
    return f"; dropped: {by_rule} (--dry-run shows each)"
