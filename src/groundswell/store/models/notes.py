"""Notes about people: changeable, erasable, private unless shared."""

from __future__ import annotations

from django.db import models

from groundswell.store.models.accounts import Account
from groundswell.store.scope import Scoped


class Note(Scoped):
    """What somebody wrote about a person; `sight` says who reads it: mine, core, initiative."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=200)
    text = models.TextField()
    sight = models.CharField(max_length=12, default="mine")
    at = models.DateTimeField()
    gone = models.BooleanField(default=False)
