"""Which input a user means, and which of its channels."""

from __future__ import annotations

import pytest

from padsketch.errors import AudioError, UsageError
from padsketch.outputs.input import Channels, Listening, found_input
from padsketch.outputs.listing import DeviceInfo

RATE = 48_000


def device(index: int, name: str, channels: int = 2, is_default: bool = False) -> DeviceInfo:
    return DeviceInfo(index, name, "ALSA", channels, RATE, 0.01, is_default)


DESK, MIC, MICS = device(3, "Desk", 8), device(4, "Mic", 1, True), device(7, "Mic array", 4)
INPUTS = [DESK, MIC, MICS]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(None, MIC), ("desk", DESK), ("array", MICS), ("Mic", MIC), (7, MICS), ("3", DESK)],
)
def test_an_input_is_found_by_name_by_number_or_as_the_default(wanted, found):
    assert found_input(wanted, INPUTS) is found


def test_without_a_default_the_first_one_is_taken():
    assert found_input(None, [DESK, MICS]) is DESK


@pytest.mark.parametrize("wanted", ["piano", "mi", 5])
def test_an_input_that_nobody_has_or_several_have_is_not_guessed(wanted):
    with pytest.raises(AudioError) as error:
        found_input(wanted, INPUTS)
    assert "devices" in error.value.hint


def test_one_channel_of_many_can_be_taken():
    listening = Listening.of(Channels("Desk", count=1, first=6), INPUTS, RATE)
    assert (listening.n_channels, listening.inlet.tape.channels) == (6, 1)


def test_of_an_input_with_one_channel_that_one_comes_in():
    listening = Listening.of(Channels("Mic", count=2), INPUTS, RATE)
    assert (listening.n_channels, listening.inlet.tape.channels) == (1, 1)


def test_a_channel_that_is_not_there_is_an_error():
    with pytest.raises(AudioError, match="Desk has no channel 9"):
        Listening.of(Channels("Desk", count=2, first=8), INPUTS, RATE)


@pytest.mark.parametrize(("count", "first"), [(0, 1), (3, 1), (1, 0), (2, -1)])
def test_channels_that_make_no_sense_are_a_usage_error(count, first):
    with pytest.raises(UsageError):
        Channels(None, count, first)


def test_a_hostile_name_is_harmless():
    listening = Listening.of(Channels(0), [device(0, "Mic\x1b[2J")], RATE)
    assert "\x1b" not in listening.name
