"""Projects of one pattern, written and seen as glyphs."""

from padsketch.model import Lane, Pattern, Project
from padsketch.model.step import GLYPH_STEPS
from padsketch.storage.project_writing import lane_text


def sketch(length=16, step="1/16", **lanes):
    """A project whose pattern A1 has these lanes, written as glyphs."""
    rows = {pad: Lane(steps=tuple(map(GLYPH_STEPS.get, text))) for pad, text in lanes.items()}
    return Project(patterns={"A1": Pattern(length=length, step=step, lanes=rows)})


def grid(project, pad="kick", pattern="A1"):
    found = project.pattern(pattern)
    return lane_text(found.lane(pad), found.lane_length(pad))


def step(project, at, pad="kick"):
    return project.pattern("A1").lane(pad).step(at)
