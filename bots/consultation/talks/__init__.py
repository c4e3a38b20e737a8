"""What was said on talk pages: counted, dated, each comment once."""
