"""From answers to bytes: the brief as text, JSON and PDF, with its figures.

Never here: computing an answer, reading a file, or a sentence whose figure no answer contains.
"""
