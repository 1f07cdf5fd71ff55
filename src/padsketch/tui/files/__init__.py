"""The project on the disk: saving, versions, and what else lies in its folder."""
