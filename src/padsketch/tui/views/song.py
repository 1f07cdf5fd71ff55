"""The song page: which section is in front, and what keys and mouse do to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from padsketch.analysis.remarks import remarks
from padsketch.errors import UsageError
from padsketch.export.length import section_positions
from padsketch.model import Project, Section, edits
from padsketch.score.compiler import bar_positions
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.dialogs import in_range, parse_whole
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt


def place(desk: Desk) -> int:
    """The section in front; raises UsageError while the song is empty."""
    song = desk.session.project.song
    if not song:
        pattern = desk.session.pattern
        raise UsageError("The song is empty", f"n n begins it with pattern {pattern}.")
    return min(desk.section, len(song) - 1)


def section_in_front(desk: Desk) -> Section:
    """What the section in front says; raises UsageError while the song is empty."""
    return desk.session.project.song[place(desk)]


def section_bars(project: Project) -> list[int]:
    """Bars of every section; a begun one counts."""
    bar = bar_positions(project.meter)
    return [-(-length // bar) for length in section_positions(project)]


def go_to(desk: Desk, at: int) -> None:
    """Put a section in front."""
    last = len(desk.session.project.song) - 1
    desk.section = max(0, min(at, last))


def step_section(by: int) -> Gesture:
    """Put the section beside this one in front."""
    return lambda desk: go_to(desk, place(desk) + by)


def go_to_end(is_last: bool) -> Gesture:
    """Put the first section in front, or the last one."""
    return lambda desk: go_to(desk, len(desk.session.project.song) if is_last else 0)


def step_track(by: int) -> Gesture:
    """Put the track beside this one in front."""
    return lambda desk: desk.go_to_row(desk.row + by)


def add(desk: Desk) -> None:
    """Play the pattern that is seen behind the section in front."""
    song, pattern = desk.session.project.song, desk.session.pattern
    at = place(desk) + 1 if song else 0
    name = desk.session.project.pattern(pattern).name
    section = Section(section=name, pattern=pattern)
    edit(desk, f"section of {pattern}", edits.insert_section, at, section)
    go_to(desk, at)


def duplicate(desk: Desk) -> None:
    """Play the section in front once more behind itself."""
    at = place(desk)
    edit(desk, f"duplicate {_name(desk)}", edits.duplicate_section, at)
    go_to(desk, at + 1)


def remove(desk: Desk) -> None:
    """Take the section in front out of the song."""
    at, name = place(desk), _name(desk)
    edit(desk, f"remove {name}", edits.remove_section, at)
    go_to(desk, at)
    desk.say(f"removed section {at + 1} {name}: u brings it back")


def move(by: int) -> Gesture:
    """Let the section in front come earlier or later."""
    return lambda desk: move_to(desk, place(desk), place(desk) + by)


def move_to(desk: Desk, at: int, to: int) -> None:
    """Let a section be the one at another place, and put it in front."""
    name = edits.section_of(desk.session.project, at).called
    to = max(0, min(to, len(desk.session.project.song) - 1))
    edit(desk, f"move {name}", edits.move_section, at, to, merge=desk.keep_merging("move"))
    go_to(desk, to)


def copy(desk: Desk) -> None:
    """Copy the section in front."""
    desk.copied_section = section_in_front(desk)
    desk.say(f"copied section {_name(desk)}: p pastes it behind the one in front")


def paste(desk: Desk) -> None:
    """Play the copied section behind the one in front."""
    if desk.copied_section is None:
        raise UsageError("No section has been copied", "y copies the one in front.")
    at = place(desk) + 1 if desk.session.project.song else 0
    label = f"paste {desk.copied_section.called}"
    edit(desk, label, edits.insert_section, at, desk.copied_section)
    go_to(desk, at)


def split(desk: Desk) -> None:
    """Make two sections of the one in front, after a repeat that is typed where there are more."""
    at, repeats = place(desk), section_in_front(desk).repeats
    if repeats < 2:
        raise UsageError("It plays its pattern once", "+ lets it play more often.")
    if repeats == 2:
        _split(desk, at, 1)
        return
    parse = in_range(parse_whole, 1, repeats - 1)
    title = f"Split {_name(desk)} after repeat"
    prompt = Prompt(title, str(repeats // 2), f"1 to {repeats - 1}", parse)
    desk.ask(prompt, lambda repeat: _split(desk, at, repeat))


def _split(desk: Desk, at: int, repeat: int) -> None:
    edit(desk, f"split {_name(desk)}", edits.split_section, at, repeat)


def change_repeats(by: int) -> Gesture:
    """Let the section in front play its pattern more often, or less."""

    def gesture(desk: Desk) -> None:
        at, repeats = place(desk), section_in_front(desk).repeats + by
        merge = desk.keep_merging(("repeats", at))
        edit(desk, f"repeats of {_name(desk)}", edits.set_section, at, merge=merge, repeats=repeats)

    return gesture


def mute(desk: Desk) -> None:
    """Let the track be silent in the section in front, or play there again."""
    lane = desk.lane
    label = f"mute {lane.name} in {_name(desk)}"
    edit(desk, label, edits.toggle_section_mute, place(desk), lane.pad)


def launch(desk: Desk) -> None:
    """Play the section in front over and over, from where a queued pattern would land."""
    at = place(desk)
    desk.follows = True
    desk.session.performing.launch(at)


def loop(desk: Desk) -> None:
    """Stay in the section that is heard, else in the one in front; or let the song go on."""
    arranging = desk.session.arranging
    front = place(desk)
    is_staying = arranging.is_staying
    at = arranging.go_on() if is_staying else arranging.stay(front)
    name = desk.session.project.song[at].called
    desk.say(f"goes on with {name}" if is_staying else f"stays in {name}: L goes on")


def play_from(desk: Desk) -> None:
    """Play the song from the section in front on."""
    desk.follows = True
    desk.session.play_song(place(desk))


def capture(desk: Desk) -> None:
    """Write down as sections what is played from now on; or end that, as one edit."""
    arranging = desk.session.arranging
    if not arranging.is_capturing:
        arranging.capture()
        desk.say("captures what plays: , C makes sections of it")
        return
    count = arranging.end_capture()
    if not count:
        raise UsageError("Nothing was captured", "Half a pass of a pattern is the least.")
    go_to(desk, len(desk.session.project.song) - count)
    sections = f"{count} section{'s' * (count != 1)}"
    desk.say(f"captured {sections}, mutes and fills rounded to passes of their patterns")


def remark(desk: Desk) -> None:
    """Say what a producer would notice; a choice goes to the section it is about."""
    project, course = desk.session.project, desk.session.course()
    place(desk)
    if course is None:
        raise UsageError("The song is not surveyed yet", "Once more in a moment.")
    found = remarks(course, [section.called for section in project.song])
    if not found:
        desk.say("nothing stands out in the arrangement")
        return
    options = [
        Option(str(course.section_at(about.first_bar)), f"bar {about.first_bar + 1}", about.words)
        for about in found
    ]
    dialog = Chooser("What a producer would notice", options, "")
    desk.stage.show(dialog, lambda at: go_to(desk, int(at)))


def show_section(desk: Desk) -> None:
    """Show all of the section in front; raises UsageError while the song is empty."""
    place(desk)
    desk.show_view("section")


def show_view(view: str) -> Gesture:
    """Show the song, the section in front, or something else."""
    return lambda desk: desk.show_view(view)


def edit(desk: Desk, label: str, change: Callable[..., Project], *args: Any, **more: Any) -> None:
    """Edit the song; arguments as for `Session.edit`."""
    desk.session.edit(label, change, *args, **more)


def _name(desk: Desk) -> str:
    return section_in_front(desk).called
