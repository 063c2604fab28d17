"""Forms of the web face: made from the declarations of records, and a few made by hand.

They read and clean what a browser sends and hand back records or small dataclasses. Never here:
models, queries, changes, or templates.
"""
