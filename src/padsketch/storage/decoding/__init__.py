"""Reading sounds that strangers made."""

from padsketch.storage.decoding.decoders import Beginning, Decoders, decode_safely

__all__ = ["Beginning", "Decoders", "decode_safely"]
