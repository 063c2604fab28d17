"""The working document: sections that fill themselves from the records, and how two days differ.

What a newcomer should not read stays out: no stance, no doubt or strain with a name, no note.
"""
