"""The on-wiki templates as values: what ``consult install`` puts on a wiki, whole."""

from bots.templates.shipped import templates
from bots.templates.versions import Difference, Standing, differences, reconciled

__all__ = ["Difference", "Standing", "differences", "reconciled", "templates"]
