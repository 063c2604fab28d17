"""What is kept: Django models and the only SQL of the project.

Lives here: insert-only tables of facts, what may change beside them, and the modules that load,
append, erase, shelve and trail. Never here: a decision about who may do what, or an estimate.
Only `app` imports it.
"""
