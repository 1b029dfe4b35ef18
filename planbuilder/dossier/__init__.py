"""What happened, folded into what is known, and what each recipient may see of it."""
