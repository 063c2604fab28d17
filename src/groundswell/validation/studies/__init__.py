"""Studies on generated organisations whose truth is known.

The truth and what becomes of it are made here in plain numpy, without the code that is judged.
"""
