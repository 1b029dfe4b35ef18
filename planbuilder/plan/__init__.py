"""A plan: sections and blocks of one kind for one recipient, without any format."""
