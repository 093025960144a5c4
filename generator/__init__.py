"""Condenses news articles into structured briefings and writes them as a static site."""

__version__ = "0.1.0"
