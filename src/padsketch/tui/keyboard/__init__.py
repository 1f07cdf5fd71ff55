"""What keys are, what they play, and how the terminal tells of them."""
