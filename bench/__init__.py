"""Speed and memory, printed as tables with a reference measured in the same run.

Never here: tests. Nothing asserts a wall-clock time; budgets are printed beside what was measured.
"""
