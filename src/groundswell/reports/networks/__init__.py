"""A network as others read it: GraphML, GEXF, Kumu and CSV, from what is shown and nothing else.

Never here: reading such files, and anything that is not in the sociogram handed over.
"""
