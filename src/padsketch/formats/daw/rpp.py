"""Projects of REAPER: lines of words, in blocks; times in seconds, notes in ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from padsketch.formats.daw.arrangement import Arrangement, Track
from padsketch.formats.daw.rpp_items import audio_item, note_item
from padsketch.formats.daw.rpp_lines import Lines, block, number, quoted

_VERSION = "6.0"
"""The program whose files these are like; newer ones read them as well."""
_SQUARE = 1
"""The shape of a tempo that stays until the next one."""
_IS_SET = 0x1000000
"""Added to a colour: it is not the theme's."""
_NO_MIDI = 31
"""What a send passes on of notes: nothing."""


def write_rpp(arrangement: Arrangement, path: Path) -> None:
    """Write a song whose sound files lie beside the project; always the same bytes."""
    path.write_bytes(rpp_text(arrangement).encode())


def rpp_text(arrangement: Arrangement) -> str:
    """The whole project; the pan law is 0 dB, so that what stands in the centre is untouched."""
    beats, unit = arrangement.signature
    lines = block(
        f'REAPER_PROJECT 0.1 "{_VERSION}" 0',
        f"TITLE {quoted(arrangement.title)}",
        "PANLAW 1",
        "PANMODE 3",
        f"SAMPLERATE {arrangement.rate} 1 0",
        f"TEMPO {number(arrangement.tempi[0].bpm)} {beats} {unit}",
        *_tempi(arrangement),
        *_markers(arrangement),
        "MASTER_NCH 2 2",
        "MASTER_VOLUME 1 0 -1 -1 1",
        *_tracks(arrangement),
    )
    return "\n".join(lines) + "\n"


def _tempi(arrangement: Arrangement) -> Lines:
    """The map of tempi, where there is more than one; the first says the meter."""
    if len(arrangement.tempi) == 1:
        return []
    beats, unit = arrangement.signature
    signatures = [unit << 16 | beats, *(0 for _ in arrangement.tempi[1:])]
    points = (
        f"PT {number(arrangement.seconds_at(tempo.beat))} {number(tempo.bpm)} {_SQUARE} {signature}"
        for tempo, signature in zip(arrangement.tempi, signatures, strict=True)
    )
    return block("TEMPOENVEX", "ACT 1 -1", "VIS 1 0 1", "DEFSHAPE 1 -1 -1", *points)


def _markers(arrangement: Arrangement) -> Iterator[str]:
    for count, marker in enumerate(arrangement.markers, 1):
        seconds = number(arrangement.seconds_at(marker.beat))
        yield f"MARKER {count} {seconds} {quoted(marker.name)} 0"


def _tracks(arrangement: Arrangement) -> Iterator[str]:
    for track in arrangement.tracks:
        yield from block(
            "TRACK",
            f"NAME {quoted(track.name)}",
            f"PEAKCOL {_colour(track.colour)}",
            f"VOLPAN {number(track.gain)} {number(track.pan)} -1 -1 1",
            f"MUTESOLO {int(track.is_muted)} 0 0",
            "NCHAN 2",
            *_receives(track, arrangement.tracks),
            "MAINSEND 1 0",
            *_items(track, arrangement),
        )


def _colour(colour: str) -> int:
    """Blue, green, red from the top byte down."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return _IS_SET | blue << 16 | green << 8 | red


def _receives(track: Track, tracks: Iterable[Track]) -> Iterator[str]:
    """What a track is sent, behind the faders of the others, by their places."""
    for place, other in enumerate(tracks):
        for send in other.sends:
            if send.to == track.id:
                yield f"AUXRECV {place} 0 {number(send.gain)} 0 0 0 0 0 0 -1:U {_NO_MIDI} -1 ''"


def _items(track: Track, arrangement: Arrangement) -> Iterator[str]:
    if track.audio is not None:
        yield from audio_item(track.name, track.audio)
    for clip in track.notes:
        start = arrangement.seconds_at(clip.beat)
        seconds = arrangement.seconds_at(clip.beat + clip.beats) - start
        yield from note_item(clip, start, seconds)
