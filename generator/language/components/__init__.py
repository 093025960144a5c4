"""One file for each extraction component; importing this package registers their factories."""

from importlib import import_module

for _module in (
    "encoder",
    "paragraphs",
    "actors",
    "references",
    "positions",
    "events",
    "questions",
    "summary",
):
    import_module(f"{__name__}.{_module}")
