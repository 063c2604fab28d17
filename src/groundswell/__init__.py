"""Groundswell helps a person, and then a small team, build the coalition a change needs."""

__version__ = "0.2.0"
