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


def load(path: Path) -> Settings:
    """Return the settings in this file.

    Raises SettingsError, which names file and key and says what is allowed there.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            "there is no such settings file", "run “consult init” to write one", title=str(path)
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read ({error})", title=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"is not TOML: {error}", title=str(path)) from None
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
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        allowed = ", ".join(_allowed(problem["loc"]))
        return f"{key} is not a setting; allowed here: {allowed}"
    if problem["type"] == "missing":
        return f"{key} is missing"
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
