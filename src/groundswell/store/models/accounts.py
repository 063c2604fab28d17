"""Who signs in, and by what: accounts, one-time links, tokens."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from groundswell.store.scope import Scoped


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by the name they sign in with."""


class Account(AbstractBaseUser):
    """Somebody who may sign in; what they may do is said by their memberships."""

    login = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Accounts] = Accounts()

    def __str__(self) -> str:
        """Return the name to show."""
        return self.name or self.login


class OneTimeLink(models.Model):
    """A link that signs in once; only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20, default="enter")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Token(Scoped):
    """A key for programs or a calendar, bound to one initiative; only its digest is kept.

    `purpose` keeps a calendar's key from opening anything else; `worded` lets its entries name
    people and the matter.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    writes = models.BooleanField(default=False)
    purpose = models.CharField(max_length=10, default="program")
    worded = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
