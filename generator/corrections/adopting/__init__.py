"""An edit by hand of a generated page, or of its JSON twin → corrections that say the same.

Of a page and its twin the one that nobody edited tells what was generated. What the edit changed is read
off two pages, so that both kinds of file are understood by the same rules.
"""
