"""What may be asked: the questions, their wording per voice, conditions, sensitivity and source."""
