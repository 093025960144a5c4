"""What lies ahead: whether a time is that of something to come, how firm it is, what to call it."""
