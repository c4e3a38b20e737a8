"""Reading the settings file: what stands in it, or an error with the key and what is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

from pydantic import ValidationError

from bots.errors import SettingsError
from bots.settings.tables import Table
from bots.settings.whole import Settings

FOLDER: Final = Path("config")
_LIST: Final = 'a list in brackets is wanted, such as ["one", "two"]'
_TABLE: Final = "a table is wanted: keys, each with its value"
_BOOL: Final = "true or false is wanted"
_WHOLE: Final = "a whole number is wanted"
_WANTED: Final[Mapping[str, str]] = {
    "string_type": "a text in quotation marks is wanted",
    "string_too_short": "it is empty",
    "tuple_type": _LIST,
    "too_short": "it needs one value at least",
    "model_type": _TABLE,
    "mapping_type": _TABLE,
    "dict_type": _TABLE,
    "bool_type": _BOOL,
    "bool_parsing": _BOOL,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "literal_error": "{expected} is wanted",
    "greater_than_equal": "it must be {ge} or more",
    "less_than_equal": "it must be {le} or less",
}
"""What is wanted in place of a value, by pydantic's name for what is wrong with it."""
_SEVERAL: Final = frozenset({"sources", "facilitators"})
"""What stands in several tables, each under the name in two pairs of brackets."""


def load(path: Path) -> Settings:
    """Return the settings in this file.

    Raises SettingsError, which names file and key and says what is allowed there.
    """
    try:
        # Editors on Windows put a mark before the text.
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(
            "there is no such settings file", "run “consult init” to write one", title=str(path)
        ) from None
    except OSError as error:
        raise SettingsError(f"cannot be read ({error.strerror})", title=str(path)) from None
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"is not UTF-8 (byte {error.start})", "save it as UTF-8", title=str(path)
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"is not TOML: {error}",
            "mend that place; the file that “consult init” writes shows each setting",
            title=str(path),
        ) from None
    return checked(raw, str(path))


def checked(raw: Mapping[str, Any], title: str) -> Settings:
    """Return these settings; raises SettingsError, which names the keys and what is allowed."""
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        problems = "; ".join(_sentence(problem) for problem in error.errors())
        raise SettingsError(problems, title=title) from None


def find(folder: Path = FOLDER) -> Path:
    """Return the one settings file in the folder; raises SettingsError at none or several."""
    files = sorted(folder.glob("*.toml"))
    if len(files) == 1:
        return files[0]
    if not files:
        raise SettingsError(
            f"there is no settings file in {folder}/",
            "run “consult init” to write one, or name one with --config FILE",
        )
    names = ", ".join(str(file) for file in files)
    raise SettingsError(f"several settings files: {names}", "name one with --config FILE")


def _sentence(problem: Any) -> str:
    """Return one error of pydantic's as a sentence with the key and what is allowed there."""
    key = "".join(
        f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in problem["loc"]
    ).lstrip(".")
    # Where a key itself is wrong, what is said of it names it.
    key = key.removesuffix(".[key]")
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        allowed = ", ".join(_allowed(problem["loc"]))
        return f"{key} is not a setting; allowed here: {allowed}"
    if problem["type"] == "missing":
        return f"{key} is missing"
    name = problem["loc"][0] if problem["loc"] else ""
    if name in _SEVERAL and problem["type"] in ("tuple_type", "model_type") and "." not in key:
        return f"{key}: tables are wanted, [[{name}]] in TOML and [{{ … }}] in JSON"
    if wanted := _WANTED.get(problem["type"]):
        message = wanted.format_map(problem.get("ctx", {}))
    return f"{key}: {message[:1].lower()}{message[1:]}"


def _allowed(location: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the table holding this location may have."""
    return list((_table(str(location[0])) if len(location) > 1 else Settings).model_fields)


def _table(name: str) -> type[Table]:
    """Return what a table of this name, or each of several, holds."""
    field = Settings.model_fields.get(name)
    held = (field.annotation, *get_args(field.annotation)) if field else ()
    tables = (kind for kind in held if isinstance(kind, type) and issubclass(kind, Table))
    return next(tables, Settings)
