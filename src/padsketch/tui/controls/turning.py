"""What keys and mouse do to the controls of a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from padsketch.tui.controls.rack import Control, Rack
from padsketch.tui.controls.values import moved, parsed, range_text, value_text
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.sampling import sampling_rack
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.views import lane, layers, mixer, section, step

RACKS: dict[str, Callable[[Desk], Rack]] = {
    "mixer": mixer.rack,
    "pad": layers.rack,
    "step": step.rack,
    "section": section.rack,
    "lane": lane.rack,
    "sampling": sampling_rack.rack,
}
"""The controls that are in front, by view."""
FEW = 2
"""A control of no more words than these is switched, not chosen from a list."""


class Grip(NamedTuple):
    """The mouse's hold on a control: as it was when it was taken, and which drag this is."""

    control: Control
    number: int


def rack_of(desk: Desk) -> Rack:
    """The controls of the view; raises UsageError while there are none."""
    return RACKS[desk.view](desk)


def place_in_hand(desk: Desk, rack: Rack) -> int:
    """Which of the rack's controls keys turn."""
    names = [control.name for control in rack.controls]
    name = desk.in_hand.get(rack.id, "")
    return names.index(name) if name in names else 0


def in_hand(desk: Desk) -> Control:
    """The control that keys turn."""
    rack = rack_of(desk)
    return rack.controls[place_in_hand(desk, rack)]


def take(desk: Desk, control: Control) -> None:
    """Let keys turn this control."""
    desk.in_hand[rack_of(desk).id] = control.name


def choose(by: int) -> Gesture:
    """Take the next control in hand."""

    def gesture(desk: Desk) -> None:
        rack = rack_of(desk)
        controls = rack.controls
        take(desk, controls[(place_in_hand(desk, rack) + by) % len(controls)])

    return gesture


def choose_section(by: int) -> Gesture:
    """Take the first control of the next section in hand."""

    def gesture(desk: Desk) -> None:
        rack = rack_of(desk)
        control = rack.controls[place_in_hand(desk, rack)]
        here = next(at for at, s in enumerate(rack.sections) if control in s.controls)
        take(desk, rack.sections[(here + by) % len(rack.sections)].controls[0])

    return gesture


def turn(by: int, is_coarse: bool = True) -> Gesture:
    """Move the value in hand; while a key is held it is one edit."""
    return lambda desk: turn_control(desk, in_hand(desk), by, is_coarse)


def turn_control(desk: Desk, control: Control, by: int, is_coarse: bool = True) -> None:
    """Move the value of a control."""
    value = moved(control.parameter, control.value, by, is_coarse)
    merge = desk.keep_merging((rack_of(desk).owner, control.name))
    put(desk, control, value, merge)


def enter(desk: Desk) -> None:
    """Type the value in hand, choose it from a list, or switch it."""
    control = in_hand(desk)
    choices = control.parameter.choices
    if not choices:
        _ask_value(desk, control)
    elif len(choices) > FEW:
        _ask_choice(desk, control)
    else:
        put(desk, control, 1.0 - control.value)


def reset(desk: Desk) -> None:
    """Make the value in hand what it would be untouched."""
    put(desk, in_hand(desk), None)


def grab(desk: Desk, control: Control) -> Grip:
    """Take hold of a control with the mouse."""
    take(desk, control)
    return Grip(control, next(desk.numbers))


def drag(desk: Desk, grip: Grip, by: int, is_coarse: bool = True) -> None:
    """Turn a control from where it was when it was taken; the whole drag is one edit."""
    drag_to(desk, grip, moved(grip.control.parameter, grip.control.value, by, is_coarse))


def drag_to(desk: Desk, grip: Grip, value: float) -> None:
    """Give a control that was taken a value; the whole drag is one edit."""
    put(desk, grip.control, value, ("drag", grip.number))


def put(desk: Desk, control: Control, value: float | None, merge: object = None) -> None:
    """Give a control a value, as an edit that says what it changed where it is one."""
    if control.does is not None:
        control.does(value)
        return
    label = f"{control.parameter.help} ({rack_of(desk).owner})"
    desk.session.edit(label, control.put, value, merge=merge)


def back(desk: Desk) -> None:
    """Show the sketch again, or the song where one of its sections was shown."""
    desk.show_view("song" if desk.view == "section" else "sketch")


def view_toggler(view: str) -> Gesture:
    """A gesture that shows a view, or the sketch where it is shown already."""
    return lambda desk: desk.show_view("sketch" if desk.view == view else view)


def _ask_value(desk: Desk, control: Control) -> None:
    parameter = control.parameter
    title = f"{parameter.label}: {parameter.help}"
    text = value_text(parameter, control.value)
    prompt = Prompt(title, text, range_text(parameter), lambda typed: parsed(parameter, typed))
    desk.ask(prompt, lambda value: put(desk, control, value))


def _ask_choice(desk: Desk, control: Control) -> None:
    parameter = control.parameter
    options = [Option(str(at), word) for at, word in enumerate(parameter.choices)]
    dialog = Chooser(parameter.help, options, str(round(control.value)))
    desk.stage.show(dialog, lambda value: put(desk, control, float(value)))
