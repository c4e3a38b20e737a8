"""Templates for unsigned comments, in the shapes that people give them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bots.talk.site import site
from bots.talk.threads import parse


@pytest.mark.parametrize(
    ("wiki", "call"),
    [
        ("enwiki", "{{unsigned|Ana|12:34, 5 January 2020}}"),
        ("enwiki", "{{Unsigned2|12:34, January 5, 2020 (UTC)|Ana}}"),
        ("enwiki", "{{Template:Unsigned\n|Ana\n|12:34, 5 January 2020}}"),
        ("enwiki", "{{safesubst:unsigned IP|User:Ana|12:34, 5 January 2020}}"),
        ("enwiki", "{{unsigned|[[User talk:Ana|me]]|12:34:56, 2020-01-05}}"),
        ("dewiki", "{{Vorlage:Unsigniert|Ana|5. Januar 2020, 12:34 Uhr}}"),
        ("eswiki", "{{No firmado|Usuario:Ana|fecha=12:34 5 ene 2020}}"),
        ("frwiki", "{{Non signé IP|Ana|5 jan 2020 à 12:34}}"),
        ("ptwiki", "{{não assinado2|data=12h34min de 5 de Janeiro de 2020|Ana}}"),
        ("plwiki", "{{niepodpisany|5 sty 2020, 12:34|Ana}}"),
        ("jawiki", "{{未署名|Ana|2020-01-05T12:34}}"),
        ("fawiki", "{{امضا نشده|Ana|۵ ژانویهٔ ۲۰۲۰، ساعت ۱۲:۳۴}}"),
        ("thwiki", "{{unsigned|Ana|12:34, 5 มกราคม 2563}}"),
    ],
)
def test_who_and_when(wiki, call):
    known = site(wiki)
    page = parse(f"== A ==\nNobody signed this. {call}\n", known)
    (comment,) = page.comments
    assert comment.unsigned
    assert comment.author == "Ana"
    local = comment.timestamp.astimezone(UTC if known.zone == "UTC" else ZoneInfo(known.zone))
    assert local.replace(tzinfo=None) == datetime(2020, 1, 5, 12, 34)  # noqa: DTZ001 - as it is typed


def test_a_named_parameter_holds_no_user():
    page = parse("Text. {{unsigned|note=Ana|12:34, 5 January 2020}}", site("enwiki"))
    assert not page.comments
    assert page.rejected[0].reason == "a template for unsigned comments without a name"
