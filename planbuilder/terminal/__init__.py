"""The conversation at a keyboard: one question at a time, with pause, help and a way back."""
