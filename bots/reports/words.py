"""How a report speaks: its messages, numbers, dates and names of languages in one language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_interval, format_skeleton
from babel.numbers import format_decimal

from bots.consultation.dates.written import Period
from bots.i18n.messages import fallbacks, own_messages
from bots.reports.coding_values import ThemeLine
from bots.reports.spans import Step
from bots.talk.site import of_language

_PARAMETER: Final = re.compile(r"\$(\d)")
_PREFIX: Final = "consultation-report-"
_DAY: Final = timedelta(days=1)


class Words:
    """The words, numbers and dates of one language."""

    def __init__(self, language: str) -> None:
        """Raise UnknownWiki where MediaWiki knows no such language."""
        self.rtl = of_language(language).rtl
        self.language = language
        self.locale = _locale(language)
        self._messages = _messages(language)

    @property
    def direction(self) -> str:
        """The value of ``dir``."""
        return "rtl" if self.rtl else "ltr"

    def say(self, key: str, *values: str) -> str:
        """Return one of the report's own messages with its $1, $2 … filled in."""
        return self._fill(self._messages[_PREFIX + key], values)

    def status(self, status: str) -> str:
        """Return a milestone's status; one that a person made up stays as it is."""
        return self._messages.get(f"consultation-status-{status.replace(' ', '-')}", status)

    def stage(self, stage: str) -> str:
        """Return a working group's stage; one that a person made up stays as it is."""
        return self._messages.get(f"consultation-stage-{stage.replace(' ', '-')}", stage)

    def disposition(self, disposition: str) -> str:
        """Return what became of a statement; a word of people's own stays as it is."""
        return self.value("disposition", disposition)

    def label(self, cell: str) -> str:
        """Return what a cell of a record is called."""
        return self._messages[f"consultation-label-{cell.replace(' ', '-')}"]

    def value(self, cell: str, value: str) -> str:
        """Return what a cell of few words says; a word of people's own stays as it is."""
        return self._messages.get(f"consultation-{cell}-{value.replace(' ', '-')}", value)

    def theme(self, line: ThemeLine) -> str:
        """Return what readers see for a code: its label in this language, or in any; or itself."""
        codes = (self.language, *fallbacks(self.language), *line.labels)
        return next((line.labels[code] for code in codes if code in line.labels), line.value)

    def facet(self, name: str) -> str:
        """Return the heading above a facet; but for themes, the settings name it."""
        return self.say("by-facet", self.say("facet-theme") if name == "theme" else name)

    def column(self, name: str) -> str:
        """Return a column's name; some are called as in tables on the wiki."""
        own = f"{_PREFIX}column-{name}"
        return self._messages.get(own) or self._messages[f"consultation-column-{name}"]

    def number(self, number: int) -> str:
        """Return a number with its groups of digits."""
        return str(format_decimal(number, locale=self.locale))

    def added(self, number: int) -> str:
        """Return a number with its plus or minus sign."""
        symbols = self.locale.number_symbols["latn"]
        sign = symbols["plusSign"] if number >= 0 else symbols["minusSign"]
        return f"{sign}{self.number(abs(number))}"

    def day(self, day: date) -> str:
        """Return a day, such as Apr 1, 2018."""
        return str(format_skeleton("yMMMd", day, locale=self.locale))

    def step(self, step: Step, start: date) -> str:
        """Return the name of a week, by its first day, of a month or of a year."""
        if step is Step.WEEK:
            return self.day(start)
        return self._short("yMMM" if step is Step.MONTH else "y", start)

    def period(self, period: Period) -> str:
        """Return a period no more precisely than it was given: a whole month as that month."""
        start, end = period.start, period.end
        skeleton = "yMMMd"
        if start.day == 1 and (end + _DAY).day == 1:
            whole_years = start.month == 1 and end.month == 12
            skeleton = "y" if whole_years else "yMMM"
        if self._short(skeleton, start) == self._short(skeleton, end):
            return self._short(skeleton, start)
        return str(format_interval(start, end, skeleton, locale=self.locale))

    def language_name(self, code: str) -> str:
        """Return what a language is called in this one; its code where that is not known."""
        try:
            name = Locale.parse(code, sep="-").get_display_name(self.locale)
        except (UnknownLocaleError, ValueError):
            name = None
        return str(name or code)

    def _short(self, skeleton: str, day: date) -> str:
        return str(format_skeleton(skeleton, day, locale=self.locale))

    @staticmethod
    def _fill(message: str, values: tuple[str, ...]) -> str:
        def value(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            return values[place] if place < len(values) else found[0]

        return _PARAMETER.sub(value, message)


def _messages(language: str) -> dict[str, str]:
    """Return the report's messages and all others, those a language lacks from its fallbacks."""
    found: dict[str, str] = {}
    for code in reversed((language, *fallbacks(language))):
        found |= own_report_messages(code)
        found |= own_messages(code)
    return found


@cache
def own_report_messages(language: str) -> Mapping[str, str]:
    """Return the report's messages that a language itself has; none where it has no file."""
    file = files("bots.i18n").joinpath("report", f"{language}.json")
    if not file.is_file():
        return {}
    messages = json.loads(file.read_text(encoding="utf-8"))
    return {key: value for key, value in messages.items() if not key.startswith("@")}


def _locale(language: str) -> Locale:
    """Return the nearest language whose numbers and dates are known."""
    for code in (language, *fallbacks(language)):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
