"""What keys and mouse do to steps, lanes and patterns."""
