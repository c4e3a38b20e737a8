"""Users' names: one name, one spelling, as in the title of the user page."""

from __future__ import annotations

import pytest

from bots.talk.signatures import normalize
from bots.talk.site import site


@pytest.mark.parametrize(
    ("wiki", "written", "name"),
    [
        ("enwiki", "ana", "Ana"),
        ("enwiki", "_ana__b_", "Ana b"),
        ("enwiki", "\u200eAna\u200e", "Ana"),
        ("enwiki", "A&amp;B", "A&B"),
        ("elwiki", "άννα", "Άννα"),
        ("trwiki", "irmak", "İrmak"),
        ("dewiki", "ßig", "ßig"),
        ("kawiki", "ანა", "ანა"),
        ("enwiki", "2001:db8::a", "2001:DB8:0:0:0:0:0:A"),
        ("enwiki", "2001:0DB8:00a0::1", "2001:DB8:A0:0:0:0:0:1"),
        ("enwiki", "c:3", "C:3"),
        ("enwiki", "~2026-1234-5", "~2026-1234-5"),
    ],
)
def test_a_name_is_spelled_as_its_user_page_is(wiki, written, name):
    assert normalize(written, site(wiki)) == name
