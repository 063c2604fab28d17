"""Reading a calendar file that somebody handed in: when they are busy, and nothing else of it."""
