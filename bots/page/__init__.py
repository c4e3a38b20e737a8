"""Regions and records on a wiki page: what the bot owns, and how it is kept. Pure."""
