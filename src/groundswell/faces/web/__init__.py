"""The web: pages rendered on the server, one URL each, and two islands for map and board.

Lives here: views that parse, call one verb of `app` and render; forms, templates, styles, islands.
Never here: a query, a computation, or a word of a figure that is not in an answer.
"""
