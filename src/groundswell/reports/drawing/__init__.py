"""Pictures drawn as SVG, for the page, for a file and for paper.

Inline drawings carry classes only, so that the page's own colours and its dark mode hold and no
style attribute is needed; with `standalone` the same drawing carries literal colours. Each comes in
two widths, as a picture for a desk read at 390 pixels is no picture. Never here: what is shown.
"""
