"""Word templates compiled once into data, and rendered from that data for each document.

A document from a template that was compiled before waits for few modules: typing, pathlib and hashlib
take as long to load as all of ours, so whatever lies on that way does without them. A type checker
takes `TYPE_CHECKING = False` for typing's own.
"""
