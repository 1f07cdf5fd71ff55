"""What Hydrogen itself makes of a song, beside what becomes of it here."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.session.beats.importing import import_beat
from padsketch.storage import load_kit

RATE = 44_100
"""That of the samples: Hydrogen resamples by drawing lines, which costs cymbals a decibel."""
DEMO = Path("/usr/share/hydrogen/data/demo_songs/TR808kit-demo.h2song")
STRUCK = ((0, 0, 0.8), (24, 2, 0.4), (48, 8, 1.0), (60, 8, 0.2), (96, 2, 0.9), (144, 0, 0.5))
"""Position in forty-eighths of a quarter note, instrument and velocity: nothing is panned."""

needs_hydrogen = pytest.mark.skipif(
    not (shutil.which("h2cli") and DEMO.is_file()), reason="Hydrogen is not installed"
)


def bar():
    """A bar with the demo's kit, at 125 BPM, without chance or swing."""
    notes = "".join(
        f"<note><position>{at}</position><leadlag>0</leadlag><velocity>{velocity}</velocity>"
        f"<pan>0</pan><pitch>0</pitch><key>C0</key><length>-1</length><instrument>{key}</instrument>"
        "<note_off>false</note_off><probability>1</probability></note>"
        for at, key, velocity in STRUCK
    )
    pattern = (
        "<patternList><pattern><name>Bar</name><info/><category/><size>192</size>"
        f"<denominator>4</denominator><noteList>{notes}</noteList></pattern></patternList>"
    )
    song = DEMO.read_text("utf-8")
    song = re.sub(r"<patternList>.*</patternList>", pattern, song, flags=re.DOTALL)
    group = "<patternSequence><group><patternID>Bar</patternID></group></patternSequence>"
    song = re.sub(r"<patternSequence>.*</patternSequence>", group, song, flags=re.DOTALL)
    return re.sub(r"<pan>[^<]*</pan>", "<pan>0</pan>", song)


def theirs(song, folder):
    out = folder / "theirs.wav"
    words = ["h2cli", "-s", str(song), "-o", str(out), "-r", str(RATE), "-b", "24"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(words, env=environment, capture_output=True, timeout=600, check=True)
    return soundfile.read(out)[0].mean(axis=1)


def ours(song, folder):
    imported = import_beat(song, folder / "ours")
    kit = folder / "ours" / "kit"
    job = RenderJob(
        *(imported.project, load_kit(kit), kit, None),
        tail="ring",
        rate=RATE,
        bits="32f",
        project_folder=folder / "ours",
    )
    render_file(job, folder / "ours.wav")
    return soundfile.read(folder / "ours.wav")[0].mean(axis=1)


@needs_hydrogen
def test_a_song_sounds_when_and_as_loud_as_hydrogen_plays_it(tmp_path):
    song = tmp_path / "bar.h2song"
    song.write_text(bar(), "utf-8")
    their_wave, our_wave = theirs(song, tmp_path), ours(song, tmp_path)
    for position, _, _ in STRUCK:
        frame = position * 60 * RATE // (48 * 125)
        there, here = (wave[frame : frame + 4400] for wave in (their_wave, our_wave))
        lags = np.correlate(there, here, "full")
        assert int(np.argmax(lags)) - (len(here) - 1) == 0
        assert 20 * np.log10(np.linalg.norm(there) / np.linalg.norm(here)) == pytest.approx(
            0.0, abs=0.3
        )
