"""The percussion of General MIDI (RP-003): what the notes of channel 10 are called and play."""

from __future__ import annotations

from typing import NamedTuple


class Drum(NamedTuple):
    """A note's name, and the part of a drum set that it is."""

    name: str
    role: str


DRUMS: dict[int, Drum] = {
    35: Drum("Acoustic bass drum", "kick"),
    36: Drum("Bass drum 1", "kick"),
    37: Drum("Side stick", "rim"),
    38: Drum("Acoustic snare", "snare"),
    39: Drum("Hand clap", "clap"),
    40: Drum("Electric snare", "snare"),
    41: Drum("Low floor tom", "tom-low"),
    42: Drum("Closed hi-hat", "hat"),
    43: Drum("High floor tom", "tom-low"),
    44: Drum("Pedal hi-hat", "pedal"),
    45: Drum("Low tom", "tom-mid"),
    46: Drum("Open hi-hat", "open"),
    47: Drum("Low-mid tom", "tom-mid"),
    48: Drum("Hi-mid tom", "tom-high"),
    49: Drum("Crash cymbal 1", "crash"),
    50: Drum("High tom", "tom-high"),
    51: Drum("Ride cymbal 1", "ride"),
    52: Drum("Chinese cymbal", "crash"),
    53: Drum("Ride bell", "ride"),
    54: Drum("Tambourine", "shaker"),
    55: Drum("Splash cymbal", "crash"),
    56: Drum("Cowbell", "cowbell"),
    57: Drum("Crash cymbal 2", "crash"),
    58: Drum("Vibraslap", "shaker"),
    59: Drum("Ride cymbal 2", "ride"),
    60: Drum("High bongo", "conga-high"),
    61: Drum("Low bongo", "conga-low"),
    62: Drum("Mute high conga", "conga-high"),
    63: Drum("Open high conga", "conga-high"),
    64: Drum("Low conga", "conga-low"),
    65: Drum("High timbale", "conga-high"),
    66: Drum("Low timbale", "conga-low"),
    67: Drum("High agogo", "cowbell"),
    68: Drum("Low agogo", "cowbell"),
    69: Drum("Cabasa", "shaker"),
    70: Drum("Maracas", "shaker"),
    71: Drum("Short whistle", ""),
    72: Drum("Long whistle", ""),
    73: Drum("Short guiro", "shaker"),
    74: Drum("Long guiro", "shaker"),
    75: Drum("Claves", "clave"),
    76: Drum("High wood block", "clave"),
    77: Drum("Low wood block", "clave"),
    78: Drum("Mute cuica", "conga-high"),
    79: Drum("Open cuica", "conga-low"),
    80: Drum("Mute triangle", "cowbell"),
    81: Drum("Open triangle", "cowbell"),
}


def drum_of(note: int) -> Drum:
    """The drum of a note; one that General MIDI does not name is called by its number."""
    return DRUMS.get(note, Drum(f"Note {note}", ""))
