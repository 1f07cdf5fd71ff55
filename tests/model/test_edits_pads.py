"""What a project changes about the pads of its kit."""

import pytest

from padsketch.errors import UsageError
from padsketch.model import Layer, Project, edits
from padsketch.storage import project_from_text, project_to_text

SOFT = Layer(file="soft.wav", velocity=(1, 70))
HARD = Layer(file="hard.wav", velocity=(71, 127), level_db=-3.0)


def test_layers_are_written_and_read_back():
    project = edits.set_layers(Project(), "kick", (SOFT, HARD))
    assert project_from_text(project_to_text(project)) == project


@pytest.mark.parametrize(
    ("layers", "silent"),
    [
        ((), "velocities 1 to 127"),
        ((HARD,), "velocities 1 to 70"),
        ((SOFT,), "velocities 71 to 127"),
        ((SOFT, Layer(file="hard.wav", velocity=(72, 127))), "velocity 71"),
    ],
)
def test_no_edit_makes_a_pad_that_a_file_cannot_hold(layers, silent):
    with pytest.raises(UsageError, match=f"No layer would play {silent}$"):
        edits.set_layers(Project(), "kick", layers)


def test_layers_may_overlap():
    project = edits.set_layers(Project(), "kick", (HARD, Layer(file="all.wav")))
    assert len(project.pads["kick"].layers) == 2
