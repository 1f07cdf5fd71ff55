"""Sounds and kits that are looked for, taken in and kept."""
