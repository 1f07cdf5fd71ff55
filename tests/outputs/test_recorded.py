"""The papers of a recording: nothing is claimed that nobody said."""

import numpy as np
import soundfile

from padsketch.formats.papers import embedded_credit
from padsketch.outputs.recorded import finished, recorded_credit


def test_what_was_recorded_here_is_nobodys_by_its_file(tmp_path):
    path = tmp_path / "take.wav"
    soundfile.write(path, np.linspace(0.5, -0.5, 9_600), 48_000, "PCM_24")
    finished(path, recorded_credit("the kitchen's microphone"))
    credit = embedded_credit(path)
    assert (credit.author, credit.source) == ("", "recorded")
    assert credit.place == "the kitchen's microphone"
