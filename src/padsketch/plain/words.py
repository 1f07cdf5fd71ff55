"""What can be typed: one function a word, and one table of all of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from padsketch.display import counted
from padsketch.errors import UsageError
from padsketch.model import edits
from padsketch.plain.files import FILE_WORDS
from padsketch.plain.lanes import obey_lane
from padsketch.plain.recovering import RECOVERY_WORDS
from padsketch.plain.samples import SAMPLE_WORDS
from padsketch.plain.steps import number, whole
from padsketch.plain.talk import Talk, Word, known_pad, known_pattern
from padsketch.plain.telling import pattern_lines, status_lines

TICK_SECONDS = 0.05


def _play(talk: Talk, words: Sequence[str]) -> None:
    if words and words[0] == "song":
        talk.session.play_song()
        return
    if words:
        talk.session.pattern = known_pattern(words[0])
    talk.session.play_pattern()


def _stop(talk: Talk, words: Sequence[str]) -> None:
    talk.session.stop()


def _panic(talk: Talk, words: Sequence[str]) -> None:
    talk.session.panic()


def _wait(talk: Talk, words: Sequence[str]) -> None:
    """The music goes on meanwhile; what the engine gives back is taken."""
    end = time.monotonic() + number(words[0])
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, TICK_SECONDS))
        talk.session.tick()


def _status(talk: Talk, words: Sequence[str]) -> None:
    session = talk.session
    for line in status_lines(session, session.playhead(session.tick())):
        talk.say(line)


def _show(talk: Talk, words: Sequence[str]) -> None:
    session = talk.session
    name = known_pattern(words[0]) if words else session.pattern
    for line in pattern_lines(session.project, name, talk.pads):
        talk.say(line)


def _pads(talk: Talk, words: Sequence[str]) -> None:
    for place, pad in enumerate(talk.kit.pads, start=1):
        talk.say(f"{place} {pad.id}: {pad.name}, {pad.mode}")


def _hit(talk: Talk, words: Sequence[str]) -> None:
    pad = known_pad(talk, words[0])
    velocity = whole(words[1]) if len(words) > 1 else 100
    if not 1 <= velocity <= 127:
        raise UsageError(f"{velocity} is no velocity", "1 to 127.")
    talk.session.trigger(talk.pads.index(pad), velocity)


def _bpm(talk: Talk, words: Sequence[str]) -> None:
    talk.session.edit("tempo", edits.set_bpm, number(words[0]))
    talk.say(f"{talk.session.project.bpm:g} BPM")


def _swing(talk: Talk, words: Sequence[str]) -> None:
    talk.session.edit("swing", edits.set_swing, number(words[0]))
    talk.say(f"swing {talk.session.project.swing:g} percent")


def _pattern(talk: Talk, words: Sequence[str]) -> None:
    name = known_pattern(words[0])
    talk.session.go_to_pattern(name)
    talk.say(f"{name} comes next" if talk.session.pattern != name else name)


def _length(talk: Talk, words: Sequence[str]) -> None:
    talk.session.edit_pattern("length", edits.set_pattern_length, whole(words[0]))
    talk.say(f"{talk.session.pattern}: {talk.session.current_pattern.length} steps")


def _step(talk: Talk, words: Sequence[str]) -> None:
    talk.session.edit_pattern("step size", edits.set_step_size, words[0])
    talk.say(f"{talk.session.pattern}: steps of {talk.session.current_pattern.step}")


def _kit(talk: Talk, words: Sequence[str]) -> None:
    if not words:
        for name, kit in talk.session.installed_kits():
            talk.say(f"{name}: {counted(len(kit.pads), 'pad')}" if kit else f"{name}: damaged")
        return
    talk.session.change_kit(words[0])
    talk.say(f"kit {words[0]}, {counted(len(talk.kit.pads), 'pad')}")


def _undo(talk: Talk, words: Sequence[str]) -> None:
    label = talk.session.undo()
    talk.say(f"undone: {label}" if label else "there is nothing to undo")


def _redo(talk: Talk, words: Sequence[str]) -> None:
    label = talk.session.redo()
    talk.say(f"done again: {label}" if label else "there is nothing to redo")


def _export(talk: Talk, words: Sequence[str]) -> None:
    path, target = Path(words[0]), _target(talk, words[1:])
    report = talk.session.export(path, target)
    talk.say(f"{path}: {report.frames / report.rate:.1f} seconds")


def _stems(talk: Talk, words: Sequence[str]) -> None:
    path, target = Path(words[0]), _target(talk, words[1:])
    report = talk.session.export(path, target, "stems")
    talk.say(f"{path}: {len(report.files)} files of {report.frames / report.rate:.1f} seconds")


def _pack(talk: Talk, words: Sequence[str]) -> None:
    path, target = Path(words[0]), _target(talk, words[1:])
    report = talk.session.export(path, target, "pack")
    talk.say(f"{path}: a pack with {len(report.files)} files of sound, see README.txt")


def _help(talk: Talk, words: Sequence[str]) -> None:
    for name, word in WORDS.items():
        if not words or words[0] == name:
            talk.say(f"{name} {word.usage}".rstrip() + f": {word.help}")
    if not words:
        talk.say("PAD x..x: write its lane; o x X and 1-9 play, . rests, * repeats to the end")
        talk.say("PAD 5 chance 50 when 1:2 tune -3: details and locks of a step; PAD: show it")
        talk.say("PAD every 4, clear, mute, solo, or a setting of its track: PAD level_db -3")


WORDS: dict[str, Word] = {
    "help": Word("[WORD]", "what can be typed", _help),
    "play": Word("[A1|song]", "loop the pattern, another one, or play the song", _play),
    "stop": Word("", "stop", _stop),
    "panic": Word("", "silence everything", _panic),
    "status": Word("", "what plays, and through what", _status),
    "show": Word("[A1]", "the lanes of the pattern", _show),
    "pads": Word("", "the pads of the kit", _pads),
    "hit": Word("PAD [1-127]", "play a pad", _hit, 1),
    "bpm": Word("N", "tempo", _bpm, 1),
    "swing": Word("N", "swing in percent, 50 to 75", _swing, 1),
    "pattern": Word("A1", "go to a pattern, while playing at the end of this one", _pattern, 1),
    "length": Word("N", "steps of the pattern", _length, 1),
    "step": Word("1/16", "what a step lasts", _step, 1),
    "kit": Word("[NAME]", "the installed kits, or play with one", _kit),
    "undo": Word("", "take the last edit back", _undo),
    "redo": Word("", "bring it back", _redo),
    **FILE_WORDS,
    **SAMPLE_WORDS,
    **RECOVERY_WORDS,
    "export": Word("FILE [A1|song]", "render to an audio file", _export, 1),
    "stems": Word("FOLDER [A1|song]", "render every track on its own", _stems, 1),
    "pack": Word("FOLDER [A1|song]", "write all that a workstation needs", _pack, 1),
    "wait": Word("SECONDS", "do nothing while it plays", _wait, 1),
    "quit": Word("", "leave", lambda talk, words: None),
}


def obey(talk: Talk, line: str) -> None:
    """Do what a line says; raises UsageError where it says nothing that is known."""
    words = line.split()
    if not words or words[0].startswith("#"):
        return
    word = WORDS.get(words[0])
    if word is None:
        obey_lane(talk, known_pad(talk, words[0], WORDS), words[1:])
    elif len(words) - 1 < word.least:
        raise UsageError(f"{words[0]} needs more", f"{words[0]} {word.usage}: {word.help}.")
    else:
        word.action(talk, words[1:])


def _target(talk: Talk, words: Sequence[str]) -> str | None:
    if words:
        return None if words[0] == "song" else known_pattern(words[0])
    return None if talk.session.project.song else talk.session.pattern
