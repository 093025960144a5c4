"""What comes with an article besides its text: its file, front matter, id, language, and what they imply.

Each module is light to import: a run in which nothing is to be read loads only ``discovery``.
"""
