"""Passwords and tokens are taken out of whatever is logged, by whomever, at any level.

pywikibot's debugging writes requests and answers into a file, the password among them.
"""

from __future__ import annotations

import ast
import logging
import re
from pathlib import Path
from typing import Any, Final

HIDDEN: Final = "(secret)"
_FIELDS: Final = "lgpassword|lgtoken|logintoken|csrftoken|token|password|retype|set-cookie|cookie"
_IN_REQUEST: Final = re.compile(rf"\b({_FIELDS})=[^&\s'\"]+", re.IGNORECASE)
_IN_DATA: Final = re.compile(
    r"(['\"](?:\w*token|\w*password|set-cookie|cookie)['\"]\s*:\s*\[?\s*b?)(['\"])(?:\\.|(?!\2).)+\2",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"\b[0-9a-f]{32,48}(?:\+|%2B)(?:\\|%5C)+", re.IGNORECASE)
_secrets: set[str] = set()
_SHORTEST: Final = 8
"""Nothing shorter is hidden wherever it stands: it may be a word."""


def hide(secret: str) -> None:
    """Have this text hidden in all that is logged from now on."""
    if len(secret) >= _SHORTEST:
        _secrets.add(secret)


def hide_those_in(password_file: Path) -> None:
    """Have the passwords hidden that pywikibot's password file holds; none where it is none."""
    try:
        tree = ast.parse(password_file.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        # ("name", "password"), ("family", "name", BotPassword("suite", "password")) and the like.
        parts = node.elts if isinstance(node, ast.Tuple) else getattr(node, "args", ())
        if parts and isinstance(parts[-1], ast.Constant) and isinstance(parts[-1].value, str):
            hide(parts[-1].value)


def redacted(text: str) -> str:
    """Return the text without passwords and tokens."""
    for secret in _secrets:
        text = text.replace(secret, HIDDEN)
    text = _TOKEN.sub(HIDDEN, text)
    text = _IN_REQUEST.sub(rf"\1={HIDDEN}", text)
    return _IN_DATA.sub(rf"\1\2{HIDDEN}\2", text)


def install() -> None:
    """Redact every record that is logged in this process, once however often it is called.

    It is done where records are made, for a filter would miss the handlers added after it.
    """
    make = logging.getLogRecordFactory()
    if getattr(make, "redacts", False):
        return

    def safe(*arguments: Any, **more: Any) -> logging.LogRecord:
        record = make(*arguments, **more)
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            message = str(record.msg)
        record.msg, record.args = redacted(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = redacted(logging.Formatter().formatException(record.exc_info))
        return record

    safe.redacts = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(safe)
