"""How English news says who holds what: the cues, their frames, and what is cut out as the statement."""
