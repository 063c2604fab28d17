"""Vitality: signs of life and decay over time, and the alarms they and the pathologies raise.

Each sign is read from dated records of the people-work; each alarm is a sign or a pathology past
its line, with the day from which the records show it.
"""
