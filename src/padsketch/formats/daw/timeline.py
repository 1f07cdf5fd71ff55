"""What plays when in a DAWproject: clips of sound and notes, markers, tempi."""

from __future__ import annotations

from fractions import Fraction
from xml.etree.ElementTree import Element

from padsketch.formats.daw.arrangement import Arrangement, AudioClip, Beats, NoteClip, Track
from padsketch.formats.daw.channels import track_id
from padsketch.formats.daw.elements import Value, child

TEMPO = "tempo"
"""What the tempo is called where it changes."""


def add_arrangement(project: Element, arrangement: Arrangement, master: str) -> None:
    """The line of time in beats; the master's lane stays empty."""
    element = child(project, "Arrangement", id="arrangement")
    lanes = child(element, "Lanes", id="lanes", timeUnit="beats")
    for track in arrangement.tracks:
        _add_clips(lanes, track, arrangement)
    child(child(lanes, "Lanes", track=master), "Clips")
    _add_markers(element, arrangement)
    if len(arrangement.tempi) > 1:
        _add_tempi(element, arrangement)


def _add_clips(lanes: Element, track: Track, arrangement: Arrangement) -> None:
    clips = child(child(lanes, "Lanes", track=track_id(track.id)), "Clips")
    if track.audio is not None:
        _add_audio(clips, track, track.audio, arrangement)
    for clip in track.notes:
        _add_notes(clips, clip, track.colour)


def _add_audio(clips: Element, track: Track, audio: AudioClip, arrangement: Arrangement) -> None:
    """A clip with an event of sound in it: twice wrapped, and warped, as most programs read it."""
    end = arrangement.beat_at(audio.seconds)
    whole: dict[str, Value] = {"time": 0.0, "duration": end, "playStart": 0.0}
    outer = child(clips, "Clip", name=track.name, color=track.colour, **whole)
    event = child(child(outer, "Clips"), "Clip", contentTimeUnit="beats", **whole)
    warps = child(event, "Warps", timeUnit="beats", contentTimeUnit="seconds")
    sound = child(
        warps,
        "Audio",
        duration=audio.seconds,
        channels=audio.channels,
        sampleRate=audio.rate,
        timeUnit="seconds",
    )
    child(sound, "File", path=audio.path)
    for beat in _bends(arrangement, end):
        child(warps, "Warp", time=beat, contentTime=arrangement.seconds_at(beat))


def _bends(arrangement: Arrangement, end: Beats) -> list[Beats]:
    """Between them, beats and seconds go side by side; stretched by the tempo, nothing is."""
    return [*(tempo.beat for tempo in arrangement.tempi if tempo.beat < end), end]


def _add_notes(clips: Element, clip: NoteClip, colour: str) -> None:
    """A clip that holds its notes itself: once wrapped, since twice is not read everywhere."""
    whole: dict[str, Value] = {"time": clip.beat, "duration": clip.beats, "playStart": 0.0}
    notes = child(child(clips, "Clip", name=clip.name, color=colour, **whole), "Notes")
    for note in clip.notes:
        child(
            notes,
            "Note",
            time=note.beat - clip.beat,
            duration=note.beats,
            channel=0,
            key=note.key,
            vel=Fraction(note.velocity, 127),
        )


def _add_markers(element: Element, arrangement: Arrangement) -> None:
    if arrangement.markers:
        markers = child(element, "Markers", id="markers", timeUnit="beats")
        for marker in arrangement.markers:
            child(markers, "Marker", time=marker.beat, name=marker.name)


def _add_tempi(element: Element, arrangement: Arrangement) -> None:
    points = child(element, "TempoAutomation", id="tempi", timeUnit="beats", unit="bpm")
    child(points, "Target", parameter=TEMPO)
    for tempo in arrangement.tempi:
        child(points, "RealPoint", time=tempo.beat, value=tempo.bpm, interpolation="hold")
