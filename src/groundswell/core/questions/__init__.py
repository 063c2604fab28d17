"""One file per question: a frozen dataclass of options and the function that answers it.

Never here: arithmetic that a second question could need (that belongs to dynamics).
"""
