"""planbuilder: from guided questions to the plans of a young person who leaves closed youth care."""

__version__ = "0.1.0"
