"""The commands of the sound browser."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.controls import turning
from padsketch.tui.sounds import found_sounds as found
from padsketch.tui.sounds import sounds

GROUP = "Sounds"
SOUNDS = (
    Command("sounds", ("B",), "look for sounds, or back", GROUP, sounds.toggle_view, "sounds"),
    *on_views(
        (sounds.VIEW,),
        Command("sound-above", ("up", "k"), "line above", GROUP, sounds.move(-1)),
        Command("sound-below", ("down", "j"), "line below", GROUP, sounds.move(1)),
        Command("first-sound", ("home",), "first line", GROUP, sounds.move_to_end(False)),
        Command("last-sound", ("end",), "last line", GROUP, sounds.move_to_end(True)),
        Command("sounds-before", ("[",), "ten lines up", GROUP, sounds.move(-sounds.PAGE)),
        Command("sounds-after", ("]",), "ten lines down", GROUP, sounds.move(sounds.PAGE)),
        Command(
            "put-on-pad",
            ("enter",),
            "into the folder; the sound on the pad",
            GROUP,
            found.enter,
            "on the pad",
        ),
        Command(
            "find-sounds",
            ('"', "n t"),
            "find by name, tag, length, tempo; a folder",
            GROUP,
            sounds.ask_what_to_find,
            "search",
            opens=True,
        ),
        Command(
            "into-folder",
            ("right", "l"),
            "into the folder; hear the sound again",
            GROUP,
            sounds.into_or_hear,
        ),
        Command(
            "folder-above", ("left", "h", "backspace"), "out of the folder", GROUP, sounds.up, "out"
        ),
        Command("hear-sound", (".",), "hear the sound, or silence", GROUP, sounds.hear, "hear"),
        Command("put-under-pad", ("i",), "as a layer of the pad", GROUP, found.put_under, "layer"),
        Command(
            "put-on-new-pad",
            ("I", "n n"),
            "on a new pad",
            GROUP,
            found.put_on_new,
            "new pad",
        ),
        Command(
            "look-into-sound",
            ("'",),
            "on a new pad, to cut it",
            GROUP,
            found.look_into,
            "cut",
        ),
        Command("pad-above", ("K",), "another pad: above", GROUP, sounds.step_pad(-1)),
        Command("pad-below", ("J",), "another pad: below", GROUP, sounds.step_pad(1), "pad"),
        Command("sounds-like-pad", ("n s",), "what sounds like the pad", GROUP, sounds.like_pad),
        Command("sounds-like-this", ("n f",), "what sounds like this", GROUP, sounds.like_this),
        Command("places", ("n 0",), "favourites, kits, folders, home", GROUP, sounds.show_places),
        Command("favourite", ("y",), "a favourite, or not", GROUP, sounds.toggle_favourite),
        Command("tag-sound", ("n g",), "give it tags", GROUP, sounds.ask_tags, opens=True),
        Command("sort-sounds", (">",), "sort by the next column", GROUP, sounds.next_order, "sort"),
        Command("sort-backwards", ("<",), "sort backwards", GROUP, sounds.turn_order),
        Command("listen-louder", ("+", "="), "listen louder", GROUP, sounds.change_level(1)),
        Command("listen-softer", ("-",), "listen softer", GROUP, sounds.change_level(-1)),
        Command("fit-sounds", ("tab",), "hear sounds in tempo", GROUP, sounds.next_fit, "tempo"),
        Command("loop-sounds", ("n l",), "hear sounds over and over", GROUP, sounds.toggle_loop),
        Command(
            "begin-sounds",
            ("n b",),
            "begin on the beat, bar, at once",
            GROUP,
            sounds.next_beginning,
        ),
        Command("halve-guess", ("H",), "half the guessed tempo", GROUP, sounds.correct_tempo(0.5)),
        Command("double-guess", ("L",), "double it", GROUP, sounds.correct_tempo(2.0)),
        Command(
            "sound-papers",
            ("n p", "P"),
            "who made the sounds of this folder",
            GROUP,
            found.ask_papers,
            opens=True,
        ),
        Command("add-folder", ("n a",), "index this folder", GROUP, sounds.add_to_library),
        Command("remove-folder", ("n x",), "index it no longer", GROUP, sounds.remove_from_library),
        Command("scan-sounds", ("n i",), "index what is new", GROUP, sounds.scan),
        Command("sounds-back", ("escape",), "back to the sketch", GROUP, turning.back, "back"),
    ),
)
