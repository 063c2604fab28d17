"""Changing: policy first, then the change and its trail in one transaction, always a way back."""
