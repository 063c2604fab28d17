"""Twelve years of coalitions, written down week by week: six that stay well, six that do not."""
