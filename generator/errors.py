"""What can go wrong, said so that the reader can mend it."""


class GeneratorError(Exception):
    """Something the user can mend: wrong settings, a missing folder, unusable weights."""


class ArticleError(GeneratorError):
    """One article cannot be used.

    Attributes:
        path: the article's file, as it was named to us.
        line: 1-based line of the fault, or None where the whole file is meant.
        why: what was found and what a correct one looks like, in one line.
    """

    def __init__(self, path: str, line: int | None, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.path, self.line, self.why = path, line, why
