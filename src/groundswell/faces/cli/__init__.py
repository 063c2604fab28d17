"""The command line: one command per verb, each a few lines, heavy imports left until needed.

Never here: arithmetic, file formats, or wording that a report would need too.
"""
