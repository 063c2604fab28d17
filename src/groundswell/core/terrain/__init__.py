"""What is known: terms, observations, the snapshot they fold to, and draws of what is not known.

Never here: how people influence each other (dynamics) or what is asked (questions).
"""
