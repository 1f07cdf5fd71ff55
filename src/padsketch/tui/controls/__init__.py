"""What can be turned, how it reads, and what turns it."""
