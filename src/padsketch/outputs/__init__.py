"""Where frames leave: a device, silence, files."""
