"""Where people and programs meet the engine; each face parses, asks, and renders.

Never here: computation, or one face importing another.
"""
