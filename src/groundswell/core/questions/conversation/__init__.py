"""The parts of a one-page conversation brief, one file each; the brief itself is `persuasion`.

Here: what is known of the person, what evidence means for them, likely doubts, the ask, opening
words, questions, what could go wrong. Never here: a question of its own, or anything computed about
more than one person.
"""
