"""``consult doctor``: one screen, and an exit status that tells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bots.sandbox import load
from bots.sandbox.sample import folder, pages
from bots.settings import load as load_settings
from bots.templates import templates
from tests.commands.conftest import ROOT, Consult
from tests.mediawiki import override, sandbox, wiki  # noqa: F401

CONSULT = (sys.executable, "-c", "from bots.commands import main; main()")
FOLDER = ("--store", "folder:pages")


def test_on_a_folder_all_is_well(sample: Path, consult: Consult):
    result = consult("doctor", *FOLDER)
    assert result.exit_code == 0, result.output
    pages = len(json.loads(consult("update", *FOLDER, "--simulate", "--json").stdout)["looked at"])
    assert f"✓ {pages} pages with regions or records are sound" in result.output
    assert pages >= 18
    assert "✗" not in result.output
    assert "All is well" in result.output.splitlines()[-1]


def test_a_broken_region_is_named(sample: Path, consult: Consult):
    page = Path("pages/Strategy/2030/Milestones.wikitext")
    page.write_text(page.read_text().replace("{{Consultation region end|id=milestones}}", ""))
    result = consult("doctor", *FOLDER)
    assert result.exit_code == 1
    assert "✗ Strategy/2030/Milestones, line 3" in result.output


def test_a_journal_that_others_may_read_is_named(sample: Path, consult: Consult):
    consult("update", *FOLDER, "--always")
    state = Path(os.environ["CONSULT_STATE"])
    (journal,) = state.iterdir()
    assert journal.stat().st_mode & 0o777 == 0o700
    journal.chmod(0o755)
    result = consult("doctor", *FOLDER)
    assert result.exit_code == 1
    assert f"chmod 700 {journal}" in result.output


def test_json_gives_the_findings(sample: Path, consult: Consult):
    findings = json.loads(consult("doctor", *FOLDER, "--json").stdout)
    assert all(finding["right"] or finding["harmless"] for finding in findings)
    assert {"settings: Strategy 2030, 4 sources"} <= {finding["what"] for finding in findings}


@pytest.mark.mediawiki
class TestOnMediaWiki:
    @pytest.fixture
    def doctor(self, wiki, tmp_path: Path):  # noqa: F811
        """Runs ``consult doctor`` on the wiki; gives output and status."""
        shutil.copytree(folder().parent / "config", tmp_path / "config")

        def run(
            config: str = "config/strategy-2030.toml", pywikibot: Path = wiki.place.pywikibot
        ) -> tuple[str, int]:
            done = subprocess.run(
                [*CONSULT, "doctor", "--store", "wiki", "--config", config],
                cwd=tmp_path,
                env={
                    **os.environ,
                    "PYWIKIBOT_DIR": str(pywikibot),
                    "PYWIKIBOT_NO_USER_CONFIG": "0",
                    "CONSULT_STATE": str(tmp_path / "state"),
                },
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert "Traceback" not in done.stderr
            return done.stdout + done.stderr, done.returncode

        return run

    def test_what_is_missing_is_said_with_what_to_do(self, doctor, sandbox):  # noqa: F811
        output, status = doctor()
        assert status == 1
        assert "✓ account: ExampleBot" in output
        assert re.search(r"✗ templates: Consultation common, .* and \d+ more missing", output)
        assert "— consult install" in output.replace("\n", " ")
        assert "! the page that explains the bots, Strategy/2030/Bot, does not exist" in output
        assert "set discussiontools = false" in output
        assert "no page in scope has a region or a record" in output

    def test_when_all_is_done_all_is_well(self, doctor, sandbox, tmp_path: Path):  # noqa: F811
        config = tmp_path / "local.toml"
        text = (folder().parent / "config" / "strategy-2030.toml").read_text()
        config.write_text(text.replace("[scope]", "discussiontools = false\n[scope]", 1))
        load(sandbox, {**templates(load_settings(config).rules.facets), **pages(folder())})
        output, status = doctor(str(config))
        assert status == 0, output
        # One screen.
        assert len(output.splitlines()) <= 24
        assert "All is well" in output.splitlines()[-1]
        for said in (
            "it is logged in with a bot password",
            "its login may do no more than the bots need",
            "clock: as the wiki's",
            "extensions: no DiscussionTools, no Translate",
            "secrets: 2 files, which nobody else may read",
            "page about the bots: Strategy/2030/Bot",
        ):
            assert f"✓ {said}" in output

    def test_a_lost_bot_flag_is_named(self, doctor, sandbox, override):  # noqa: F811
        override("$wgGroupPermissions['bot']['bot'] = false;")
        output, status = doctor()
        assert status == 1
        assert "lacks the rights bot" in output
        assert "highvolume" in output

    def test_the_sample_of_pywikibots_configuration_works_for_the_sandbox(
        self,
        doctor,
        sandbox,  # noqa: F811
        tmp_path: Path,
    ):
        place = tmp_path / "pywikibot"
        place.mkdir(mode=0o700)
        text = (ROOT / "user-config.py.sample").read_text()
        address = "http://127.0.0.1:8800/api.php"
        assert address in text
        (place / "user-config.py").write_text(text.replace(address, sandbox.api))
        shutil.copy(sandbox.place.pywikibot / "user-password.py", place)
        for file in place.iterdir():
            file.chmod(0o600)
        output, _ = doctor(pywikibot=place)
        assert "✓ account: ExampleBot" in output
