"""What a pilot's measured values say: one small module for each way to compare.

Pure arithmetic over arrays; the questions `pilot` and `pilot-design` put it into words. Never here:
records that are not a pilot's own, files, or anything that is drawn without a seed.
"""
