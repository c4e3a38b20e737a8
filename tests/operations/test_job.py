"""``scripts/job`` and ``scripts/rotate``: what the jobs of a tool account run."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from tests.operations.conftest import PYTHON, SHELL, Tool, executable

LOGIN = {"CONSULT_BOT_LOGIN": "ExampleBot@suite", "CONSULT_BOT_PASSWORD": "0123456789abcdef" * 2}


@pytest.fixture
def ready(tool: Tool) -> Tool:
    """A tool account with settings and an environment."""
    (tool.home / "consultation").mkdir()
    executable(tool.home / "fake-python", PYTHON)
    subprocess.run([str(tool.home / "fake-python"), "-m", "venv", tool.home / "venv"], check=True)
    return tool


def test_a_job_finds_settings_configuration_and_journal_in_the_tools_home(ready: Tool):
    done = ready.call("job", "update", "--always")
    home = ready.home
    assert done.stdout.startswith(
        f"consult update --always in {home}/consultation by {home}/pywikibot and {home}/state\n"
    )


def test_the_log_says_when_a_job_began(ready: Tool):
    assert ready.call("job", "doctor").stderr.startswith("== 20")


def test_the_exit_status_is_the_bots(ready: Tool):
    ready.variables["DOCTOR"] = "4"
    assert ready.call("job", "update").returncode == 4


def test_an_image_that_was_built_has_the_tools_home_elsewhere(ready: Tool):
    elsewhere = ready.home.parent / "data"
    ready.home.rename(elsewhere)
    (ready.home).mkdir()
    (elsewhere / "consultation-bots").rename(ready.home / "consultation-bots")
    ready.variables["TOOL_DATA_DIR"] = str(elsewhere)
    assert f"in {elsewhere}/consultation by" in ready.call("job", "update").stdout


def test_sigterm_reaches_the_bot_because_no_shell_stays_in_front_of_it(ready: Tool):
    # As Toolforge starts it; see the comment in jobs.yaml.
    log = ready.home / "log"
    command = "exec ./consultation-bots/scripts/job update"
    wrapped = f"exec 1>>{log};exec 2>>{log};{command}"
    with subprocess.Popen(
        [SHELL, "-c", "--", wrapped], cwd=ready.home, env=ready.environment
    ) as job:
        job.wait(timeout=30)
    assert f"pid {job.pid}\n" in log.read_text()


def test_without_settings_it_says_what_to_do(tool: Tool):
    done = tool.call("job", "update")
    assert done.returncode == 2
    assert "scripts/deploy" in done.stderr


def test_the_password_comes_from_variables_and_goes_no_further(ready: Tool):
    ready.variables |= LOGIN
    done = ready.call("job", "update")
    assert "python -m bots.run.password_file" in done.stdout
    assert LOGIN["CONSULT_BOT_PASSWORD"] not in done.stdout + done.stderr


def test_a_password_file_that_cannot_be_written_ends_the_job(ready: Tool):
    ready.variables |= LOGIN
    executable(ready.home / "venv" / "bin" / "python", "#!/bin/sh\nexit 2\n")
    done = ready.call("job", "update")
    assert done.returncode == 2
    assert "consult update in" not in done.stdout


class TestRotation:
    """Logs stay below a size, and no line is lost."""

    @pytest.fixture
    def logs(self, tool: Tool) -> Path:
        folder = tool.home / "logs"
        folder.mkdir()
        return folder

    def test_a_small_log_stays(self, tool: Tool, logs: Path):
        (logs / "update.log").write_text("short")
        assert tool.call("rotate", "logs").returncode == 0
        assert (logs / "update.log").read_text() == "short"

    def test_a_large_log_is_numbered(self, tool: Tool, logs: Path):
        (logs / "update.log").write_text("x" * 100)
        tool.call("rotate", "logs", "100")
        assert [path.name for path in logs.iterdir()] == ["update.log.1"]

    def test_so_many_are_kept(self, tool: Tool, logs: Path):
        for number in range(6):
            (logs / "update.log").write_text(str(number) * 100)
            assert tool.call("rotate", "logs", "100", "3").returncode == 0
        kept = {path.name: path.read_text()[0] for path in logs.iterdir()}
        assert kept == {"update.log.1": "5", "update.log.2": "4", "update.log.3": "3"}

    def test_a_job_at_work_goes_on_writing_where_it_began(self, tool: Tool, logs: Path):
        with (logs / "update.log").open("a") as job:
            job.write("x" * 100)
            job.flush()
            tool.call("rotate", "logs", "100")
            job.write("the end")
        assert (logs / "update.log.1").read_text() == "x" * 100 + "the end"

    def test_other_files_stay(self, tool: Tool, logs: Path):
        (logs / "setup.txt").write_text("x" * 100)
        tool.call("rotate", "logs", "100")
        assert (logs / "setup.txt").exists()

    def test_no_folder_is_wrong_use(self, tool: Tool):
        assert tool.call("rotate").returncode == 2
        assert tool.call("rotate", "nowhere").returncode == 2


@pytest.mark.parametrize("script", ["deploy", "job", "rotate"])
def test_scripts_may_be_called(script: str):
    path = Path(__file__).parent.parent.parent / "scripts" / script
    assert path.stat().st_mode & stat.S_IXUSR
    subprocess.run([SHELL, "-n", str(path)], check=True)
