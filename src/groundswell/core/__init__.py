"""The pure core: dated observations in, answers out.

Lives here: the terms of the field, folding observations to a snapshot, the mathematics on it,
and one file per question. Never here: files, the clock, a database, a web page, global randomness.
"""
