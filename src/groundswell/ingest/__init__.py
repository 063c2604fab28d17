"""From bytes or rows to observations: read, check, explain every problem, write back unchanged.

Lives here: the workbook in its three shapes, and importers of what people already have.
Never here: deciding what the rows mean for the change (core), or how a problem is shown (faces).
"""
