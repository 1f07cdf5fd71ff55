from padsketch.engine.player import Player
from padsketch.tui.moment import PEAK_LOOKS, Meters
from padsketch.tui.pace import FULL


def test_meters_fall_to_silence_when_the_sound_is_over():
    silent = Player(48_000).snapshot()
    meters = Meters(FULL)
    for _ in range(PEAK_LOOKS):
        meters.look(silent._replace(peaks=(0.8, 0.1)))
    assert meters.peaks == (0.8, 0.1)
    for _ in range(60):
        meters.look(silent)
    assert meters.peaks == (0.0, 0.0)
