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
from padsketch.model.edits.density import USUAL_WEIGHTS, Weights, randomise, thin_out
from padsketch.model.edits.euclid import euclid, fill_euclid
from padsketch.model.edits.feel import apply_feel, extract_feel, set_accents
from padsketch.model.edits.grooves import write_groove
from padsketch.model.edits.groups import store_group, toggle_group
from padsketch.model.edits.lanes import clear_lane, fill_every, set_lane_length, set_lane_options
from padsketch.model.edits.mixing import (
    clear_mutes,
    clear_solos,
    set_bus,
    set_channel,
    set_mutes,
    toggle_mute,
    toggle_solo,
)
from padsketch.model.edits.order import reverse_steps, rotate_steps
from padsketch.model.edits.pads import (
    reset_pad,
    set_layering,
    set_layers,
    set_pad,
    set_pad_choke,
    set_pad_mode,
)
from padsketch.model.edits.pasting import write_lanes
from padsketch.model.edits.patterns import (
    copy_pattern,
    double_pattern,
    paste_pattern,
    set_pattern_length,
    set_pattern_name,
    set_pattern_swing,
    set_step_size,
)
from padsketch.model.edits.quantise import quantise_steps
from padsketch.model.edits.settings import (
    set_bpm,
    set_kit,
    set_meter,
    set_seed,
    set_swing,
    set_title,
)
from padsketch.model.edits.song import (
    append_sections,
    duplicate_section,
    insert_section,
    move_section,
    remove_section,
    section_of,
    set_section,
    set_song,
    split_section,
    toggle_section_mute,
)
from padsketch.model.edits.takes import layer_take, overdub_steps, replace_with_take
from padsketch.model.edits.variation import humanise, vary

__all__ = [
    "USUAL_WEIGHTS",
    "Cell",
    "Clip",
    "Weights",
    "append_sections",
    "apply_feel",
    "change_velocity",
    "clear_lane",
    "clear_mutes",
    "clear_solos",
    "clear_steps",
    "copy_cells",
    "copy_pattern",
    "double_pattern",
    "duplicate_section",
    "euclid",
    "extract_feel",
    "fill_euclid",
    "fill_every",
    "humanise",
    "insert_section",
    "layer_take",
    "move_section",
    "overdub_steps",
    "paste_clip",
    "paste_pattern",
    "put_step",
    "put_steps",
    "quantise_steps",
    "randomise",
    "remove_section",
    "replace_with_take",
    "reset_pad",
    "reverse_steps",
    "rotate_steps",
    "section_of",
    "set_accents",
    "set_bpm",
    "set_bus",
    "set_channel",
    "set_details",
    "set_kit",
    "set_lane_length",
    "set_lane_options",
    "set_layering",
    "set_layers",
    "set_lock",
    "set_meter",
    "set_mutes",
    "set_pad",
    "set_pad_choke",
    "set_pad_mode",
    "set_pattern_length",
    "set_pattern_name",
    "set_pattern_swing",
    "set_section",
    "set_seed",
    "set_song",
    "set_step_size",
    "set_swing",
    "set_title",
    "set_velocity",
    "split_section",
    "store_group",
    "thin_out",
    "toggle_group",
    "toggle_mute",
    "toggle_section_mute",
    "toggle_solo",
    "toggle_step",
    "vary",
    "write_groove",
    "write_lanes",
]
