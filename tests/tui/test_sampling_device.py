"""The sampling page with a sound server: what plays comes in again, and is put on a pad."""

import numpy as np
import pytest
import soundfile

from sound_fixtures import server, shared_server
from sound_server import DEVICE

__all__ = ["server", "shared_server"]

pytestmark = pytest.mark.device

METER, NEXT = 2, 4


@pytest.fixture(autouse=True)
def home(server, tmp_path, monkeypatch):
    """A sound server, and nothing of the real user."""
    for name in ("CACHE", "DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def sampling(s):
    return s.session.sampling


async def listening(s):
    """What the sketch plays comes in again."""
    s.session.output.use(DEVICE)
    await s.until(lambda: s.session.output.status.kind == "device")
    await s.press("f7")
    await s.until(lambda: s.text[NEXT].startswith(" READY"))


def held(s):
    level = sampling(s).level
    return max(level.held_db) if level else -200.0


async def test_a_beat_is_recorded_checked_and_played_by_a_pad(sketch):
    async with sketch() as s:
        await listening(s)
        assert "stereo 1-2" in s.text[1]
        await s.press("enter")
        await s.until(lambda: s.text[NEXT].startswith(" WAITING"))
        await s.press("space")
        await s.until(lambda: sampling(s).seconds > 1.0)
        await s.until(lambda: "RECORDING" in s.text[NEXT])
        await s.until(lambda: "█" in "".join(s.text[11:20]))
        await s.press("enter")
        await s.until(lambda: s.text[NEXT].startswith(" TAKE "))
        await s.press("space")
        said = (*sampling(s).recorded.check, "Nothing is wrong with it.")[0]
        await s.until(lambda: any(said[:40] in line for line in s.text))
        await s.press("J", "p")
        (file,) = [layer.file for layer in s.session.played_kit.pads[1].layers]
        frames, rate = soundfile.read(s.session.folder / file)
        assert rate == s.session.player.rate
        assert np.abs(frames).max() > 0.1
        await s.until(lambda: s.session.tick().voices == 0)
        s.session.reading.finish()
        await s.press("x")
        await s.until(lambda: s.session.tick().track_peaks[1] > 0.05)


async def test_the_meter_holds_the_peak_until_a_key(sketch):
    async with sketch() as s:
        await listening(s)
        await s.press("z")
        await s.until(lambda: held(s) > -40.0)
        await s.until(lambda: "▼" in s.text[METER])
        await s.until(lambda: s.session.tick().voices == 0)
        await s.until(lambda: max(sampling(s).level.peaks_db) < -60.0)
        assert held(s) > -40.0
        # On a busy machine the rest of the sound may come in later.
        await s.until(lambda: held(s) < -60.0 or s.app.simulate_key("0"))
        await s.until(lambda: "▼" not in s.text[METER])


async def test_another_device_and_its_channels_are_chosen(sketch):
    async with sketch() as s:
        await listening(s)
        await s.press("n", "i")
        await s.until(lambda: len(s.app.screen_stack) > 1)
        await s.press("down", "enter")
        assert s.desk.sampling.wanted.device is not None
        await s.until(lambda: s.text[NEXT].startswith(" READY"))
        await s.press("right", "right", "plus")
        await s.until(lambda: "mono 1" in s.text[1])


async def test_a_take_that_ends_while_one_is_elsewhere_is_told(sketch):
    async with sketch() as s:
        await listening(s)
        sampling(s).set(start="now", bars=1)
        await s.press("enter", "escape")
        assert "the take goes on" in s.words
        await s.until(lambda: "was recorded; F7 shows it" in s.words)
        await s.press("f7")
        await s.until(lambda: s.text[NEXT].startswith(" TAKE 2.00 s"))


async def test_waiting_is_ended_by_the_same_key_and_leaves_nothing(sketch):
    async with sketch() as s:
        await listening(s)
        await s.press("enter", "enter")
        assert s.words == "nothing was recorded"
        await s.until(lambda: s.text[NEXT].startswith(" READY"))
        assert list((s.session.folder / "samples").glob("*")) == []


async def test_again_takes_another_one_in_its_place(sketch):
    async with sketch() as s:
        await listening(s)
        sampling(s).set(start="now")
        await s.press("enter")
        await s.until(lambda: sampling(s).seconds > 0.1)
        await s.press("enter")
        await s.until(lambda: sampling(s).recorded is not None)
        await s.press("n", "a")
        await s.until(lambda: sampling(s).state == "recording")
        await s.press("backspace")
        assert s.words == "dropped"
        assert list((s.session.folder / "samples").glob("*")) == []
