"""The parts of a brief, one file each: answers in, headed blocks of words and charts out.

Never here: a figure that no answer holds, or a code where a name belongs.
"""
