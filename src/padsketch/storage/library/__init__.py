"""The sounds of this machine, indexed: what they are, which are wanted, what the user says."""

from padsketch.storage.library.folders import (
    add_folder,
    library_folders,
    listed_folders,
    remove_folder,
)
from padsketch.storage.library.library import Library, user_index
from padsketch.storage.library.scanning import Cancelled, Listen, Progress
from padsketch.storage.library.sounds import ORDERS, Heard, Query, SoundInfo, Vector
from padsketch.storage.library.tags import tags_of
from padsketch.storage.walking import SUFFIXES, audio_files

__all__ = [
    "ORDERS",
    "SUFFIXES",
    "Cancelled",
    "Heard",
    "Library",
    "Listen",
    "Progress",
    "Query",
    "SoundInfo",
    "Vector",
    "add_folder",
    "audio_files",
    "library_folders",
    "listed_folders",
    "remove_folder",
    "tags_of",
    "user_index",
]
