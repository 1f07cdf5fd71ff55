"""What the music is: frozen values and pure edits from one project to the next."""

from padsketch.model.kit import Credit, Kit, Layer, Pad
from padsketch.model.mixer import Channel, Delay, Master, Reverb
from padsketch.model.pad_settings import PadSettings, dressed
from padsketch.model.pattern import STEP_TICKS, Lane, Pattern
from padsketch.model.project import PATTERN_NAMES, Project
from padsketch.model.song import Section
from padsketch.model.step import REST, Step

__all__ = [
    "PATTERN_NAMES",
    "REST",
    "STEP_TICKS",
    "Channel",
    "Credit",
    "Delay",
    "Kit",
    "Lane",
    "Layer",
    "Master",
    "Pad",
    "PadSettings",
    "Pattern",
    "Project",
    "Reverb",
    "Section",
    "Step",
    "dressed",
]
