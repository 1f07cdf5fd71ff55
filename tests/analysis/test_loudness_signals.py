"""How loud a sound is: by the signals of EBU Tech 3341 and 3342, within what they allow."""

import numpy as np
import pytest
from benchmarks.loudness import LIVE_RATE, RATES, deviations, is_for_live_meters
from benchmarks.loudness_signals import signals

SIGNALS = {signal.name: signal for signal in signals()}
COARSE_LIVE = "3341-14: rising tones of 0.4 s"
"""The live meter's windows begin every 100 ms, so that a tone of one window may miss an eighth."""


def assert_within(signal, found):
    low, high = signal.tolerance
    assert low <= np.min(found)
    assert np.max(found) <= high


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("name", SIGNALS)
def test_a_file_reads_what_the_ebu_says(name, rate):
    assert_within(SIGNALS[name], deviations(SIGNALS[name], rate))


@pytest.mark.parametrize("name", [name for name in SIGNALS if is_for_live_meters(SIGNALS[name])])
def test_music_that_plays_reads_what_the_ebu_says(name):
    found = deviations(SIGNALS[name], LIVE_RATE, is_live=True)
    if name == COARSE_LIVE:
        assert np.min(found) >= -0.6
        assert np.max(found) <= 0.1
    else:
        assert_within(SIGNALS[name], found)
