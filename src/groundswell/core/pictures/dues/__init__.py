"""What may be due this week: one module for each source, each yielding items from a snapshot.

A source is `def topic_due(snapshot: Snapshot) -> Iterator[Item]`, pure; `week.py` ranks what they
yield. A source that reads judgements, contacts, commitments or notes belongs among the private
ones there, which are left out of the presentable view.
"""
