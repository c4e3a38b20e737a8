"""Every message in every language: there, used, explained, with the same places and its plurals.

``bots/i18n/*.json`` are the words of the on-wiki templates, and each folder beside them a bundle:
``consultation`` is said in edit summaries, ``skeletons`` on new pages, ``report`` in reports,
``pywikibot`` at pywikibot's terminal, which is in English like all else there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from babel import Locale

from bots.i18n.bundles import SUMMARIES, own_bundle
from bots.i18n.messages import languages
from bots.run.summaries import NOTICES, Summaries
from tests.conftest import ROOT

FOLDER = ROOT / "bots" / "i18n"
TEN = ("ar", "de", "en", "es", "fr", "ja", "pt", "ru", "sw", "zh")
WORDS = ""
"""The files that stand in the folder itself."""
ALL = (WORDS, SUMMARIES, "skeletons", "report", "pywikibot")
TRANSLATED = ALL[:-1]
PLACE = re.compile(r"\$\d|%\(\w+\)[sd]")
TYPED = re.compile(r"(?<![A-Za-zÀ-ÿ])[a-z]+(?==|>=|:\w)|\d{4}(?:-\d\d)+|\d+(?:/\d+)+|\{{3}.*?\}{3}")
"""What people have to type as it is: ``consent=``, ``page:Title``, ``2018-07-18``, ``3/1/0``."""
PLURAL = re.compile(r"\{\{PLURAL:([^|{}]*)\|([^{}]*)\}\}")
BOTH = [(bundle, language) for bundle in TRANSLATED for language in TEN]
GENDERED = {
    # Forms for one gender with another in brackets or behind a sign, and words for men alone.
    "ar": r"/ة|\(ة\)",
    "de": r"\w(?:\*|:|_|/-?|\()in(?:nen)?\b"
    r"|\b(?:Benutzer|Nutzer|Veranstalter|Teilnehmer|Leser|Autor|Moderator|Unterstützer)(?:n|s|en)?\b",
    "es": r"\w(?:/as?|@|\(as?\))(?:\W|$)|\b(?:usuarios?|organizadores|participantes masculinos)\b",
    "fr": r"\w(?:\(e\)|·e|/e\b)|\b(?:utilisateurs?|organisateurs?|contributeurs?|lecteurs?)\b",
    "pt": r"\w(?:/as?|@|\(as?\))(?:\W|$)|\b(?:usuários?|organizadores|usuárias?)\b",
    "ru": r"\((?:а|ась|ла)\)|\w/(?:а|ась|ла)\b",
}
OTHER_WORDS = {
    # Words that once stood for the same things as others: a thread, a statement, a milestone, a
    # record, a talk page, a working group, a phase, an event, the bot.
    "ar": "استشار|نقاشات بلا|وصلة",
    "de": r"Abschnitt|Unterschrift|Vorhaben|\bEintrag\b|\bids?\b(?!=)|kodier",
    "es": r"\b[Aa]portes?\b|[Oo]pinion|[Ff]icha|\bla wiki|codifica",
    "fr": r"\b[Bb]ots?\b|[Éé]noncé|\b[Pp]ropos\b|[Éé]vénement",
    "ja": "スレッド|トークページ|ノートページ|節目|作業グループ|運営|イベント|フェーズ|ロードマップ"
    "|質問",
    "pt": r"[Dd]eclaraç|[Oo]pini|\blinks?\b|\b[Ff]icha",
    "ru": r"[Кк]омментариев|\b[Мм]нени|[Сс]тади|[Фф]аз|\bId\b",
    "sw": r"\b[Bb]oti|\b[Kk]undi",
    "zh": "陈述|举措|你|编码",
}


def test_the_languages_are_these_ten_everywhere():
    assert languages() == TEN
    for bundle in TRANSLATED:
        assert {path.stem for path in (FOLDER / bundle).glob("*.json")} == {*TEN, "qqq"}
    assert {path.stem for path in (FOLDER / "pywikibot").glob("*.json")} == {"en", "qqq"}
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == {*ALL} - {WORDS}


@cache
def of(bundle: str, language: str) -> Mapping[str, str]:
    text = (FOLDER / bundle / f"{language}.json").read_text(encoding="utf-8")
    return {key: value for key, value in json.loads(text).items() if not key.startswith("@")}


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.json")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_a_file_is_as_translatewiki_writes_it(path: Path):
    text = path.read_text(encoding="utf-8")
    pairs = json.loads(text, object_pairs_hook=list)
    names = [name for name, _ in pairs]
    assert names[0] == "@metadata"
    assert len(set(names)) == len(names), "a key stands twice"
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent="\t") + "\n"


@pytest.mark.parametrize(("bundle", "language"), BOTH)
def test_no_message_is_missing_and_none_is_left_over(bundle: str, language: str):
    assert set(of(bundle, language)) == set(of(bundle, "en"))


@pytest.mark.parametrize("bundle", ALL)
def test_translators_are_told_of_every_message_and_of_every_place_in_it(bundle: str):
    told = of(bundle, "qqq")
    assert set(told) == set(of(bundle, "en"))
    for key, message in of(bundle, "en").items():
        assert told[key].strip(), key
        for place in set(PLACE.findall(PLURAL.sub("", message))):
            name = place.rstrip("sd") if place.startswith("%") else place
            # Pages are told of together: “All %(…)s are titles of pages.” Others by reference.
            together = "%(…)s" in told[key] or "{{msg-mw|" in told[key] or name == "%(name)"
            assert name in told[key] or together, f"{key}: {place}"


@pytest.mark.parametrize(("bundle", "language"), BOTH)
def test_a_translation_has_the_same_places_links_and_things_to_type(bundle: str, language: str):
    for key, message in of(bundle, language).items():
        source = of(bundle, "en")[key]
        # A plural may say a number in words: “one new row”.
        wanted, there = (set(PLACE.findall(text)) for text in (source, message))
        said = {f"%({name})d" for name, _ in PLURAL.findall(message)}
        assert there <= wanted, key
        assert wanted <= there | said, key
        links = [sorted(re.findall(r"\[\[([^|\]]*)", text)) for text in (source, message)]
        assert links[0] == links[1], key
        if bundle == WORDS:
            assert set(TYPED.findall(message)) == set(TYPED.findall(of(bundle, "en")[key])), key
        tags = [sorted(re.findall(r"</?[a-z]+>", text)) for text in (source, message)]
        assert tags[0] == tags[1], key


@pytest.mark.parametrize(("bundle", "language"), BOTH)
def test_a_message_is_clean_and_in_the_language(bundle: str, language: str):
    source = of(bundle, "en")
    for key, message in of(bundle, language).items():
        spaced = key.endswith("-separator")
        assert message == unicodedata.normalize("NFC", message if spaced else message.strip()), key
        assert message, key
        assert not re.search(r"%(?!\(\w+\)[sd])", message) or bundle in (WORDS, "report"), key
        sentence = len(source[key].split()) > 3 and re.search(
            r"[A-Za-z]{4}", PLACE.sub("", source[key])
        )
        if language != "en" and sentence:
            assert message != source[key], f"{key} is not translated"
        # Sides are the reader's matter: no marks of direction inside a message.
        assert not re.search("[\u200e\u200f\u202a-\u202e]", message), key


def forms(language: str) -> int:
    """How many plurals the language has for whole numbers that occur here."""
    rule = Locale.parse(language, sep="-").plural_form
    return len({rule(number) for number in range(1_001)})


def test_arabic_has_six_plurals_and_russian_three():
    assert {code: forms(code) for code in ("ar", "ru", "fr", "en", "ja")} == {
        "ar": 6, "ru": 3, "fr": 2, "en": 2, "ja": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("bundle", "language"), BOTH)
def test_a_plural_has_as_many_forms_as_the_language(bundle: str, language: str):
    for key, message in of(bundle, language).items():
        for name, variants in PLURAL.findall(message):
            assert f"%({name})d" in of(bundle, "en")[key], key
            assert not re.search(r"(?:^|\|)\s*\d+=", variants), f"{key}: forms by number"
            assert len(variants.split("|")) == forms(language), key
        if bundle in (SUMMARIES, "skeletons"):
            assert message.count("{{") == len(PLURAL.findall(message)), key


@pytest.mark.parametrize(("bundle", "language"), [b for b in BOTH if b[1] in GENDERED])
def test_nobody_is_addressed_by_gender(bundle: str, language: str):
    for key, message in of(bundle, language).items():
        # Names of pages and of what they hold are given, not chosen here.
        words = re.sub(r"<code>.*?</code>|\[\[[^|\]]*\|", "", message)
        assert not re.search(GENDERED[language], words, re.IGNORECASE), f"{key}: {message}"


@pytest.mark.parametrize("language", sorted(OTHER_WORDS))
def test_one_thing_has_one_word_wherever_it_is_named(language: str):
    for key, message in of(WORDS, language).items():
        assert not re.search(OTHER_WORDS[language], message), f"{key}: {message}"


def test_every_message_of_summaries_is_said():
    said: set[str] = set()

    def say(_language: str, key: str, _values: object) -> str:
        said.add(key)
        return "x"

    for stop in (None, "S"):
        summaries = Summaries("en", "T", stop, say)
        kinds = [k.removeprefix(f"{SUMMARIES}-kind-") for k in of(SUMMARIES, "en") if "-kind-" in k]
        for added, changed, base in (
            (0, 0, True),
            (0, 0, False),
            (1, 0, True),
            (0, 1, True),
            (1, 1, True),
        ):
            summaries.change("r", [kind.replace("-", " ") for kind in kinds], added, changed, base)
            summaries.change("r", NOTICES, added, changed, base)
        summaries.heading()
        for again in (True, False):
            summaries.undo("r", "u", again=again)
        for key in ("new", "update", "merge"):
            summaries.template("r", key)
    assert said == set(of(SUMMARIES, "en"))


def test_every_message_of_reports_is_named_in_their_code():
    code = "".join(_texts("reports")) + "".join(_texts("commands"))
    for key in of("report", "en"):
        name = key.removeprefix("consultation-report-")
        # By itself, or as the end or the beginning of a name that is put together.
        if name.startswith("column-") and re.search(rf"\b{name[7:]}\b", code):
            continue
        parts = [name, *(name[: at.end()] for at in re.finditer("-", name))]
        ends = [name[at.start() :] for at in re.finditer("-", name)]
        assert any(re.search(rf"[\"'`]{re.escape(part)}[\"'`{{]", code) for part in parts) or any(
            re.search(rf"\}}{re.escape(end)}[\"'`]", code) for end in ends
        ), f"{key} is used nowhere"


def test_what_pywikibot_is_given_is_what_it_asks_for():
    package = Path(str(files("pywikibot")))
    asked = set()
    for path in package.rglob("*.py"):
        if "scripts" not in path.parts:
            asked |= set(re.findall(r"i18n\.input\(\s*'([a-z-]+)'\)", path.read_text("utf-8")))
    assert set(own_bundle("pywikibot", "en")) == asked


def _texts(folder: str) -> Iterator[str]:
    for path in sorted((ROOT / "bots" / folder).rglob("*")):
        if path.suffix in {".py", ".j2"}:
            yield path.read_text(encoding="utf-8")
