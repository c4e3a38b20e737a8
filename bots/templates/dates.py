"""The template that shows a date as it is written in the language spoken."""

from __future__ import annotations

from bots.i18n.messages import languages, messages
from bots.templates.words import by_language

_WHOLE = "{{{1|}}}"
_FIRST = "{{#titleparts:{{{1|}}}|1|1}}"
_SECOND = "{{#titleparts:{{{1|}}}|1|2}}"


def date_template() -> str:
    """Return ``{{Consultation date|2018-07}}``: a day, a month, or two of them with a slash.

    Anything else is shown as it stands, and no precision is added. MediaWiki allows 6,000
    characters of formats a page; beyond them dates are shown as they stand, too. The whole is in
    ``bdi``, or 2018-07-18 would read 18-07-2018 in a line written from right to left.
    """
    branches = {language: _formatted(language) for language in languages()}
    return f"<includeonly><bdi>{by_language(branches)}</bdi></includeonly>"


def _formatted(language: str) -> str:
    first = _one(_FIRST, language)
    return (
        f"{{{{#if:{_SECOND}"
        f"|{{{{#ifeq:{first}|{_FIRST}|{_WHOLE}|{first} – {_one(_SECOND, language)}}}}}"
        f"|{_one(_WHOLE, language)}}}}}"
    )


def _one(value: str, language: str) -> str:
    """Return wikitext for one date.

    A date is told by its length and its first four characters being a number, for comparing with
    what ``#time`` makes of it would use up what the page may ask of ``#time``.
    """
    format_day, format_month = (
        messages(language)[f"consultation-date-{name}"] for name in ("day", "month")
    )
    day = _time(format_day, value, "", language)
    month = _time(format_month, value, "-01", language)
    return (
        f"{{{{#if:{value}|{{{{#iferror:{{{{#expr:{{{{padleft:|4|{value}}}}}}}}}|{value}"
        f"|{{{{#ifeq:{{{{padleft:|10|{value}}}}}|{value}|{day}"
        f"|{{{{#ifeq:{{{{padleft:|7|{value}}}}}|{value}|{month}|{value}}}}}}}}}}}}}}}}}"
    )


def _time(style: str, value: str, rest: str, language: str) -> str:
    return f"{{{{#iferror:{{{{#time:{style}|{value}{rest}|{language}}}}}|{value}}}}}"
