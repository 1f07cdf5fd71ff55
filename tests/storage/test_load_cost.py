import tomllib
import tracemalloc
from time import process_time

import pytest

from padsketch.model import PATTERN_NAMES, Lane, Pattern, Project
from padsketch.model.step import GLYPH_STEPS
from padsketch.storage import project_from_text, project_to_text


@pytest.fixture(scope="module")
def big_text():
    """64 patterns of 16 lanes of 16 steps."""
    steps = tuple(GLYPH_STEPS[glyph] for glyph in "X..xo.5...x.X.1o")
    lanes = {f"pad{number}": Lane(steps=steps) for number in range(16)}
    return project_to_text(
        Project(patterns=dict.fromkeys(PATTERN_NAMES[:64], Pattern(lanes=lanes)))
    )


def least_cpu(action):
    def once():
        start = process_time()
        action()
        return process_time() - start

    return min(once() for _ in range(10))


def test_reading_a_big_project_costs_little_beside_its_toml(big_text):
    plain = least_cpu(lambda: tomllib.loads(big_text))
    whole = least_cpu(lambda: project_from_text(big_text))

    assert whole < 4 * plain


def test_a_big_project_makes_no_object_for_a_plain_step(big_text):
    steps = 64 * 16 * 16
    tracemalloc.start()
    project = project_from_text(big_text)
    bytes_kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(project.patterns) == 64
    assert bytes_kept < steps * 40
