"""The bots as scripts for ``pwb``: pywikibot's options and page generators around the same job."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from bots.errors import ConsultationError, UsageError
from bots.exchange.on_wiki import lines_on, table_page
from bots.i18n.bundles import Values
from bots.run.asked import Tables
from bots.run.bot import Bot
from bots.run.job import Job
from bots.run.journal import default_state
from bots.run.plan import Change, Plan
from bots.run.remembered import memory_of
from bots.run.update import Answer, Outcome
from bots.run.wiki_settings import with_wiki_settings
from bots.settings import find, load
from bots.stores import redaction
from bots.stores.opening import open_configured
from bots.stores.pywiki_errors import own_errors

MESSAGES: Final = "bots.i18n"
"""The package in which pywikibot finds the messages: a folder for each bundle."""
_OPTIONS: Final = """\
-always           save without asking
-settings:FILE    the consultation's settings; without it, the one *.toml in ./config
-now:DATE         act as if it were this day, such as 2030-07-18
-again            also save pages where the bot was reverted
-allow-shrink     let regions lose many rows in one run

Page generators choose, among the pages in scope, those that may be saved; without one, all may.
pywikibot's own -simulate shows what would change and saves nothing; so does a run that nobody can
be asked about."""
_KNOWN: Final = frozenset(
    line.partition(":")[0].split()[0] for line in _OPTIONS.splitlines() if line.startswith("-")
)


class _Replacements(dict[str, str]):
    """What pywikibot's ``-help`` puts in place of these words in a bot's docstring."""

    def items(self) -> Any:
        # Here, for a bot's module is imported without pywikibot too.
        from pywikibot.pagegenerators import parameterHelp

        return {"&options;": _OPTIONS, "&params;": parameterHelp}.items()


docuReplacements = _Replacements()  # noqa: N816 - the name that pywikibot looks for in a bot


def run(bot: Bot, *args: str) -> int:
    """Run one bot with pywikibot's arguments and return the exit status."""
    redaction.install()
    import pywikibot
    from pywikibot import i18n
    from pywikibot.bot import suggest_help
    from pywikibot.pagegenerators import GeneratorFactory

    i18n.set_messages_package(MESSAGES)
    chosen = GeneratorFactory()
    options: dict[str, str] = {}
    unknown = []
    for argument in chosen.handle_args(pywikibot.handle_args(args)):
        name, _, value = argument.partition(":")
        if name in _KNOWN:
            options[name] = value
        else:
            unknown.append(argument)
    if unknown:
        suggest_help(unknown_parameters=unknown)
        return 2
    try:
        return _run(bot, options, chosen, simulate=bool(pywikibot.config.simulate))
    except ConsultationError as error:
        pywikibot.error(str(error))
        return error.status


def _run(bot: Bot, options: dict[str, str], chosen: object, *, simulate: bool) -> int:
    import pywikibot

    store = open_configured()
    file = load(Path(options["-settings"]) if options.get("-settings") else find())
    settings = with_wiki_settings(store, file)
    with own_errors():
        generator = chosen.getCombinedGenerator()  # type: ignore[attr-defined]
        only = frozenset(page.title() for page in generator) if generator else frozenset()
    if generator and not only:
        pywikibot.info("The page generators found no page.")
        return 0
    today, shrinks = _day(options.get("-now", "")), "-allow-shrink" in options
    memory = memory_of(default_state(), store.name, settings.consultation.task)
    tables = Tables(table_page, lines_on)
    job = Job(
        store, settings, bot.kinds, today, only, shrinks, say=say, memory=memory, tables=tables
    )
    always = "-always" in options
    if simulate or not (always or sys.stdin.isatty()):
        plan, outcome = job.simulate()
        for change in plan.changes:
            pywikibot.info(f"\n>>> <<lightpurple>>{change.title}<<default>> <<<")
            pywikibot.showDiff(change.before, change.kept.text)
    else:
        plan, outcome = job.run(
            default_state(),
            ask=(lambda _change: Answer.ALL) if always else _ask,
            saved=lambda change: pywikibot.info(f"{change.title}: saved"),
            again="-again" in options,
        )
    _say(plan, outcome, only)
    return outcome.status


def say(language: str, key: str, values: Values) -> str:
    """Return one of the project's messages as ``pywikibot.i18n`` makes it."""
    from pywikibot import i18n

    i18n.set_messages_package(MESSAGES)
    parameters: Any = values
    return str(i18n.twtranslate(language, key, parameters))


def _ask(change: Change) -> Answer:
    import pywikibot

    pywikibot.info(f"\n>>> <<lightpurple>>{change.title}<<default>> <<<")
    pywikibot.showDiff(change.before, change.kept.text)
    said = pywikibot.input_choice(
        "Save this page?",
        [("Yes", "y"), ("No", "n"), ("All", "a"), ("Quit", "q")],
        default="n",
        automatic_quit=False,
    )
    return Answer(said)


def _say(plan: Plan, outcome: Outcome, only: frozenset[str]) -> None:
    import pywikibot

    for title, sentence in plan.troubles:
        pywikibot.warning(f"{title}: {sentence}")
    for refusal in outcome.refusals:
        pywikibot.error(str(refusal))
    if outcome.stopped:
        pywikibot.error(str(outcome.stopped))
    if only and not plan.kept and not outcome.refusals:
        pywikibot.info("None of the pages chosen has a region or a record in scope.")
    elif outcome.saved:
        pywikibot.info(f"{len(outcome.saved)} of {len(plan.kept)} pages saved; run {outcome.run}")
    elif outcome.declined:
        pywikibot.info(f"{len(outcome.declined)} of {len(plan.kept)} pages would change")
    else:
        pywikibot.info(f"Nothing is left to do on {len(plan.kept)} pages")


def _day(value: str) -> date:
    try:
        return datetime.fromisoformat(value).date() if value else datetime.now(UTC).date()
    except ValueError:
        raise UsageError(f"“{value}” is no date", "write it as -now:2030-07-18") from None


def script(bot: Bot) -> None:
    """Run a bot with the command line's arguments and leave with its status."""
    sys.exit(run(bot, *sys.argv[1:]))
