from __future__ import annotations

import numpy as np
import pytest

from coming import RATE, Stream
from padsketch.outputs.level import Meter
from padsketch.units import SILENCE_DB


def test_no_peak_between_two_looks_is_missed():
    stream = Stream()
    meter = Meter(stream.tape)
    block = np.zeros(3000, dtype=np.float32)
    block[1500] = -0.5
    stream.hear(block)
    assert meter.look().peaks_db == pytest.approx((-6.02,), abs=0.01)
    stream.hear(np.zeros(3000))
    level = meter.look()
    assert level.peaks_db == (SILENCE_DB,)
    assert level.held_db == pytest.approx((-6.02,), abs=0.01)
    meter.reset()
    assert meter.look().held_db == (SILENCE_DB,)


def test_what_reaches_full_scale_is_counted():
    stream = Stream()
    meter = Meter(stream.tape)
    stream.hear(np.array([0.9999, 1.0, -1.0, 1.0 - 2.0**-15, 0.5]))
    assert meter.look().clips == 3
    assert meter.look().clips == 3
    meter.reset()
    assert meter.look().clips == 0


def test_a_meter_that_nobody_looked_at_looks_at_the_last_second():
    stream = Stream(seconds=3.0)
    meter = Meter(stream.tape)
    stream.hear(np.full(RATE // 2, 0.9))
    stream.hear(np.full(2 * RATE, 0.1))
    assert meter.look().held_db == pytest.approx((-20.0,), abs=0.01)
