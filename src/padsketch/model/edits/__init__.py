"""Pure edits: each takes a project and returns the next, or the same one when nothing changes."""

from padsketch.model.edits.cells import (
    Cell,
    change_velocity,
    clear_steps,
    put_step,
    put_steps,
    set_details,
    set_lock,
    set_velocity,
    toggle_step,
)
from padsketch.model.edits.clips import Clip, copy_cells, paste_clip
from padsketch.model.edits.lanes import clear_lane, fill_every, set_lane_length, set_lane_options
from padsketch.model.edits.mixing import (
    clear_mutes,
    clear_solos,
    set_channel,
    set_master_level,
    toggle_mute,
    toggle_solo,
)
from padsketch.model.edits.patterns import (
    copy_pattern,
    double_pattern,
    paste_pattern,
    set_pattern_length,
    set_pattern_name,
    set_pattern_swing,
    set_step_size,
)
from padsketch.model.edits.settings import (
    set_bpm,
    set_kit,
    set_seed,
    set_song,
    set_swing,
    set_title,
)

__all__ = [
    "Cell",
    "Clip",
    "change_velocity",
    "clear_lane",
    "clear_mutes",
    "clear_solos",
    "clear_steps",
    "copy_cells",
    "copy_pattern",
    "double_pattern",
    "fill_every",
    "paste_clip",
    "paste_pattern",
    "put_step",
    "put_steps",
    "set_bpm",
    "set_channel",
    "set_details",
    "set_kit",
    "set_lane_length",
    "set_lane_options",
    "set_lock",
    "set_master_level",
    "set_pattern_length",
    "set_pattern_name",
    "set_pattern_swing",
    "set_seed",
    "set_song",
    "set_step_size",
    "set_swing",
    "set_title",
    "set_velocity",
    "toggle_mute",
    "toggle_solo",
    "toggle_step",
]
