"""pywikibot's password file, written from two variables where secrets come as variables.

    CONSULT_BOT_LOGIN=ExampleBot@suite CONSULT_BOT_PASSWORD=… python -m bots.run.password_file DIR

Both are what Special:BotPasswords shows. pywikibot itself reads bot passwords from a file alone.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bots.errors import ConsultationError, UsageError
from bots.run.journal import PRIVATE_FOLDER

LOGIN: Final = "CONSULT_BOT_LOGIN"
PASSWORD: Final = "CONSULT_BOT_PASSWORD"
NAME: Final = "user-password.py"
_OURS: Final = f"# Written from {LOGIN} and {PASSWORD} at each start.\n"
_BOT_PASSWORD: Final = re.compile(r"[0-9a-z]{32}")
_ACCOUNT: Final = re.compile(r"""[^@#<>\[\]|{}/'"\\\x00-\x1f]+""")


def write(folder: Path, variables: Mapping[str, str]) -> Path:
    """Return the file, written anew from the variables; nobody else may read it at any time.

    Raises UsageError where a variable is not what it should be, or a person wrote that file.
    """
    account, _, name = variables.get(LOGIN, "").partition("@")
    password = variables.get(PASSWORD, "").strip()
    if not _ACCOUNT.fullmatch(account) or not _ACCOUNT.fullmatch(name.strip()):
        raise UsageError(
            "is not the login of a bot password", "set it to Account@name", title=LOGIN
        )
    if not _BOT_PASSWORD.fullmatch(password):
        raise UsageError(
            "is not a bot password, which has 32 letters and digits",
            "set it to what Special:BotPasswords showed",
            title=PASSWORD,
        )
    file = folder / NAME
    if file.is_symlink() or (
        file.exists() and not file.read_text(encoding="utf-8").startswith(_OURS)
    ):
        raise UsageError(
            f"was not written from {PASSWORD}", "delete the file or the variable", title=str(file)
        )
    entry = f"({account!r}, BotPassword({name.strip()!r}, {password!r}))\n"
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    # mkstemp makes a file of mode 0600, and the last step puts it in place as a whole: another job
    # may be reading it.
    descriptor, fresh = tempfile.mkstemp(dir=folder, prefix=".password-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(_OURS + entry)
    return Path(fresh).replace(file)


def main() -> int:
    """Write the file in the folder named, and return the exit status."""
    try:
        write(Path(sys.argv[1]), os.environ)
    except ConsultationError as error:
        sys.stderr.write(f"consult: {error}\n")
        return error.status
    except OSError as error:
        sys.stderr.write(f"consult: {sys.argv[1]}: cannot be written ({error.strerror})\n")
        return UsageError.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
