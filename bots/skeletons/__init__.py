"""The pages of a new consultation as wikitext, with ``$placeholders`` for its names and titles.

``${portal.lead}`` is the message ``skeletons-portal-lead`` of ``bots/i18n/skeletons/``.
"""
