"""What the parser finds, and what it costs."""
