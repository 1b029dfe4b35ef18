"""The command line: words in, use cases called, errors told in the reader's language."""

from planbuilder.cli.main import main

__all__ = ["main"]
