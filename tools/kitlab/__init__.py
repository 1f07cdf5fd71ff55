"""The laboratory in which the sounds of the shipped kits are synthesised."""
