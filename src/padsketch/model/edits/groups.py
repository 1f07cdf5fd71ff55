"""Edits of mute groups: what they hold, and what they silence."""

from __future__ import annotations

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import check_choice
from padsketch.model.edits.mixing import set_mutes
from padsketch.model.mute_groups import MUTE_GROUPS
from padsketch.model.project import Project


def toggle_group(project: Project, group: str) -> Project:
    """Silence every pad of a mute group; let them all sound again once none of them does.

    Raises UsageError for a group that holds nothing.
    """
    check_choice("a mute group", group, MUTE_GROUPS)
    pads = project.mute_groups.get(group, ())
    if not pads:
        raise UsageError(f"Mute group {group} is empty", "Mute some lanes and store them in it.")
    is_any_heard = not all(project.channel(pad).mute for pad in pads)
    return set_mutes(project, pads, is_any_heard)


def store_group(project: Project, group: str) -> Project:
    """Let a mute group hold the pads that are muted now; raises UsageError where none is."""
    check_choice("a mute group", group, MUTE_GROUPS)
    pads = tuple(pad for pad, channel in project.mixer.items() if channel.mute)
    if not pads:
        raise UsageError("No lane is muted", f"Mute those that group {group} shall hold.")
    if project.mute_groups.get(group) == pads:
        return project
    return replace(project, mute_groups={**project.mute_groups, group: pads})
