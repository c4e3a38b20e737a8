"""The pages of a new consultation as wikitext, with ``$placeholders`` for its names and titles."""
