"""What was said off the wiki, as somebody reports it."""
