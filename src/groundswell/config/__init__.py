"""The composition root: the console script that picks a face and starts it.

Never here: anything a lower layer would want to import.
"""
