"""Who waits for a word, who got one, and what people say together."""
