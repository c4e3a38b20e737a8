"""Texts and keys as people might write them, for the property tests of pages."""

from __future__ import annotations

from hypothesis import strategies as st

from bots.page.quote import cell

PIECES = (
    "{{ }} {{{ }}} [[ ]] | = == -{ }- <nowiki> </nowiki> <!-- --> <pre> </pre> <ref> </ref> {| |}"
    " |- <includeonly> </includeonly> <noinclude> </noinclude> '' ''' ~~~~ * # : \\1 $1 é \0 \x7f"
    " a Consultation {{Consultation {{t|a=b}} [[Link|text]] <nowiki>}}</nowiki> <!--{{-->"
).split(" ")
CLOSED = (
    "{{t|a=b}} [[L|x]] <nowiki>}}[[</nowiki> <!--{{--> = |x=1 '' \\1 $1 é -{a}- { } ] &amp; a b"
).split(" ")

anything = st.lists(
    st.sampled_from([*PIECES, "\n", "\r\n", "\n==", " "]) | st.text(max_size=8), max_size=15
).map("".join)
"""Any text, much of it hostile."""

closed = st.lists(st.sampled_from([*CLOSED, "\n* ", "\n", " "]), max_size=8).map("".join)
"""What a person types into a cell, closing what was opened."""

plain = st.text("abc äß一\\$&'\"=[]{}|<>\n", min_size=1, max_size=12).map(cell).filter(bool)
"""What a person may put into a cell of the bot."""

keys = st.lists(
    st.text("abé 1_%-.:/&", min_size=1, max_size=5).map(str.strip).filter(bool),
    unique=True,
    max_size=4,
)
"""Keys as people choose them."""
