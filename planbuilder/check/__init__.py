"""Rules over a dossier: what is still missing, what is due, what asks for attention, and who settles it."""
