"""What is arranged for the eye: one file per picture, each a pure function of a snapshot.

A picture says in its first line what there is to see, about whom and as of when, and what is not
known. Nobody has a stance here whom nobody judged. Never here: colours, sizes in pixels, SVG.
"""
