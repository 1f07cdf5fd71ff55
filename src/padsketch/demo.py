"""The sketch that opens where there is none: four patterns, a short song and a mix."""

from __future__ import annotations

from importlib.resources import files

from padsketch.model import Project
from padsketch.storage import project_from_text


def demo_project() -> Project:
    """The demo, read from the same format as any project."""
    return project_from_text(files("padsketch").joinpath("demo.toml").read_text(encoding="utf-8"))
