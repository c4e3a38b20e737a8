"""Owner-only OAuth 1.0a, by pywikibot's own ``authenticate``: signed, taken, refused, never told.

The OAuth extension is not among Debian's packages. ``oauth.php`` stands in for it on the real
MediaWiki: it checks each signature as RFC 5849 says. What it leaves out is said there.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bots.sandbox import Sandbox
from bots.sandbox.sample import folder
from bots.settings import load as load_settings
from tests.conftest import ROOT
from tests.mediawiki import bot, load_sample, override, wiki  # noqa: F401

pytestmark = pytest.mark.mediawiki

PARTS = ("CONSUMER_TOKEN", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_SECRET")
GRANTS = ("basic", "highvolume", "editpage", "createeditmovepage")
CONSULT = "from bots.commands import main; main()"


@dataclass
class Consumer:
    """An owner-only consumer, as the wiki showed its four tokens to its owner."""

    tokens: dict[str, str]
    place: Path
    settings: Path

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words,
            cwd=self.place,
            env={
                **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
                "HOME": str(self.place),
                "PYWIKIBOT_DIR": str(self.place / "pywikibot"),
                "PYWIKIBOT_NO_USER_CONFIG": "0",
                "CONSULT_STATE": str(self.place / "state"),
                "COLUMNS": "200",
                **{f"CONSULT_OAUTH_{part}": token for part, token in self.tokens.items()},
                **more,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def consult(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        where = ("--config", str(self.settings))
        return self.run(sys.executable, "-c", CONSULT, words[0], *where, *words[1:], **more)


def sample(api: str) -> str:
    """What user-config.py.sample says for OAuth, with its lines for the sandbox."""
    text = (ROOT / "user-config.py.sample").read_text(encoding="utf-8")
    found = re.search(r"^# import os\n(?:# .*\n)+", text, re.MULTILINE)
    assert found, "the sample has no lines for OAuth"
    lines = re.sub(r"^# ?", "", found[0], flags=re.MULTILINE)
    assert 'authenticate["meta.wikimedia.org"]' in lines
    host = api.removeprefix("http://").removesuffix("/api.php")
    text = text.replace("http://127.0.0.1:8800/api.php", api)
    text = re.sub(r"^password_file.*\n", "", text, flags=re.MULTILINE)
    return text + lines.replace("meta.wikimedia.org", host)


@pytest.fixture
def consumer(wiki: Sandbox, override: Callable[[str], None], tmp_path: Path) -> Consumer:  # noqa: F811
    tokens = {part: secrets.token_hex(16) for part in PARTS}
    told = {
        "user": wiki.accounts.bot.name,
        "grants": GRANTS,
        **dict(zip(("consumerToken", "consumerSecret", "accessToken", "accessSecret"),
                   tokens.values(), strict=True)),
    }  # fmt: skip
    code = Path(__file__).with_name("oauth.php")
    override(f"$standinConsumer = json_decode( '{json.dumps(told)}', true );\nrequire '{code}';")
    place = tmp_path / "pywikibot"
    place.mkdir(mode=0o700)
    (place / "user-config.py").write_text(sample(wiki.api), encoding="utf-8")
    (place / "user-config.py").chmod(0o600)
    text = (folder().parent / "config" / "strategy-2030.toml").read_text(encoding="utf-8")
    settings = tmp_path / "oauth.toml"
    settings.write_text(text.replace("[scope]", "discussiontools = false\n[scope]", 1))
    return Consumer(tokens, tmp_path, settings)


def test_signed_requests_save_and_no_secret_is_told_or_written(
    consumer: Consumer,
    wiki: Sandbox,  # noqa: F811
    bot,  # noqa: F811
):
    load_sample(wiki, load_settings(consumer.settings).rules.facets)
    doctor = consumer.consult("doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "✓ it is logged in with an owner-only OAuth consumer" in doctor.stdout
    assert "✓ its login may do no more than the bots need" in doctor.stdout
    updated = consumer.consult("update", "--always", "--page", "Strategy/2030/Data")
    assert updated.returncode == 0, updated.stdout + updated.stderr
    ((_, page),) = bot.read(["Strategy/2030/Data"])
    assert page.user == "ExampleBot"
    assert "|status=" in page.text
    # Under pwb as well, and with all the logging there is.
    under_pwb = consumer.run(
        str(Path(sys.executable).with_name("pwb")), "update_milestones", "-always",
        "-page:Strategy/2030/Timeline", f"-settings:{consumer.settings}",
        "-debug", "-verbose", "-log:all.log",
    )  # fmt: skip
    assert "Strategy/2030/Timeline: saved" in under_pwb.stdout + under_pwb.stderr, under_pwb
    logs = [path for path in consumer.place.rglob("*.log*") if path.stat().st_size]
    assert logs
    said = [done.stdout + done.stderr for done in (doctor, updated, under_pwb)]
    said += [path.read_text("utf-8", "replace") for path in consumer.place.rglob("*")
             if path.is_file()]  # fmt: skip
    for part in ("CONSUMER_SECRET", "ACCESS_SECRET"):
        assert not any(consumer.tokens[part] in text for text in said), part


def test_a_wrong_secret_is_said_with_what_to_do_and_nothing_is_asked(consumer: Consumer):
    for words in (("doctor",), ("update", "--always")):
        done = consumer.consult(*words, CONSULT_OAUTH_ACCESS_SECRET="0" * 32)
        assert done.returncode == 2, done
        assert "does not accept the account's name, password or OAuth tokens" in (
            done.stdout + done.stderr
        )
        assert "Traceback" not in done.stderr


def test_a_consumer_of_somebody_else_is_refused(consumer: Consumer):
    file = consumer.place / "pywikibot" / "user-config.py"
    file.write_text(file.read_text().replace('"ExampleBot"', '"OtherBot"'), encoding="utf-8")
    done = consumer.consult("update", "--always")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_variable_that_is_not_set_is_named(consumer: Consumer):
    consumer.tokens.pop("ACCESS_SECRET")
    done = consumer.consult("doctor")
    assert done.returncode == 2
    assert "✓ settings: Strategy 2030" in done.stdout
    assert "KeyError 'CONSULT_OAUTH_ACCESS_SECRET'" in done.stdout


def test_tokens_written_into_the_file_are_for_its_owner_alone(consumer: Consumer):
    file = consumer.place / "pywikibot" / "user-config.py"
    text = file.read_text(encoding="utf-8")
    host = re.findall(r'^authenticate\["(.*)"\]', text, re.MULTILINE)[-1]
    text = text[: text.rindex("import os")]
    text += f'authenticate["{host}"] = {tuple(consumer.tokens.values())!r}\n'
    file.write_text(text, encoding="utf-8")
    consumer.tokens.clear()
    file.chmod(0o644)
    done = consumer.consult("doctor")
    assert done.returncode == 1, done.stdout
    assert f"✗ others may read {file}, and a secret is in it — chmod 600" in done.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    file.chmod(0o600)
    assert "which nobody else may read" in consumer.consult("doctor").stdout


def test_without_the_library_that_signs_it_is_named(consumer: Consumer):
    hide = "import sys; sys.modules['requests_oauthlib'] = None; "
    done = consumer.run(
        sys.executable, "-c", hide + CONSULT, "doctor", "--config", str(consumer.settings)
    )
    assert done.returncode == 2, done
    assert "pip install 'consultation-bots[oauth]'" in done.stdout
