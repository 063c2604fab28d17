"""Changing: policy first, then the change and its trail in one transaction, and always a way back."""
