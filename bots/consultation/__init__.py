"""The model of a consultation: what is counted and what is true of it now. Pure.

Each folder imports only from those above it in this list, which a test reads:

- ``dates``: dates and stretches of time, as people write them
- ``pages``: headings, lists and tables on people's own pages
- ``talks``: what was said on talk pages, each comment once
- ``links``: which row is about which comment, wherever that was moved
- ``answers``: who waits for a word, and who got one
- ``typed``: what was typed in a spreadsheet
- ``ledger``: statements, what became of them, and the proof
- ``people``: who takes part, and what may be shown of it
- ``reported``: what was said off the wiki
- ``process``: milestones, phases, events
- ``working_groups``: their members, meetings and lists
- ``results``: recommendations, initiatives
- ``adopting``: records made of what people wrote by hand

What serves them all stands beside them: ``state`` is all of it at one moment; ``rules``,
``facets`` and ``keywords`` are what the settings say; ``tasks``, ``attention`` and ``changes``
what needs a person, or is new.
"""
