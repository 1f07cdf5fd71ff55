"""What a project asks for and this engine keeps but does not play yet."""

from __future__ import annotations

from padsketch.model import Lane, Pattern, Project, Step


def unplayed(project: Project) -> list[str]:
    """Where a project asks for what this engine keeps but does not play yet: places and words."""
    return [
        f"patterns.{name}.{where}"
        for name, pattern in project.patterns.items()
        for where in _unplayed_in(pattern)
    ]


def _unplayed_in(pattern: Pattern) -> list[str]:
    found = []
    for pad, lane in pattern.lanes.items():
        for option in ("speed", "rotation", "direction"):
            if getattr(lane, option) != getattr(_PLAIN_LANE, option):
                found.append(f"lane_options.{pad}.{option}")
        found += [
            f"lanes.{pad}: step {index + 1}: {word}"
            for index, step in enumerate(lane.steps)
            if step.has_details
            for word in _unplayed_words(step)
        ]
    return found


_PLAIN_LANE = Lane()


def _unplayed_words(step: Step) -> list[str]:
    return (["roll_rate"] if step.roll_rate else []) + (["slide"] if step.slide else [])
