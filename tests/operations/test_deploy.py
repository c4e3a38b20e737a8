"""``scripts/deploy``: from an empty tool account to loaded jobs, from one version to the next."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bots.settings import load
from tests.operations.conftest import Tool, git


@pytest.fixture
def deployed(tool: Tool) -> Tool:
    """A tool account at work."""
    tool.call("deploy")
    tool.fill_in()
    assert tool.call("deploy").returncode == 0
    (tool.home / "calls").unlink()
    return tool


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_call_makes_the_files_to_be_edited_and_loads_nothing(tool: Tool):
    done = tool.call("deploy")
    assert done.returncode == 2
    for name in ("pywikibot/user-config.py", "pywikibot/user-password.py"):
        assert mode(tool.home / name) == 0o600
        assert f"{tool.home}/{name}" in done.stderr
    assert load(tool.home / "consultation/config/consultation.toml").consultation.wiki == "metawiki"
    assert tool.calls == []


def test_others_cannot_look_into_configuration_and_journal(tool: Tool):
    tool.call("deploy")
    assert mode(tool.home / "pywikibot") == 0o700
    assert mode(tool.home / "state") == 0o700


def test_the_second_call_installs_asks_the_doctor_and_loads_the_jobs(tool: Tool):
    tool.call("deploy")
    tool.fill_in()
    done = tool.call("deploy")
    assert done.returncode == 0, done.stdout + done.stderr
    clone = tool.home / "consultation-bots"
    assert f"python -m pip install --quiet --disable-pip-version-check {clone}[reports,oauth]" in (
        done.stdout
    )
    home = tool.home
    doctor = f"consult doctor in {home}/consultation by {home}/pywikibot and {home}/state"
    assert doctor in done.stdout
    assert tool.calls[-1] == f"jobs load {clone}/config/toolforge/jobs.yaml"
    assert (tool.home / "venv" / "bin" / "consult").exists()


def test_what_maintainers_wrote_stays(deployed: Tool):
    settings = deployed.home / "consultation" / "config" / "consultation.toml"
    settings.rename(settings.with_name("ours.toml"))
    assert deployed.call("deploy").returncode == 0
    assert [file.name for file in settings.parent.iterdir()] == ["ours.toml"]
    assert "BotPassword" in (deployed.home / "pywikibot" / "user-password.py").read_text()


def test_python_runs_in_the_image_of_the_jobs(tool: Tool):
    tool.call("deploy")
    tool.fill_in()
    tool.call("deploy")
    jobs = (tool.origin / "config" / "toolforge" / "jobs.yaml").read_text()
    setup = next(call for call in tool.calls if call.startswith("jobs run consult-setup"))
    image = setup.split("--image ")[1].split()[0]
    assert f"image: {image}\n" in jobs


def test_an_upgrade_fetches_the_newest_version(deployed: Tool):
    version = deployed.publish("the second version")
    assert deployed.call("deploy").returncode == 0
    assert deployed.version == version
    assert (deployed.home / "consultation-bots" / "NOTE").read_text() == "the second version"


def test_one_version_is_kept_to_go_back_to(deployed: Tool):
    versions = [deployed.version]
    for note in ("the second version", "the third version"):
        versions.append(deployed.publish(note))
        deployed.call("deploy")
    assert {path.name for path in (deployed.home / "venvs").iterdir()} == set(versions[1:])


def test_a_job_at_work_keeps_its_version(deployed: Tool):
    before = (deployed.home / "venv").resolve()
    deployed.publish("the second version")
    deployed.call("deploy")
    assert (before / "bin" / "consult").exists()


@pytest.mark.parametrize("trouble", ["PIP", "DOCTOR"])
def test_an_upgrade_that_fails_leaves_version_and_jobs(deployed: Tool, trouble: str):
    before = deployed.version
    deployed.publish("a version that is not well")
    deployed.variables[trouble] = "1"
    done = deployed.call("deploy")
    assert done.returncode == 1
    assert "stay at work" in done.stderr
    assert deployed.version == before
    assert not any(call.startswith("jobs load") for call in deployed.calls)


def test_after_a_failure_the_same_version_is_installed_again(deployed: Tool):
    version = deployed.publish("the second version")
    deployed.variables["PIP"] = "1"
    deployed.call("deploy")
    del deployed.variables["PIP"]
    assert deployed.call("deploy").returncode == 0
    assert deployed.version == version


def test_anyway_deploys_although_the_doctor_complains(deployed: Tool):
    deployed.variables["DOCTOR"] = "1"
    assert deployed.call("deploy", "--anyway").returncode == 0
    assert deployed.calls[-1].startswith("jobs load")


def test_simulate_loads_jobs_that_write_nothing(deployed: Tool):
    deployed.variables["DOCTOR"] = "1"  # no bot flag yet, for example
    assert deployed.call("deploy", "--simulate").returncode == 0
    loaded = Path(deployed.calls[-1].removeprefix("jobs load "))
    assert "update --simulate --tell-once" in loaded.read_text()
    assert "--always" not in loaded.read_text().replace("#", "")


def test_dry_run_says_what_would_be_done_and_does_nothing(tool: Tool):
    done = tool.call("deploy", "--dry-run")
    assert done.returncode == 0
    steps = [line.removeprefix("+ ").split()[0] for line in done.stdout.splitlines()]
    assert steps[0] == "git"
    assert steps[-1] == "toolforge"
    assert all(line.startswith("+ ") for line in done.stdout.splitlines())
    assert sorted(path.name for path in tool.home.iterdir()) == ["consultation-bots"]


def test_a_clone_with_changes_of_its_own_is_not_overwritten(deployed: Tool):
    clone = deployed.home / "consultation-bots"
    (clone / "NOTE").write_text("ours")
    git(clone, "commit", "--quiet", "--all", "--message", "ours")
    deployed.publish("theirs")
    done = deployed.call("deploy")
    assert done.returncode != 0
    assert (clone / "NOTE").read_text() == "ours"
    assert deployed.calls == []


def test_elsewhere_it_says_where_to_go(tool: Tool):
    (tool.home.parent / "bin" / "toolforge").unlink()
    done = tool.call("deploy")
    assert done.returncode == 2
    assert "become TOOL" in done.stderr


def test_an_unknown_word_shows_the_usage(tool: Tool):
    done = tool.call("deploy", "--force")
    assert done.returncode == 2
    assert "--simulate   load the jobs" in done.stderr
