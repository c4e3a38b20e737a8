"""A whole consultation, generated, and what it costs to keep it up to date."""
