"""Redirects are told by MediaWiki's own words for them, in all languages, and by nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bots.stores.base import Revision


def goal(text: str) -> str:
    return Revision("P", 1, text, "Ana", datetime(2018, 4, 21, tzinfo=UTC)).redirect


@pytest.mark.parametrize(
    "text",
    [
        "#REDIRECT [[Talk:P/New]]",
        "\n#redirect: [[Talk:P/New|there]]\n\n{{R from move}}",
        "#REDIRECTION[[Talk:P_New]]",
        "#تحويل [[Talk:P/New]]",
        "#पुनर्प्रेषित [[Talk:P/New]]",
        "#เปลี่ยนทาง [[Talk:P/New]]",
        "#ÖMLEIDE_OP [[Talk:P/New]]",
    ],
)
def test_a_redirect_is_known_in_any_language(text: str):
    assert goal(text) in ("Talk:P/New", "Talk:P New")


@pytest.mark.parametrize(
    "text",
    [
        "#Yes [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)",
        "#Oui [[Utilisateur:Ana|Ana]] 21 avril 2018 à 10:15 (CEST)",
        "#[[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)",
        "#REDIRECTS [[Talk:P/New]]",
        "# REDIRECT [[Talk:P/New]]",
    ],
)
def test_a_numbered_list_is_none(text: str):
    assert goal(text) == ""
