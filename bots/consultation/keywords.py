"""The words of a comment that speak for one key or another, by the keywords in the settings.

A keyword is looked for as a word, with no stemming: ``fund*`` stands for all words that begin so.
Where a script has no spaces between words, it is found anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from bots.page.plain import plain

EVERY: Final = "*"
"""In place of a language: the word is looked for in all languages."""
_OPEN: Final = "*"
_URL: Final = re.compile(r"\b(?:https?|ftp)://[^\s\]|<>]+|\bwww\.[^\s\]|<>]+", re.IGNORECASE)
_UNSEEN: Final = re.compile(
    "[\u00ad\u0640\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""What may or may not be typed: vowel points of Arabic and Hebrew, marks of direction, hyphens."""
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Japanese and Chinese: no spaces part their words."""
_PARTICLES_FOLLOW: Final = re.compile("[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]")
"""Korean: particles stand behind a word without a space."""
_ARABIC: Final = re.compile("[وف]?(?:[بكل]?ال|لل|[بكل])?")
_PREFIXES: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(("ar", "aeb", "ajp", "apc", "ary", "arz"), _ARABIC),
    "he": re.compile("[ושהבכלמ]{0,3}"),
}
"""What is written together with the word behind it: the article, and one-letter words."""
_DOTLESS: Final = frozenset({"az", "crh", "gag", "kaa", "tr", "tt"})


class Keyword(NamedTuple):
    """A word of one language that hints at a key of a facet."""

    facet: str
    key: str
    language: str
    word: str


class Hint(NamedTuple):
    """What in one comment speaks for one key."""

    facet: str
    key: str
    words: tuple[str, ...]
    """The words that were found, as they compare, each once, in their order."""
    times: int
    """How often they stand there."""


class _Sought(NamedTuple):
    """A keyword as it is looked for."""

    stem: str
    begins: bool
    """Whether a word must begin where it begins."""
    ends: bool
    open_before: bool
    """Whether the whole of a longer word is meant that ends with it."""
    open_behind: bool
    facet: str
    key: str


@dataclass(frozen=True, slots=True)
class Seeker:
    """Looks for the keywords in comments of one language."""

    language: str
    sought: tuple[_Sought, ...]

    def hints(self, wikitext: str) -> tuple[Hint, ...]:
        """Return what in a comment's words hints at which keys, in the order of the keywords.

        Neither markup nor addresses are words of a comment.
        """
        # Most comments hold none, and taking markup out costs a hundred times what looking does.
        folded = fold(wikitext, self.language) if self.sought else ""
        if not any(one.stem in folded for one in self.sought):
            return ()
        folded = fold(plain(_URL.sub(" ", wikitext)), self.language)
        found: dict[tuple[str, str], dict[int, str]] = {}
        for one in self.sought:
            for start, word in _words(folded, one, self.language):
                # Two keywords that meet in one place are one word.
                places = found.setdefault((one.facet, one.key), {})
                places[start] = max(places.get(start, ""), word, key=len)
        return tuple(
            Hint(facet, key, tuple(dict.fromkeys(places[at] for at in sorted(places))), len(places))
            for (facet, key), places in found.items()
        )


def seeker(keywords: Iterable[Keyword], language: str) -> Seeker:
    """Return what looks for the keywords of a language; those for ``pt`` serve ``pt-br`` too."""
    spoken = {language.lower(), _base(language), EVERY}
    sought = (_seek(one, language) for one in keywords if one.language.lower() in spoken)
    return Seeker(language, tuple(one for one in sought if one.stem))


def fold(text: str, language: str) -> str:
    """Return the text as it compares: capitals, widths and what may be left out not minded.

    Accents count: Spanish *año* and *ano* are two words.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if _base(language) in _DOTLESS:
        text = text.replace("I", "ı").replace("İ", "i")
    if text.isascii():
        return " ".join(text.casefold().split())
    bare = _UNSEEN.sub("", text).casefold().replace("’", "'")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def _base(language: str) -> str:
    return language.lower().partition("-")[0]


def _seek(keyword: Keyword, language: str) -> _Sought:
    word = fold(keyword.word, language)
    stem = word.strip(_OPEN).strip()
    before, behind = word.startswith(_OPEN), word.endswith(_OPEN)
    behind = behind or bool(_PARTICLES_FOLLOW.match(stem[-1:]))
    return _Sought(
        stem,
        begins=not (before or _SPACELESS.match(stem)),
        ends=not (behind or _SPACELESS.match(stem[-1:])),
        open_before=before,
        open_behind=behind,
        facet=keyword.facet,
        key=keyword.key,
    )


def _words(folded: str, sought: _Sought, language: str) -> Iterator[tuple[int, str]]:
    """Yield each place where a keyword stands, and the word there."""
    at = folded.find(sought.stem)
    while at >= 0:
        end = at + len(sought.stem)
        begin, close = _begin(folded, at), _end(folded, end)
        whole = begin == at or _is_prefix(folded[begin:at], language)
        if (whole or not sought.begins) and (close == end or not sought.ends):
            first = begin if sought.open_before else at
            yield first, folded[first : close if sought.open_behind else end]
        at = folded.find(sought.stem, at + 1)


def _begin(text: str, at: int) -> int:
    """Return where the word begins of which letters stand before this place."""
    while at > 0 and _joins(text[at - 1]):
        at -= 1
    return at


def _end(text: str, at: int) -> int:
    """Return where the word ends of which letters stand behind this place."""
    while at < len(text) and _joins(text[at]):
        at += 1
    return at


def _joins(character: str) -> bool:
    """Return whether a character makes one word with a letter beside it."""
    # Not ``\w``: that has no vowel signs, of which half of what is written in India consists.
    return unicodedata.category(character)[0] in "LMN" and not _SPACELESS.match(character)


def _is_prefix(letters: str, language: str) -> bool:
    particles = _PREFIXES.get(_base(language))
    return bool(particles and particles.fullmatch(letters))


def keywords_of(
    facets: Mapping[str, Mapping[str, Mapping[str, Iterable[str]]]],
) -> tuple[Keyword, ...]:
    """Return the keywords of facets as the settings have them: by facet, key and language."""
    return tuple(
        Keyword(facet, key, language, word)
        for facet, keys in facets.items()
        for key, languages in keys.items()
        for language, words in languages.items()
        for word in words
    )
