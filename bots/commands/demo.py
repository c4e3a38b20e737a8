"""``consult demo``: the main job on a copy of the sample consultation, twice."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from importlib import resources
from pathlib import Path

import click
from rich.markup import escape

from bots.commands._options import now_option
from bots.commands._outcome import say
from bots.commands._report_forms import as_html, write
from bots.commands._show import counts, diff_lines, out, show_change, show_problem
from bots.commands.report import made_report
from bots.errors import UsageError
from bots.kinds import KINDS
from bots.reports.spans import Span
from bots.reports.words import Words
from bots.run.job import Job
from bots.run.plan import Change
from bots.run.update import Answer, Outcome
from bots.settings import Settings, find, load
from bots.shipped import shipped
from bots.stores.base import Store
from bots.stores.folder import FolderStore

MARK = ".consult-demo"
"""A file that tells a folder made by this command, which may be made anew, from any other."""
DIFFS = 3
"""How many diffs are shown whole; of the other pages, counts."""
LONGEST = 40
"""Lines of a diff that is still shown."""
SHOWN = "Strategy/2030/Milestones"
"""The page to look at first."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
@click.option("--mediawiki", is_flag=True, help="On a real MediaWiki on this machine instead.")
@now_option
def demo(folder: Path, mediawiki: bool, now: date) -> None:
    """Copy the sample consultation to FOLDER, bring it up to date, and see that it stays so.

    With --mediawiki its pages are loaded into the sandbox (see “consult sandbox”) and kept there;
    FOLDER gets the settings and the journal.
    """
    _copy_sample(folder)
    config = find(folder / "config")
    settings = load(config)
    address = ""
    store: Store = FolderStore(folder / "pages")
    if mediawiki:
        store, address = _sandbox_with_sample(settings)
        settings = _without_discussiontools(settings)
    else:
        out.print(f"The sample consultation is in {escape(str(folder))}/pages: one file a page.\n")
    job = Job(store, settings, KINDS, now)
    _run(job, folder)
    made = made_report(store, settings, now, Span(now))
    try:
        html = as_html(made, Words(made.language))
        write(html, folder / "report.html")
    except UsageError as error:
        # Without the extra for reports, the rest of the demo is still worth seeing.
        show_problem(error)
    out.print("\nThe same again:")
    outcome = _run(job, folder)
    if mediawiki:
        out.print(f"\nLook at it: {address}\n“consult sandbox down” ends the wiki.")
    else:
        command = f"consult update --config {config} --store folder:{folder / 'pages'}"
        out.print(
            f"\nNow change a page in {escape(str(folder))}/pages as an editor would, and look what"
            f" the bot makes of it:\n  {escape(command)} --simulate"
        )
    sys.exit(1 if outcome.saved or outcome.refusals else 0)


def _copy_sample(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise UsageError("is not empty, and not a demo's", "name another folder", title=str(folder))
    shutil.rmtree(folder, ignore_errors=True)
    with resources.as_file(shipped("sample")) as sample:
        shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / MARK).touch()


def _sandbox_with_sample(settings: Settings) -> tuple[Store, str]:
    """Return the sandbox's store, its pages as they were at first, and the address of one."""
    from bots import sandbox
    from bots.sandbox import packages, sample
    from bots.sandbox.wiki import open_store
    from bots.templates import templates

    if packages.missing():
        out.print("Installing MediaWiki from Debian's packages …")
        packages.install()
    place = sandbox.default()
    old = place.installed
    wiki = sandbox.up(place)
    if old:
        sandbox.reset(place)
    # Also where there was one: an earlier version may have made it, or other pages be in it.
    out.print("Loading the sample's pages …")
    sandbox.load(wiki, {**templates(settings.rules.facets), **sample.pages(sample.folder())})
    sandbox.snapshot(wiki)
    out.print(f"A MediaWiki with the sample consultation is at {wiki.url}\n")
    return open_store(wiki), wiki.page_url(SHOWN)


def _without_discussiontools(settings: Settings) -> Settings:
    """Return the settings for Debian's MediaWiki, which has no Special:GoToComment."""
    changed = settings.consultation.model_copy(update={"discussiontools": False})
    return settings.model_copy(update={"consultation": changed})


def _run(job: Job, folder: Path) -> Outcome:
    shown: list[Change] = []

    def say_saved(change: Change) -> None:
        shorter = len(diff_lines(change.before, change.kept.text)) <= LONGEST
        if len(shown) < DIFFS and shorter:
            show_change(change)
            shown.append(change)
        else:
            out.print(f"[green]✓[/green] {escape(change.title)} — {counts(change)}")

    plan, outcome = job.run(folder / "state", lambda _change: Answer.ALL, say_saved)
    say(outcome, plan, simulate=False)
    return outcome
