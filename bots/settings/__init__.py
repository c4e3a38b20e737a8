"""The settings of a consultation: one TOML file, checked as a whole, with errors that help."""

from bots.settings.reading import FOLDER, checked, find, load
from bots.settings.whole import Settings

__all__ = ["FOLDER", "Settings", "checked", "find", "load"]
