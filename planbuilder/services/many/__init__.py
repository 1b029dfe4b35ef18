"""The plans of many dossiers at once, over all processor cores; see docs/many-at-once.md."""

from planbuilder.services.many.asked import Asked, Failure, Outcome
from planbuilder.services.many.run import broken_templates, make_all
from planbuilder.services.many.sources import Files, Source, Vaulted

__all__ = [
    "Asked",
    "Failure",
    "Files",
    "Outcome",
    "Source",
    "Vaulted",
    "broken_templates",
    "make_all",
]
