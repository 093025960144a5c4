"""Print a seeded sample of the open questions that a folder of articles gives, for a strict reader.

    python training/scripts/questions_sample.py ARTICLES [--count 50] [--seed 1]

Each question stands with its kind and the first sentence that shows it is open. A reader marks those that
are badly formed: ungrammatical, vague, leaning on what the question does not say, or about the wrong agent.
Articles that cannot be read are left out, each with a line that says why.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from generator import article, language
from generator.condense import condense
from generator.errors import ArticleError
from generator.model import OpenQuestion


def questions(folder: Path) -> list[OpenQuestion]:
    """Every open question of the articles below a folder, in the order of their paths."""
    nlp = language.load()
    out: list[OpenQuestion] = []
    for path in article.discover(folder):
        try:
            found = article.read(path, folder, first_seen=None)
        except ArticleError as error:
            print(error, file=sys.stderr)
            continue
        out += condense(found, language.analyse(nlp, found)).open_questions
    return out


def main() -> int:
    """Print the sample; 1 where there is no question at all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    found = questions(args.articles)
    chosen = random.Random(args.seed).sample(found, min(args.count, len(found)))
    print(f"{len(chosen)} of {len(found)} questions, seed {args.seed}")
    for number, item in enumerate(chosen, 1):
        print(f"\n{number}. {item.question} [{item.kind}]\n   {' '.join(item.sentences[0].split())}")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
