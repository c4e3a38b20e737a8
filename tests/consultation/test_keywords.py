"""Keywords in comments: as words where a script has words, anywhere where it has not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.consultation.keywords import Keyword, keywords_of, seeker


def found(text: str, word: str, language: str = "en", spoken: str = "") -> tuple[str, ...]:
    """The words of a comment that a keyword leads to."""
    told = seeker([Keyword("theme", "k", spoken or language, word)], language).hints(text)
    return told[0].words if told else ()


@pytest.mark.parametrize(
    ("language", "word", "text", "words"),
    [
        ("en", "fund", "Fund it! And FUND us.", ("fund",)),
        ("en", "fund", "funding, refund, fund_raiser", ("fund",)),
        ("en", "fund", "funding and refund", ()),
        ("en", "fund*", "Funding the underfunded: funds.", ("funding", "funds")),
        ("en", "*fund", "No refund, one fund, funding", ("refund", "fund")),
        ("en", "*fund*", "underfunded", ("underfunded",)),
        ("en", "small communities", "small\n communities", ("small communities",)),
        ("en", "don't", "They don’t ask", ("don't",)),
        ("en", "fund", "fund-raising", ("fund",)),
        ("en", "2030", "In 20301 or 2030?", ("2030",)),
        ("fr", "argent", "L’argent, d'argent", ("argent",)),
        ("fr", "rôle", "Le RÔLE, le ro\u0302le, le role", ("rôle",)),
        ("es", "año", "ano, AÑO", ("año",)),
        ("de", "straße*", "In den STRASSEN", ("strassen",)),
        ("de", "*schutz", "Datenschutz, schützen", ("datenschutz",)),
        ("tr", "ısı", "ISI", ("ısı",)),
        ("tr", "iş", "İŞ", ("iş",)),
        ("en", "isi", "ISI", ("isi",)),
        ("ru", "деньги", "ДЕНЬГИ!", ("деньги",)),
        ("ru", "деньг*", "без денег и деньгами", ("деньгами",)),
        ("ar", "تمويل", "التَّمويل وبالتمويل", ("تمويل",)),
        ("ar", "تمويل", "تمويلات", ()),
        ("ar", "دور", "لا تدور", ()),
        ("he", "כסף", "הכסף, וכסף", ("כסף",)),
        ("zh", "基金", "維基媒體基金會的錢", ("基金",)),
        ("zh", "WMF", "由WMF决定", ("wmf",)),
        ("zh", "WMF", "由WMFX决定", ()),
        ("ja", "資金", "小さな資金は", ("資金",)),
        ("ja", "プログラム", "ﾌﾟﾛｸﾞﾗﾑです", ("プログラム",)),
        ("th", "เงิน", "ขอเงินสนับสนุน", ("เงิน",)),
        ("ko", "기금", "기금을 위한", ("기금을",)),
        ("ko", "금", "기금", ()),
        ("hi", "कर", "कराना और कर", ("कर",)),
        ("hi", "कर", "कराना", ()),
        ("en", "page", "[[page|the form]] {{page}} <span class='page'>x</span>", ()),
        ("en", "page", "[[Form|this page]]", ("page",)),
        ("en", "fund", "https://example.org/fund?a=fund www.fund.org", ()),
        ("en", "fund", "[https://example.org/fund the fund]", ("fund",)),
        ("en", "law", "<!-- law --> <nowiki>law</nowiki>", ("law",)),
        ("en", "\u200f", "anything", ()),
    ],
)
def test_a_word_is_found_as_its_language_writes_it(
    language: str, word: str, text: str, words: tuple[str, ...]
):
    assert found(text, word, language) == words
    for form in ("NFC", "NFD"):
        assert found(unicodedata.normalize(form, text), word, language) == words
        assert found(text, unicodedata.normalize(form, word), language) == words


@pytest.mark.parametrize(
    ("spoken", "language", "words"),
    [
        ("pt", "pt", ("x",)),
        ("pt", "pt-br", ("x",)),
        ("PT", "pt-BR", ("x",)),
        ("pt-br", "pt", ()),
        ("en", "pt", ()),
        ("*", "pt", ("x",)),
    ],
)
def test_a_keyword_is_looked_for_in_comments_of_its_language(spoken, language, words):
    assert found("x", "x", language, spoken) == words


def test_what_is_found_is_counted_by_place_and_told_in_the_order_of_the_text():
    words = [Keyword("theme", "money", "en", word) for word in ("fund", "fund*", "grant")]
    (hint,) = seeker(words, "en").hints("A grant, a fund, funding, a fund.")
    assert hint.words == ("grant", "fund", "funding")
    assert hint.times == 4


def test_one_word_may_speak_for_several_keys():
    words = keywords_of({"theme": {"money": {"en": ["fund"]}, "law": {"en": ["fund"]}},
                         "level": {"high": {"en": ["fund"]}}})  # fmt: skip
    told = seeker(words, "en").hints("fund")
    assert [(hint.facet, hint.key) for hint in told] == [
        ("theme", "money"),
        ("theme", "law"),
        ("level", "high"),
    ]


@given(st.text(max_size=80), st.sampled_from(["en", "ar", "he", "th", "tr", "ko"]))
def test_any_text_is_searched(text: str, language: str):
    for word in ("Fund", "基金", "تمويل", "*a*", "б*"):
        told = seeker([Keyword("f", "k", language, word)], language).hints(text)
        assert all(hint.words and hint.times >= len(hint.words) for hint in told)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Z"], exclude_characters="[{&")))
def test_a_word_between_spaces_is_found_whatever_stands_around_it(text: str):
    assert found(f"{text} fund {text}", "fund", "fi")[:1] == ("fund",)
