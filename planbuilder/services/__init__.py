"""Use cases: one change, one transaction, one log entry. Faces call these and nothing below."""
