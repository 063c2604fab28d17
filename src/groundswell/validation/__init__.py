"""The model against real data: one module per benchmark, ours beside the reference.

Never here: the data themselves, which the package does not ship, or tuning to one of its files.
"""
