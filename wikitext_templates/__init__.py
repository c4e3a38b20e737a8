"""The on-wiki templates, as wikitext files."""
