"""Standard MIDI files as other programs write them, in readable pieces."""

from __future__ import annotations

import mido

DRUMS = 9


def note(tick, number, velocity=100, ticks=10, channel=DRUMS):
    """A note from its on to its off, in ticks since the start."""
    played = {"channel": channel, "note": number}
    on = mido.Message("note_on", velocity=velocity, time=tick, **played)
    return on, mido.Message("note_off", velocity=0, time=tick + ticks, **played)


def notes(*ticks, number=36, **more):
    return [message for tick in ticks for message in note(tick, number, **more)]


def meta(kind, tick=0, **values):
    return mido.MetaMessage(kind, time=tick, **values)


def tempo(tick, bpm):
    return meta("set_tempo", tick, tempo=mido.bpm2tempo(bpm))


def write(path, *tracks, ppq=960, kind=1, end=None):
    """A file of tracks of messages whose times are ticks since the start."""
    file = mido.MidiFile(type=kind, ticks_per_beat=ppq)
    for messages in tracks:
        track, at = mido.MidiTrack(), 0
        for message in sorted(messages, key=lambda one: one.time):
            track.append(message.copy(time=message.time - at))
            at = message.time
        track.append(meta("end_of_track", max(0, (end or 0) - at)))
        file.tracks.append(track)
    file.save(path)
    return path
