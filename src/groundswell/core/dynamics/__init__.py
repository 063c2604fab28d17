"""How a change moves: influence, opinion, decisions, adoption, networks, and plans tried on them.

Never here: words for a reader, and anything that knows which question is being asked.
"""
